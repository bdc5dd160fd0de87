"""A convention as a sentence, and its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor.text.percent import percent
from auditor.text.style.convention import Convention, Must
from auditor.text.style.features import LATER_LINES
from auditor.text.style.forms import Form
from auditor.text.style.trait import Trait, kind, path

LISTED = 8  # values of a vocabulary that are spelled out

_ARTICLES = {
    "JSON object": "a JSON object",
    "JSON list": "a JSON list",
    "JSON lines": "one JSON object on each line",
    "code block": "one code block",
    "text": "plain or Markdown text",
}


def sentence(convention: Convention) -> str:
    """A convention in words: "last line is `#### <number>`"."""
    words, told_by = _sentence(convention), convention.told_by
    return f"{words} where `{path(told_by[0])}` is `{told_by[1]}`" if told_by else words


def _sentence(convention: Convention) -> str:
    if convention.must == "have":
        return _have(convention)
    if convention.must == "only":
        return _only(convention)
    if convention.must == "order":
        noun = f"{kind(convention.feature)}s"
        inside = (
            f" of `{path(convention.feature)}`"
            if kind(convention.feature) == "key" and path(convention.feature)
            else ""
        )
        return f"{noun}{inside} in this order: {', '.join(convention.values)}"
    if convention.must == "length":
        return f"between {convention.values[0]} and {convention.values[1]} characters long"
    if convention.must == "never":
        if convention.feature.startswith(("element:", "attribute:")):
            return f"no {kind(convention.feature)}s in `{path(convention.feature)}`"
        return f"no {_NEVER.get(convention.feature, convention.feature)}"
    if convention.must == "some":
        return "one of these: " + "; ".join(mark_words(mark) for mark in convention.marks)
    return _be(convention)


def mark_words(mark: Trait) -> str:
    """A trait that marks a form of output, in words."""
    must: Must = "have" if kind(mark[0]) in ("key", "element", "section") else "be"
    return sentence(Convention(must, mark[0], (mark[1],)))


def form_words(form: Form) -> str:
    """A form of output in words: "a JSON object", "plain or Markdown text: has the section `Plan`"."""
    words = _ARTICLES.get(form.format, form.format)
    return ": ".join([words, *(mark_words(mark) for mark in form.when[1:])])


def figures(convention: Convention) -> str:
    """How well a convention is kept: "96 %, 672 of 700"; "pinned" for one that was not inferred."""
    if not convention.rows:
        return "pinned"
    return f"{percent(convention.support)}, {convention.kept:,} of {convention.rows:,}"


def quoted(values: Sequence[str]) -> str:
    """Up to a few values between backquotes: "`a`, `b` and 3 more"."""
    shown = ", ".join(f"`{value}`" for value in values[:LISTED])
    return f"{shown} and {len(values) - LISTED} more" if len(values) > LISTED else shown


def span(values: Sequence[str]) -> str:
    """Consecutive counts: "3", "3–5"."""
    return values[0] if len(values) == 1 else f"{values[0]}–{values[-1]}"


def _have(convention: Convention) -> str:
    feature, value, inside = kind(convention.feature), convention.values[0], path(convention.feature)
    if feature == "person":
        return f"speaks as “{value}”" if value != "you" else "speaks to “you”"
    if feature == "inline":
        return f"has {_INLINE.get(value, value)}"
    if feature in _HAS:
        return _HAS[feature].format(value)
    where = f" in `{inside}`" if inside else ""
    return f"has the {feature} `{value}`{where}"


def _only(convention: Convention) -> str:
    feature, inside = kind(convention.feature), path(convention.feature)
    if feature == "partial":
        rest = f", except for {quoted(convention.values)}" if convention.values else ""
        return f"all objects in `{inside}` have the same keys{rest}"
    if feature in _NO_OTHER:
        return f"no {_NO_OTHER[feature].format(inside)} other than {quoted(convention.values)}"
    where = f" in `{inside}`" if inside else ""
    return f"no {feature}s{where} other than {quoted(convention.values)}"


def _be(convention: Convention) -> str:
    feature, inside, values = kind(convention.feature), path(convention.feature), convention.values
    if feature in _COUNTS:
        return _COUNTS[feature].format(span(values), plural="" if values == ("1",) else "s", path=inside)
    if feature in _SENTENCES:
        return _SENTENCES[feature](inside, values)
    verb = "are" if feature.endswith("s") or feature.startswith("marks") else "is"
    if len(values) == 1:
        return f"{feature} {verb} `{values[0]}`"
    return f"{feature} {verb} one of {len(values)}: {quoted(values)}"


def _form_of(which: str) -> Callable[[str, Sequence[str]], str]:
    return lambda _, values: f"the {which} word has the form {quoted(values)}"


def _form(_: str, values: Sequence[str]) -> str:
    return f"the output is {articled(values)}"


def articled(formats: Sequence[str]) -> str:
    """Formats in words: "a JSON object or plain or Markdown text"."""
    return " or ".join(_ARTICLES.get(name, name) for name in formats)


def _mark(inside: str, values: Sequence[str]) -> str:
    return f"section is written `{marked(inside, values[0])}`"


def marked(section: str, mark: str) -> str:
    """A section's heading as it is written: "## Plan", "**Plan**:"."""
    return mark.replace("…", section) if "…" in mark else f"{mark} {section}"


