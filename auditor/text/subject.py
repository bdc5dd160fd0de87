"""What a text is about, as far as a rule must know it to stay quiet: code, markup, a dialogue …"""

from __future__ import annotations

import re

from auditor.text.expression import later

_CODE_SIGNS = ("```", "~~~", "=>", "()")
_CODE_LINE = later(
    r"\s{0,8}(?:def |class |import |from \w|#include|function |const |let |var |public |SELECT |\$ )"
)
_CODE_END = later(r"[;{}<](?:(?<!<)\s*$|(?<=<)/\w+>)", re.MULTILINE)  # the search goes from sign to sign
_PROGRAM = later(
    r"^\s{0,8}(?:(?:async )?def \w+\(|class \w+(?:\([\w., ]*\))?:|import [\w.]+(?: as \w+)?;?$"
    r"|from [\w.]+ import |#include\s?[<\"]|(?:export )?(?:async )?function \w*\(|(?:const|let|var) \w+ ?="
    r"|SELECT\s.{0,200}\sFROM\s|(?:public|private|protected|static) [\w<>\[\]]+ \w+|<\?php\b"
    r"|package [\w.]+;$|func \w+\()",
    re.MULTILINE,
)
_FENCE = later(r"```.{0,20000}?(?:```|\Z)|`[^`\n]{1,400}`", re.DOTALL)
_MARKUP = later(
    r"\b(?:html5?|css|xml|xhtml|svg|jsx|tsx|react|vue|angular|markup|javascript|typescript|php|django"
    r"|jinja2?|mustache"
    r"|handlebars|web ?page|front-?end|source code|code snippet|(?:python|java|sample|this) code|scraping"
    r"|angle brackets?|(?:html|xml|markup|closing|opening) tags?|tag (?:is|for|to) |entit(?:y|ies))\b"
    r"|</?[a-z][a-z0-9]{0,9}/?>\W?\s(?:tag|element)",
    re.IGNORECASE,
)
_PROGRAMS = later(
    r"\b(?:python|javascript|typescript|java|kotlin|rust|golang|perl|ruby|bash|shell|powershell|php"
    r"|jinja2?|vue|react"
    r"|f-strings?|strings?|regex(?:es)?|variables?|functions?|code|coding|program(?:s|ming)?|scripts?"
    r"|syntax|sql)\b",
    re.IGNORECASE,
)
_DIALOGUE = later(
    r"\b(?:dialog(?:ue)?s?|conversations?|transcripts?|chats?|interviews?|scripts?|screenplays?|plays?"
    r"|scenes?|"
    r"chatbots?|few-shot|turns|exchange)\b",
    re.IGNORECASE,
)
_TEMPLATE = later(
    r"\b(?:templates?|placeholders?|boilerplate|fill[- ]in|blanks?|mail[- ]merge|(?:sample|form) letter)\b",
    re.IGNORECASE,
)
_TOKENIZER = later(
    r"\b(?:special tokens?|tokeni[sz]\w+|chatml|chat templates?|prompt templates?|llama|bert)\b", re.I
)
_ENGLISH = later(
    r"\b(?:the|of|and|to|is|that|with|for|are|you|this|it|was|be|in|i|have|has|your|my|from|they|what|which|been|were"
    r"|there|their|would|not|she|he)\b",
    re.IGNORECASE,
)


def is_english(text: str) -> bool:
    """Whether one word in ten is a common one of English, and two are; made for the end of a text."""
    return len(_ENGLISH.findall(text)) >= max(2, text.count(" ") / 10)


def looks_like_code(text: str) -> bool:
    """Whether a text holds program code, fenced or bare."""
    return (
        any(sign in text for sign in _CODE_SIGNS)
        or any(_CODE_LINE.match(line) for line in text.split("\n"))
        or _CODE_END.search(text) is not None
    )


def is_program(text: str) -> bool:
    """Whether a text holds bare program code, by lines that can be little else."""
    return _PROGRAM.search(text) is not None


def without_code(text: str) -> str:
    """The text with fenced blocks and `inline code` blanked out, every other character in its place."""
    if "`" not in text:
        return text
    return _FENCE.sub(lambda match: " " * len(match[0]), text)


def asks_about_markup(text: str) -> bool:
    """Whether a question is about HTML, web pages or code, so that markup belongs in its answer."""
    return _MARKUP.search(text) is not None


def asks_about_programs(text: str) -> bool:
    """Whether a question is about programming, so that variables in braces belong in its answer."""
    return _PROGRAMS.search(text) is not None


def asks_for_dialogue(text: str) -> bool:
    """Whether a question asks for a conversation or a script, so that speakers belong in its answer."""
    return _DIALOGUE.search(text) is not None


def asks_for_template(text: str) -> bool:
    """Whether a question asks for a template, so that empty slots belong in its answer."""
    return _TEMPLATE.search(text) is not None


def asks_about_tokenizers(text: str) -> bool:
    """Whether a question is about the special tokens of language models."""
    return _TOKENIZER.search(text) is not None
