"""Outputs in which an assistant refuses, or speaks of itself as some vendor's model."""

from __future__ import annotations

import re

from auditor.checkers.noise import NoiseChecker
from auditor.model import Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.joined import bounded

_VENDORS = (
    r"open\s?ai|anthropic|google|deepmind|meta(?:\ ai)?|facebook|microsoft|mistral(?:\ ai)?|cohere|deepseek|"
    r"alibaba(?:\ cloud)?|baidu|xai|x\.ai|amazon|nvidia|zhipu|moonshot"
)
_MODELS = (
    r"chat\s?gpt|gpt-?[345o][\w.-]{0,8}|claude|bard|gemini|llama|mistral|copilot|qwen|deepseek|grok|ernie|vicuna"
    r"|alpaca"
)
_DENIAL = r"(?:can(?:no|['’])t|cannot|(?:do|am|was|have)(?:n['’]t|\ not|\ no\b)|don['’]t|am\ un|lack|am\ only|am\ just)"
_IDENTITY = re.compile(
    rf"""\bas\ an?\ (?:large\ |text-based\ )?(?:ai\ )?language\ model\b
    | \bas\ an?\ (?:ai|artificial\ intelligence)(?:[\ -](?:assistant|model|chatbot|system|program))?
        (?:\ (?:developed|created|trained|made|built|designed)\ by\ [\w\ ]{{2,30}})?,?\ i\ {_DENIAL}
    | \bi(?:['’]m|\ am)\ (?:just\ |only\ |merely\ )?an?\ (?:large\ |ai\ |text-based\ ){{0,2}}language\ model\b
    | \bi(?:['’]m|\ am)\ (?:just\ |only\ |merely\ )an?\ (?:ai|artificial\ intelligence)\b
    | \bi\ (?:was|am|have\ been|['’]ve\ been)\ (?:developed|created|trained|made|built|designed)\ by\ (?:{_VENDORS})\b
    | \bi(?:['’]m|\ am)\ an?\ [\w\ -]{{0,40}}\b(?:developed|created|trained|made|built)\ by\ (?:{_VENDORS})\b
    | \b(?:i(?:['’]m|\ am)|my\ name\ is)\ (?:an?\ |called\ )?(?:{_MODELS})\b(?=\s*[,.!]|\ (?:an|the)\b|\s*$)
    | \bmy\ (?:knowledge\ cut-?off|training\ (?:data\ )?(?:only\ )?(?:cut-?off|goes|ends|ended|extends|includes))
    | \b(?:as\ of|since|after|up\ (?:un)?til|until)\ my\ (?:last\ )?(?:knowledge|training)\ (?:update|cut-?off|data)
    | \bmy\ (?:knowledge|training\ data)\ (?:was\ )?(?:only\ )?(?:last\ updated|ends|is\ limited\ to)
    | \bi\ (?:do\ not|don['’]t)\ have\ (?:access\ to\ )?(?:real[- ]time\ (?:information|data|access)|
        (?:personal|human)\ (?:opinions|feelings|emotions|beliefs|preferences|experiences)\ (?:or|and|as|because))
    | \bi\ (?:can(?:no|['’])t|cannot|am\ unable\ to)\ browse\ the\ (?:internet|web)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENING = 240  # characters at the start of an output where a refusal is looked for
_REFUSAL = re.compile(
    r"""\A\W{0,5}(?:(?:i(?:['’]m|\ am)\ (?:\w+\ ){0,2}sorry|sorry|my\ apologies|i\ (?:\w+\ )?apologi[sz]e|apologies
        |unfortunately|thank\ you\ for\ \w{1,20}\ \w{1,20}|no)\b[^.!?\n]{0,40}?[,.!:;—-]{0,2}\s{0,3})?(?:but\ |however,?\ )?
    (?:as\ (?:an?|your)\ [\w\ -]{2,40},\ )?
    i\ ?(?:['’]m|am|\ )?\ ?
    (?:
      (?:can(?:no|['’])t|cannot|can\ not|(?:not\ able|unable)\ to|won['’]t|will\ not|(?:not|don['’]t\ feel)\ comfortable
        |must\ (?:respectfully\ )?(?:decline|refuse)(?:\ to)?|have\ to\ (?:respectfully\ )?decline(?:\ to)?
        |(?:not\ )?programmed\ (?:not\ )?to)
      (?:\ (?:be\ able\ to|to|in\ good\ conscience|ethically|legally|really|directly)){0,2}\ ?
      (?:
        (?:help|assist)(?:ing)?(?:\ you)?(?:\ with)?\ (?:that|this|those|such|your)(?:\ (?:request|question|task|topic))?(?=\s*[.,!]|\s*$)
        | (?:help|assist)(?:ing)?(?:\ you)?\ (?:with\ )?(?:any\ |the\ )?(?:illegal|unethical|harmful|dangerous|creating|hacking|making)
        | (?:fulfil|fulfill|comply\ with|complete|respond\ to|process)\ (?:that|this|your|such)(?:\ \w+)?\ ?(?:request|prompt)?(?=\s*[.,!]|\s+as\b|\s*$)
        | (?:engage|participate)\ in\ (?:that|this|such|any|illegal|harmful|\w+\ activities)
        | (?:generat|creat|produc|writ|provid|shar|offer|giv)(?:e|ing)?\ (?:you\ with\ )?(?:any\ |such\ |that\ (?:kind|type)\ of\ |this\ (?:kind|type)\ of\ )?
          (?:inappropriate|harmful|offensive|explicit|sexual|illegal|unethical|dangerous|violent|hateful|discriminatory|malicious
            |(?:such\ )?content\ that|(?:medical|legal|financial)\ advice|instructions\ (?:on|for)\ (?:how\ to\ )?(?:mak|build|hack|creat|harm|kill|steal)
            |that\ (?:content|information)(?=[.,!]|\s*$)|assistance\ with\ (?:that|this))
        | (?:condone|promote|encourage|support\ or|endorse)\b
        | (?:discuss|talk\ about|answer|continue\ with)\ (?:that|this)(?:\ (?:topic|question|subject))?(?=\s*[.,!]|\s*$)
      )
    )
    | \A\W{0,5}(?:i['’]m\ sorry[,.]?\ (?:but\ )?)?(?:it\ is|it['’]s|that\ is|that['’]s|it\ would\ be)\ (?:against\ my|not\ appropriate\ for\ me|inappropriate\ for\ me)
    | \A\W{0,5}(?:i['’]m\ sorry[,.]?\ (?:but\ )?)?(?:this|that|your)\ (?:request\ )?goes\ against\ my
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CAST_AS_AI = re.compile(
    rf"""\b(?:you(?:['’]re|\ are)|act(?:ing)?\ as|pretend|imagine|role|persona|perspective|as\ if|as\ an?)\b[^\n]{{0,120}}
    \b(?:ai|a\.i\.|artificial|robot|android|chatbot|language\ model|machine|computer|{_MODELS})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_VENDOR_NAME = re.compile(rf"\b(?:{_VENDORS}|{_MODELS})\b", re.IGNORECASE | re.VERBOSE)


class Refusals(NoiseChecker):
    """An output that refuses to answer, or says it is some vendor's model.

    What it does
        Looks at the beginning of the output for a refusal to do the task at all ("I'm sorry, but I can't help
        with that."), and anywhere in it for a model speaking of itself: "As an AI language model", "I was
        trained by OpenAI", "my knowledge cutoff". An apology in a support answer that goes on to help is not a
        refusal. A role-play in which the input or system prompt casts the assistant as an AI may speak of
        itself, and a vendor that the system prompt names may be named. It does not run in classification and
        extraction.
    Why it matters
        Such rows come from another model's answers. A few per cent of them are enough for the tuned model to
        refuse harmless questions, and to call itself by another company's name.
    Example
        "As an AI language model, I cannot have a favourite hotel."
    How to fix
        Write the answer you want, or delete the row. The rows do not count as usable.
    When to ignore it
        When refusing is what you want to teach: `--ignore NOI005`.
    How sure we are
        High: see docs/accuracy/noise.md. Only English wording is known; the first 65,536 characters are read.
    """

    rule = Rule(
        "NOI005",
        "refusal-or-ai-identity",
        Severity.WARNING,
        "outputs that refuse, or speak as another vendor's model",
        drops=True,
    )
    exempt_tasks = ("classification", "extraction")
    literals = (
        *("i can't", "i can’t", "i cannot", "i can not", "unable to", "not able to", "i won't", "i won’t"),
        *("i will not", "must decline", "respectfully", "have to decline", "must refuse", "comfortable"),
        *("programmed", "against my", "appropriate for me", "inappropriate for me", "language model"),
        *("as an ai", "as a ai", "artificial intelligence", "an ai", "cutoff", "cut-off", "my last knowledge"),
        *("my last training", "my knowledge", "my training", "real-time", "real time", "personal opinions"),
        *("personal feelings", "personal beliefs", "personal pref", "personal exp", "personal emotions"),
        *("human feelings", "human emotions", "human exp", "human opinions", "human beliefs", "human pref"),
        *("open ai", "openai", "anthropic", "by google", "deepmind", "by meta", "by facebook", "by microsoft"),
        *("by mistral", "by cohere", "deepseek", "by alibaba", "by baidu", "by xai", "by x.ai", "by amazon"),
        *("by nvidia", "by zhipu", "by moonshot", "chatgpt", "chat gpt", "gpt-", "gpt3", "gpt4", "gpt5", "gpto"),
        *("claude", "bard", "gemini", "llama", "mistral", "copilot", "qwen", "grok", "ernie", "vicuna", "alpaca"),
        *("browse the",),
    )

    def problem(self, example: Example) -> Spot | None:
        """The refusal or the words of identity, unless the role calls for them."""
        output = bounded(example.output)
        if found := _REFUSAL.search(output[:_OPENING]):
            return self._spot(example, "the output refuses to answer", found)
        for found in _IDENTITY.finditer(output):
            if not _in_role(example, found[0]):
                return self._spot(example, "the output speaks as another model", found)
        return None

    def _spot(self, example: Example, message: str, found: re.Match[str]) -> Spot:
        """Where it was found, with the words around it."""
        return Spot(example.row, message, "output", around(found.string, *found.span()))


def _in_role(example: Example, words: str) -> bool:
    """Whether the input casts the assistant as an AI, or the system prompt lets it say this."""
    if _CAST_AS_AI.search(bounded(example.input)):
        return True
    if _VENDOR_NAME.search(words):
        return _VENDOR_NAME.search(example.system) is not None
    return "language model" not in words.lower() and _CAST_AS_AI.search(example.system) is not None