_A = {
    "string": "a string",
    "number": "a number",
    "boolean": "a boolean",
    "object": "an object",
    "array": "an array",
    "inline list": "a list in brackets",
    "nothing": "empty",
}


def types(names: Sequence[str]) -> str:
    """JSON types in words: "a string or null"."""
    return " or ".join(_A.get(name, name) for name in names)


def _any(values: Sequence[str]) -> str:
    """Make-ups: `a` stands for small letters, `A` for capitals, `x` for other letters, `9` for digits."""
    return quoted(values) if len(values) == 1 else f"one of {len(values)}: {quoted(values)}"


def _numbers(value: str) -> str:
    if value == "whole":
        return "without decimals"
    return f"of {value}" if value.endswith("digits") else value


def _begins(which: str) -> Callable[[str, Sequence[str]], str]:
    return lambda _, values: f"{which} with {_any(values)}"


def _end(_: str, values: Sequence[str]) -> str:
    return "ends with a question" if values[0] in "?？؟" else f"ends with {_character(values[0])}"


def _character(value: str) -> str:
    return value if len(value) > 1 else f"`{value}`"


_HAS = {
    "sign": "has `{0}`",
    "word form": "has a word made up like `{0}`",
    "code word": "has a word like `{0}`",
    "code sign": "has `{0}` in the code",
    "line form": "has a line made up like `{0}`",
    "code line": "has a line of code that begins with `{0}`",
    "line begins": "has a line that begins with `{0}`",
    "line kind": "has a line of the kind `{0}`",
}
_TABLE_EDGES = {"||": "tables with a bar at both edges", "  ": "tables without bars at the edges"}
_INLINE = {
    "bold": "words in bold",
    "italic": "words in italics",
    "code": "`code` between backquotes",
}
_NO_OTHER = {"line kind": "kinds of line", "title": "{0}", "word form": "words made up"}
_ADDRESS = {"familiar": "du” or “tu", "polite": "Sie” or “vous"}
_BLANK_LINES = {"none": "no blank lines", "all": "a blank line after each line"}
_NEVER = {
    "preamble": "words in front (such as `Here is the summary:`)",
    "courtesy": "offer of more help at the end",
    "exclamation": "exclamation mark",
    "shouting": "`!!`, nor exclamation marks alone",
    "bold": "words in bold",
    "enclosed in": "marks around the whole text",
    "placeholder": "gap to fill in, like `[Name]`",
    "thought": "block like `<think>` in front",
    "opening label": "label like `Answer:` in front",
    "Latin word": "words in Latin letters",
    "Latin prose": "sentences in Latin letters",
}
_COUNTS = {
    "items": "`{path}` occurs or holds {0} time{plural}",
    "lines": "{0} line{plural}",
    "paragraphs": "{0} paragraph{plural}",
    "characters": "{0} character{plural}",
    "words on the line": "{0} word{plural}",
    "hashtags": "{0} hashtag{plural}",
    "emojis": "{0} emoji{plural}",
    "lettered items": "{0} lettered item{plural}",
    "columns of the lines": "{0} field{plural} on each line",
    "longest paragraph": "{0} line{plural} in the longest paragraph",
    "shortest paragraph": "{0} line{plural} in the shortest paragraph",
    "level": "`{path}` is a number of {0}",
    "sentences in": "`{path}` has {0} sentence{plural}",
    "sentences": "{0} sentence{plural}",
    "bullets": "{0} bullet{plural}",
    "separated items": "{0} item{plural} on a line",
    "numbered items": "{0} numbered item{plural}",
    "code blocks": "{0} code block{plural}",
    "rules": "{0} line{plural} like `---`",
    "table columns": "a table of {0} column{plural}",
    "table rows": "{0} row{plural} in the table",
}
_SENTENCES: dict[str, Callable[[str, Sequence[str]], str]] = {
    "format": _form,
    "valid": lambda _, values: "well-formed" if values[0] == "yes" else values[0],
    "wrapper": lambda _, values: "nothing around it" if values[0] == "none" else f"with {values[0]}",
    "layout": lambda _, values: f"written {values[0]}",
    "type": lambda inside, values: f"`{inside}` is {types(values)}",
    "form of the first word": _form_of("first"),
    "form of the last word": _form_of("last"),
    "value": lambda inside, values: f"`{inside}` is one of {len(values)}: {quoted(values)}",
    "body": lambda inside, values: f"`{inside}` is followed by: {values[0]}",
    "kind of the last line": lambda _, values: f"the last line is of the kind `{values[0]}`",
    "blank lines": lambda _, values: _BLANK_LINES.get(values[0], "blank lines between some lines"),
    "pattern": lambda inside, values: f"`{inside}` is written like `{values[0]}`",
    "shape": lambda inside, values: f"`{inside}` is written like `{values[0]}`",
    **dict.fromkeys(
        ("mask", "cast", "series"), lambda inside, values: f"`{inside}` is made up like {_any(values)}"
    ),
    **dict.fromkeys(
        ("output mask", "output cast", "output series"), lambda _, values: f"made up like {_any(values)}"
    ),
    "form of the second word": _form_of("second"),
    "form of the third word": _form_of("third"),
    "form of the first line of the code": lambda _, values: f"code begins with a line like {_any(values)}",
    "number": lambda inside, values: f"`{inside}` is a number {_numbers(values[0])}",
    "decimals": lambda _, values: (
        f"a number with {values[0]} {'decimal' if values[0] == '1' else 'decimals'}"
    ),
    "indentation": lambda _, values: f"the first indented line by {values[0]}",
    "capitals": lambda *_: "has words in capitals",
    "enclosed in": lambda _, values: f"all of it stands in `{values[0]}`",
    "opening mark": lambda _, values: f"starts with `{values[0]}`",
    "final stop": lambda _, values: (
        "ends with a full stop or the like" if values[0] == "there" else "no full stop or the like at the end"
    ),
    "paragraphs begin": lambda _, values: f"all paragraphs begin like `{values[0]}`",
    "lines begin": lambda _, values: f"all lines between the first and the last begin like `{values[0]}`",
    "end of the first line": lambda _, values: f"the first line ends like {_any(values)}",
    "item head": lambda inside, values: f"items of `{inside}` begin like `{values[0]}`",
    "item tail": lambda inside, values: f"items of `{inside}` end like `{values[0]}`",
    "ends": lambda inside, values: f"`{inside}` ends with {_character(values[0])}",
    "code layout": lambda _, values: f"code {values[0]}",
    "date form": lambda _, values: f"dates are written like `{values[0]}`",
    "time form": lambda _, values: f"times are written like `{values[0]}`",
    "money form": lambda _, values: f"sums of money are written like `{values[0]}`",
    "percent form": lambda _, values: f"percentages are written like `{values[0]}`",
    "quotes": lambda _, values: f"attributes in {_character(values[0])}",
    "table edges": lambda _, values: _TABLE_EDGES.get(values[0], "tables without a bar at an edge"),
    "table rule": lambda _, values: f"the rule under a table's header is `{values[0]}`",
    "item end": lambda _, values: (
        "list items end with a word" if values[0] == "a word" else f"list items end with `{values[0]}`"
    ),
    **{name: _begins(name) for name in LATER_LINES},
    "mark": _mark,
    "outline": lambda _, values: f"structure: {values[0].replace(' > ', ', then ')}",
    "labelled outline": lambda _, values: f"structure: {values[0].replace(' > ', ', then ')}",
    "table": lambda _, values: "a table with a rule under its header" if values[0] == "ruled" else "a table",
    "code language": lambda _, values: f"code block marked `{values[0]}`",
    "thought": lambda _, values: f"starts with a block {values[0]}",
    "head": lambda inside, values: f"`{inside}` starts with one of {len(values)}: {quoted(values)}",
    "initial": lambda inside, values: f"`{inside}` starts with {_character(values[0])}",
    "separator": lambda _, values: f"items parted by {'a tab' if values[0] == chr(9) else f'`{values[0]}`'}",
    "item form": lambda _, values: f"list items: {values[0]}",
    "start": lambda _, values: f"starts with {_character(values[0])}",
    "end": _end,
    "address": lambda _, values: f"{values[0]} address, as “{_ADDRESS.get(values[0], values[0])}”",
    "case of the first word": lambda *_: "the first word in capitals",
    "alphabet": lambda _, values: f"with the letters of {values[0]}",
    "stem of the first word": lambda _, values: f"begins with {_any(values)}",
    "emoji": lambda _, values: "has emoji",
    "link": lambda _, values: "has a link",
    "decimal mark": lambda _, values: f"decimals are written with `{values[0]}`",
    "exclamation": lambda _, values: "has an exclamation mark",
    "shouting": lambda *_: "has `!!` or exclamation marks only",
    "bold": lambda *_: "has words in bold",
    "contractions": lambda _, values: (
        "uses contractions" if values[0] == "used" else "contractions written out (“do not”, “we are”)"
    ),
    "full stop": lambda _, values: (
        "no full stop at the end" if values[0] == "none" else "a full stop at the end"
    ),
    "script of the first word": lambda _, values: f"the first word is in {values[0]}",
    "title case": lambda _, values: "a capital on every long word",
    "letter case": lambda _, values: values[0],
    "language": lambda _, values: f"in {values[0]}",
    "script": lambda _, values: f"written in {values[0]}",
}
