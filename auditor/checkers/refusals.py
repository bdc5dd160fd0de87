"""Outputs in which an assistant refuses, or speaks of itself as some vendor's model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.checkers.noise import NoiseChecker
from auditor.model import Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.joined import bounded
from auditor.text.other_wordings import IDENTITY, IDENTITY_LITERALS, REFUSAL, REFUSAL_LITERALS
from auditor.text.patterns import Prefilter


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


# All expressions are matched against a text in lower case with straight apostrophes (see `_plain`).
_VENDOR = _any(
    *(
        "open ?ai",
        "anthropic",
        "google",
        "deepmind",
        "meta(?: ai)?",
        "facebook",
        "microsoft",
        "mistral(?: ai)?",
    ),
    *("cohere", "deepseek", "alibaba(?: cloud)?", "baidu", "xai", "x\\.ai", "amazon", "nvidia", "moonshot"),
)
# Models whose names people, beasts, poets and stars bear too, and those whose names nobody else has.
_SHARED_NAME = _any("claude", "bard", "gemini", "llama", "mistral", "grok", "ernie", "alpaca")
_OWN_NAME = _any("chat ?gpt", "gpt-?[345o][a-z0-9.-]{0,8}", "copilot", "qwen", "deepseek", "vicuna")
_MODEL = _any(_SHARED_NAME, _OWN_NAME)
_MADE = _any("developed", "created", "trained", "made", "built", "designed")
_I_AM = "i(?:'m| am)"
_DENIES = _any(
    "can(?:no|')t",
    "do(?:n't| not)",
    "am not",
    "am un",
    "was not",
    "lack",
    "am (?:only|just)",
    "have no",
    "must",
)
_LANGUAGE_MODEL = "(?:(?:large|ai|text-based) ){0,2}language model"

_IDENTITY = later(
    r"\b(?=as |i |i'|being |my |since |after |until |til |according |in my|based on my|you )"
    + _any(
        f"as an? {_LANGUAGE_MODEL}",
        f"as an? (?:ai|artificial intelligence)(?:[ -](?:assistant|model|chatbot|system|program))?"
        f"(?: {_MADE} by [a-z ]{{2,30}})?,? i {_DENIES}",
        f"{_I_AM} (?:(?:just|only|merely) )?an? {_LANGUAGE_MODEL}",
        f"{_I_AM} (?:just|only|merely) an? (?:ai|artificial intelligence)",
        f"{_I_AM} an? (?:ai|artificial intelligence|machine learning)[ -](?:assistant|model|chatbot|program)",
        f"being an? (?:ai|artificial intelligence)(?:[ -](?:assistant|model|chatbot))?,? i {_DENIES}",
        f"i (?:was|am|have been|'ve been) {_MADE} by {_VENDOR}",
        f"{_I_AM} an? [a-z -]{{0,40}}{_MADE} by {_VENDOR}",
        f"(?:{_I_AM}|my name is|you (?:can|may) call me) (?:an? |called )?{_OWN_NAME}(?:-?v?[0-9][0-9.]*)?"
        "(?=\\s*[,.!]| an? | the | and |\\s*$)",
        f"(?:{_I_AM}|my name is|you (?:can|may) call me) {_SHARED_NAME}(?:[ -]?v?[0-9][0-9.]*)?,? (?:and )?"
        f"(?=[^.!?\\n]{{0,40}}\\b(?:ai|assistant|model|chatbot|{_VENDOR})\\b)",
        f"{_I_AM} (?:based on|powered by|running on) (?:{_VENDOR}'s )?{_MODEL}",
        "my knowledge cut-?off",
        "my training (?:data )?(?:only )?(?:cut-?off|goes|ends|ended|extends|includes)",
        "(?:as of|since|after|(?:un)?til) my (?:last )?(?:knowledge|training) (?:update|cut-?off|data)",
        "(?:as of|since) my last (?:update|training) (?:in|on) (?:[a-z]{3,9} )?20[0-9]{2}",
        "(?:based on|according to|in) my training data",
        "my information is (?:only )?(?:current|up[- ]to[- ]date) (?:only )?(?:as of|until|up to)",
        "my (?:knowledge|training data) (?:was )?(?:only )?(?:last updated|ends|is limited to)",
        "i do(?:n't| not) have (?:access to )?real[- ]time (?:information|data|access)",
        "i do(?:n't| not) have (?:personal|human) (?:opinion|feeling|emotion|belief|preference|experience)s"
        " (?:or|and|as|because)",
        "i (?:can(?:no|')t|am (?:unable|not able) to|do(?:n't| not) have the ability to) (?:browse|access"
        "|search) (?:the )?"
        "(?:internet|web|(?:external|live) (?:web ?)?(?:sites|sources|data|information)|(?:current"
        "|real[- ]time) "
        "(?:data|information))",
    )
    + r"\b"
)

_SPEAKING = (  # what every match of _IDENTITY holds one of
    *("language model", "artificial intelligence", "machine learning", "a ai", "an ai", "my knowledge"),
    *("my training", "my last ", "my information", "real-time", "real time", "have personal", "have human"),
    *("browse ", "access ", "search ", "chatgpt", "chat gpt", "gpt", "copilot", "qwen", "deepseek", "vicuna"),
    *("claude", "bard", "gemini", "llama", "mistral", "grok", "ernie", "alpaca", "by open", "by anthropic"),
    *(
        "by google",
        "by deepmind",
        "by meta",
        "by facebook",
        "by microsoft",
        "by cohere",
        "by alibaba",
        "by baidu",
    ),
    *("by xai", "by x.ai", "by amazon", "by nvidia", "by moonshot"),
)

_OPENING = 240  # characters at the start of an output where a refusal is looked for
_SORRY = _any(
    *(f"{_I_AM} (?:[a-z]{{1,12}} ){{0,2}}sorry", "sorry", "my apologies", "apologies", "unfortunately", "no"),
    f"{_I_AM} afraid(?: that)?",
    *("i (?:[a-z]{1,12} )?apologi[sz]e", "thank you for [a-z]{1,20} [a-z]{1,20}"),
)
_CANNOT = _any(
    *("i can(?:no|')t", "i can not ", f"{_I_AM} (?:not able|unable) to", "i(?: will not|'ll not| won't)"),
    *(
        f"{_I_AM} not comfortable",
        "i do(?:n't| not) feel comfortable",
        "i must (?:respectfully )?(?:decline|refuse)",
    ),
    *("i have to (?:respectfully )?decline", f"{_I_AM} (?:not )?programmed (?:not )?to"),
)
_MANNER = r"(?:,? (?:be able to|to|in good conscience|ethically|legally|really|directly)){0,2}"
_END = r"(?=\s*[.,!]|\s*$)"
_FORBIDDEN = _any(
    *("inappropriate", "harmful", "offensive", "explicit", "sexual", "illegal", "unethical", "dangerous"),
    *("violent", "hateful", "discriminatory", "malicious"),
)
_THAT = "(?:that|this|those|such|your)"
_GIVE = "(?:generat|creat|produc|writ|provid|shar|offer|giv)(?:e|ing)?(?: you with)?"
_TASK = _any(
    f"(?:help|assist)(?:ing)?(?: you)?(?: with)? {_THAT}(?: (?:request|question|task|topic))?{_END}",
    f"(?:help|assist)(?:ing)?(?: you)? (?:with )?(?:any |the )?(?:{_FORBIDDEN}|hacking|creating malware)",
    rf"(?:fulfil|fulfill|comply with|complete|respond to) {_THAT}(?: [a-z]{{1,12}})?(?:{_END}| as\b)",
    "(?:engage|participate) in (?:that|this|such|any|illegal|harmful|[a-z]+ activities)",
    f"{_GIVE} (?:any |such )?(?:(?:content|material) that is )?(?:{_FORBIDDEN}|content that)",
    f"{_GIVE} (?:any )?(?:(?:medical|legal|financial) advice|assistance with {_THAT})",
    f"{_GIVE} (?:any )?(?:instructions|information|guidance|advice) (?:on|for|about|that)"
    f" (?:how to )?(?:{_FORBIDDEN}|mak(?:e|ing) (?:a )?(?:bomb|weapon|drug|explosive)|hack|harm|kill|steal)",
    f"{_GIVE} (?:that|this)(?: (?:content|information|kind of [a-z]+))?{_END}",
    "(?:condone|promote|encourage|endorse|support or)",
    f"(?:discuss|talk about|answer(?:ing)?|continue with) {_THAT}"
    f"(?: (?:topic|question|subject|conversation))?{_END}",
)
_APOLOGY = rf"(?:{_SORRY}\b[^.!?\n]{{0,40}}?[,.!:; —-]{{0,3}})?(?:but |however,? )?"
_REFUSAL = later(
    rf"{_APOLOGY}(?:as (?:an?|your) [a-z -]{{2,40}}, )?{_CANNOT}{_MANNER} {_TASK}"
    rf"|{_APOLOGY}(?:it|that)(?:'s| is| would be) (?:against my|(?:not |in)appropriate for me)"
    rf"|{_APOLOGY}(?:this|that|your)(?: request)? goes against my"
)
_REFUSING = (  # what every match of _REFUSAL holds one of
    *("i can't", "i can’t", "i cannot", "i can not ", "unable to", "not able to", "i won't", "i won’t"),
    *("i will not", "i'll not", "i’ll not", "must decline", "must refuse", "respectfully", "to decline"),
    *("not comfortable", "feel comfortable", "programmed", "against my", "appropriate for me"),
)
_CAST_AS_AI = later(
    r"\b(?:you(?:'re| are)|act(?:ing)? as|pretend|imagine|role|persona|perspective|as if|as an?)\b"
    r"[^\n]{0,120}\b(?:ai|a\.i\.|artificial|robot|android|chatbot|language model|machine|computer"
    rf"|{_MODEL})\b"
)
_NAMES = later(rf"\b{_any(_VENDOR, _MODEL)}\b")


class Refusals(NoiseChecker):
    """An output that refuses to answer, or says it is some vendor's model.

    What it does
        Looks at the beginning of the output for a refusal to do the task at all ("I'm sorry, but I can't help
        with that."), and anywhere in it for a model speaking of itself: "As an AI language model", "I was
        trained by OpenAI", "my knowledge cutoff". An apology in a support answer that goes on to help is no
        refusal. A role-play in which the input casts the assistant as an AI may speak of itself, and a vendor
        that the system prompt names may be named. It does not run in classification and extraction.
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
        High: see docs/accuracy/noise.md. English is known best, a dozen other languages by the usual words;
        the first 65,536 characters are read.
    """

    rule = Rule(
        "NOI005",
        "refusal-or-ai-identity",
        Severity.WARNING,
        "outputs that refuse, or speak as another vendor's model",
        drops=True,
        fix="unsafe",
    )
    exempt_tasks = ("classification", "extraction")
    literals = (
        *_REFUSING,
        *("language model", "an artificial intelligence", "a machine learning", "an ai ", "an ai,", "an ai."),
        *(
            "an ai-",
            "an ai'",
            "an ai\n",
            "cutoff",
            "cut-off",
            "my last ",
            "my knowledge cut",
            "my knowledge was",
        ),
        *(
            "my knowledge only",
            "my knowledge last",
            "my knowledge end",
            "my knowledge is",
            "my knowledge update",
        ),
        *("my training", "my information is", "real-time info", "real-time data", "real-time access"),
        *(
            "real time info",
            "real time data",
            "real time access",
            "the ability to",
            "have personal",
            "have human",
        ),
        *(
            f"by {vendor}"
            for vendor in ("open", "anthropic", "google", "deepmind", "meta", "facebook", "microsoft")
        ),
        *(
            f"by {vendor}"
            for vendor in ("mistral", "cohere", "deepseek", "alibaba", "baidu", "xai", "x.ai", "amazon")
        ),
        *(
            "by nvidia",
            "by moonshot",
            "chatgpt",
            "chat gpt",
            "gpt-",
            "gpt3",
            "gpt4",
            "gpt5",
            "gpto",
            "claude",
        ),
        *(
            "bard",
            "gemini",
            "llama",
            "mistral",
            "copilot",
            "qwen",
            "deepseek",
            "grok",
            "ernie",
            "vicuna",
            "alpaca",
        ),
        *IDENTITY_LITERALS,
        *REFUSAL_LITERALS,
    )

    def problem(self, example: Example) -> Spot | None:
        """The refusal or the words of identity, unless the role calls for them."""
        output = _plain(bounded(example.output))
        if found := _refusal(output[:_OPENING].lstrip(" \t\r\n\"'*_#>-")):
            return _spot(example, "the output refuses to answer", found)
        if not (spoken := _spoken_of_itself(output)):
            return None
        role, quoted = _Role(example), _Quoted(output)
        for found in spoken:
            if not role.lets_say(found[0]) and not quoted.begins_at(found.start()):
                return _spot(example, "the output speaks as another model", found)
        return None


def _plain(text: str) -> str:
    """Lower case with straight apostrophes; every character stays in its place for ASCII."""
    return text.lower().replace("’", "'")


def _refusal(opening: str) -> re.Match[str] | None:
    """A refusal with which an output begins, in English or another language."""
    held = _gate().held_by(opening)
    found = _REFUSAL.match(opening) if "refuses in English" in held else None
    return found or (REFUSAL.match(opening) if "refuses elsewhere" in held else None)


def _spoken_of_itself(output: str) -> list[re.Match[str]]:
    """Where a model speaks of itself, in English and then in other languages."""
    held = _gate().held_by(output)
    return [
        *_matches(_IDENTITY, "in English" in held, output),
        *_matches(IDENTITY, "elsewhere" in held, output),
    ]


def _matches(expression: re.Pattern[str], sought: bool, output: str) -> Iterator[re.Match[str]]:
    return expression.finditer(output) if sought else iter(())


@cache
def _gate() -> Prefilter:
    """Words without which no text refuses or speaks of itself: to look for all is cheaper than to match."""
    return Prefilter(
        {
            "refuses in English": _REFUSING,
            "refuses elsewhere": REFUSAL_LITERALS,
            "in English": _SPEAKING,
            "elsewhere": IDENTITY_LITERALS,
        }
    )


class _Quoted:
    """Where quotations begin in a text; what is asked for every match is found out once."""

    def __init__(self, text: str) -> None:
        self.text, self.begun = text, len(text) - len(text.lstrip())
        self.several = sum(text.count(mark) for mark in '"“”«»„') > 2

    def begins_at(self, start: int) -> bool:
        """Whether the words stand at the beginning of a quotation that is not the whole text."""
        if not start or self.text[start - 1] not in '"“«„':
            return False
        return self.begun < start - 1 or self.several


class _Role:
    """What the input and the system prompt make of the assistant."""

    def __init__(self, example: Example) -> None:
        system = _plain(example.system)
        self.is_cast = _CAST_AS_AI.search(_plain(bounded(example.input))) is not None
        self.is_named = _NAMES.search(system) is not None
        self.is_ai = _CAST_AS_AI.search(system) is not None

    def lets_say(self, words: str) -> bool:
        """Whether the input casts the assistant as an AI, or the system prompt lets it say this."""
        if self.is_cast:
            return True
        if _NAMES.search(words):
            return self.is_named
        return "language model" not in words and self.is_ai


def _spot(example: Example, message: str, found: re.Match[str]) -> Spot:
    """Where it was found, with the words around it as they are written."""
    start, end, text = *found.span(), found.string
    written = bounded(example.output)
    plain = _plain(written)
    if len(plain) == len(written) and (at := plain.find(text)) >= 0:
        start, end, text = start + at, end + at, written
    return Spot(example.row, message, "output", around(text, start, end))
