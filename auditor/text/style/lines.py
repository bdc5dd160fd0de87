"""Traits of the lines of a text: their order, headings and labels, lists, tables, lines that recur."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from auditor.kernels import compiled
from auditor.text.expression import later
from auditor.text.style.bodies import body_traits, is_heading
from auditor.text.style.counted import Counted, at_lines
from auditor.text.style.fields import assigned, begins_with_name, labelled, pairs
from auditor.text.style.masks import cast, mask, series
from auditor.text.style.often import often
from auditor.text.style.tables import record_traits, table_traits
from auditor.text.style.trait import Trait

MAX_LINES = 300
LINE_KINDS = frozenset(
    (
        "outline",
        "code line",
        "code sign",
        "code layout",
        "section",
        "mark",
        "rules",
        "bullets",
        "bullet mark",
        "numbered items",
        "number mark",
        "letter mark",
        "lettered items",
        "columns of the lines",
        "item head",
        "item tail",
        "ends",
        "sentences in",
        "item form",
        "item end",
        "second line begins",
        "third line begins",
        "fourth line begins",
        "last line begins",
        "table",
        "table columns",
        "table header",
        "table rows",
        "table edges",
        "table rule",
        "mask",
        "cast",
        "series",
        "line form",
        "line",
        "line begins",
        "labelled outline",
        "opening label",
        "closing label",
        "line kind",
        "kind of the last line",
        "body",
        "title",
        "type",
        "key",
        "items",
        "partial",
        "value",
        "pattern",
        "shape",
        "initial",
        "head",
    )
)
PERIOD = 4  # kinds of line in a sequence that may repeat
FORMS = 20  # lines whose make-up is looked at
FORM = 60  # characters of such a line
RECURRING = 40  # characters of a line that may recur in every output

_HEADING = later(r"(#{1,6})\s+(\S.*)")
_BULLET = later(r"([-*•+–‣◦・])\s+(?=\S)")
_NUMBERED = later(r"(\(?)\d{1,3}([.)])\s+(?=\S)|(\(?)\d{1,3}([、．])")
_SUBNUMBER = later(r"\d{1,3}(?:\.\d{1,3})+\.?\s+(?=\S)")
_LETTERED = later(r"\(?[a-hA-H][.)]\s+(?=\S)")
_BOLD_LINE = later(r"(\*\*|__)([^*_]{1,60})(?:\*\*|__)\s?[:：]?$")
_BRACKETS = later(r"\[{1,2}([\w. -]{1,40})\]{1,2}$")
_CODE = later(
    r"(?:@\w[^\n]*\n)*(?:(?:async )?def \w+\s?\(|class \w+\s?[:({]|(?:async )?function \w*\s?\("
    r"|func [\w(]|(?:pub )?fn \w+[(<]|#include\b|from [\w.]+ import "
    r"|(?P<maybe>(?:public|private|protected|static|const|let|var|import|package|using) \S))"
)  # where `maybe` a sentence begins like that
_FIELDS = frozenset(("labelled line", "assignments"))  # in the plain outline they are text
_SERIES = frozenset(("clauses like 1.1", "lettered list"))  # one alone is a number or an initial
_RULE = later(r"[-*_=]{3,}$")
_HAS_DIGIT = later(r"\d")
_NAMED = later(r"[A-Za-z]\w{0,15}[:|=(\[{<](?=.)")
_COMMAND = later(r"\\[a-zA-Z]+(?=[{\[])")
_WORDS = later(r"[Aax] ?…|[Aax][ '-][Aax]|^9$")
_TRIM = ".,!?:;…。！？、，：；؟،"


def line_traits(lines: list[str], counted: Counted = None) -> list[Trait]:
    """The traits of the non-blank lines of a text, stripped; those in code fences count as code.

    What costs most is left out where nothing of it is counted.
    """
    asked = at_lines(counted)
    kinds, titles, found = _kinds(lines, counted)
    if not _SERIES.isdisjoint(kinds):
        kinds = ["text" if kind in _SERIES and kinds.count(kind) == 1 else kind for kind in kinds]
    has_fields = not _FIELDS.isdisjoint(kinds)
    if rules := kinds.count("rule"):
        found.append(("rules", str(rules)))
    if asked.labelled and has_fields and "text" not in kinds:
        found.append(("labelled outline", _outline(kinds)))
    found += [
        *(_lists(lines, kinds, counted) if asked.lists else ()),
        *(table_traits(lines, kinds, counted) if asked.tables else ()),
        *(record_traits(lines, counted) if asked.records and "table" not in kinds else ()),
        *(_recurring(lines, kinds) if asked.recurring else ()),
        *(_forms(lines, kinds) if asked.forms else ()),
        *(_beginnings(lines, kinds) if asked.beginnings else ()),
    ]
    if kinds[:1] == ["labelled line"]:
        found.append(("opening label", found[0][1]))
    if kinds[-1:] == ["labelled line"] and len(kinds) > 1:
        found.append(("closing label", titles[len(kinds) - 1]))
    plain = ["text" if kind in _FIELDS else kind for kind in kinds] if has_fields else kinds
    return [("outline", _outline(plain)), *found, *body_traits(lines, kinds, titles, counted)]


def _kinds(lines: list[str], counted: Counted) -> tuple[list[str], dict[int, str], list[Trait]]:
    """The kind of each line, the titles by their number, and what headings, labels and fields tell."""
    found: list[Trait] = []
    titles: dict[int, str] = {}

    def read(number: int, line: str) -> str:
        kind, carried = _read(line, counted)
        if carried and (kind == "labelled line" or is_heading(kind)):
            titles[number] = carried[0][1]
        found.extend(carried)
        return kind

    return line_kinds(lines[:MAX_LINES], read), titles, found


@compiled("style_lines")
def line_kinds(lines: list[str], read: Callable[[int, str], str]) -> list[str]:
    """The kind of each line; what is not in a code fence is to be `read`, with its number.

    The compiled form reads no line that is plainly one of prose, a list, a table, or a rule.
    """
    kinds: list[str] = []
    in_code = False
    for number, line in enumerate(lines):
        is_fence = line.startswith("```")
        kinds.append("code" if in_code or is_fence else read(number, line))
        in_code ^= is_fence
    return kinds


def is_code(text: str) -> bool:
    """Whether a text is a piece of code outside of a fence, by how it begins and ends."""
    start = _CODE.match(text)
    return start is not None and (start["maybe"] is None or text[-1] in ");}" or "\n    " in text)


def _outline(kinds: list[str]) -> str:
    return _sequence(tuple(kinds))


@lru_cache(maxsize=1024)
def _sequence(kinds: tuple[str, ...]) -> str:
    return " > ".join(_once([kind for kind, _ in groupby(kinds)]))[:160]


def _once(kinds: list[str]) -> list[str]:
    """A sequence that repeats, once: however many "question, answer" there are, the structure is the same."""
    for period in range(1, min(PERIOD, len(kinds) // 2) + 1):
        if len(kinds) % period == 0 and kinds[period:] == kinds[:-period]:
            return kinds[:period]
    return kinds


@often
def _read(line: str, counted: Counted) -> tuple[str, list[Trait]]:
    """The kind of a line, and the heading, label or field it carries."""
    first = line[0]
    if first.isalpha() and "=" not in line and line[1:2] not in _AFTER_LETTER:
        label = labelled(line, counted)
        return "labelled line" if label else "text", label
    found: list[Trait] = []
    if not first.isalnum() and (kind := _marked(line, first, found)):
        return kind, found
    if "=" in line and begins_with_name(line) and (fields := pairs(line, counted) or assigned(line, counted)):
        return "assignments", fields
    kind, start = _list_kind(line, first)
    label = labelled(line[start:] if start else line, counted)
    return "labelled line" if label and kind == "text" else kind, label


def _marked(line: str, first: str, found: list[Trait]) -> str:
    """The kind of a line that is told by the mark it begins with, "" for none."""
    if first == "#" and (heading := _HEADING.match(line)):
        _section(heading[2], heading[1], found)
        return f"H{len(heading[1])}"
    if first == "|" and line.count("|") > 1:
        return "table"
    if first in "-*_=" and _RULE.match(line):
        return "rule"
    if first in "*_" and (bold := _BOLD_LINE.match(line)):
        _section(bold[2], "**…**", found)
        return "bold line"
    if first in _ASIDE and line[-1] == _ASIDE[first] and len(line) > 2 and line[1] not in (first, " "):
        return "line in brackets or italics"
    if first == "[" and (brackets := _BRACKETS.match(line)):
        _section(brackets[1], "[…]", found)
        return "line in brackets"
    return ""


_ASIDE = {"(": ")", "（": "）", "*": "*", "_": "_"}


def _list_kind(line: str, first: str) -> tuple[str, int]:
    """(kind of line, where its text starts)."""
    if first.isalpha():
        if line[1:2] not in _AFTER_LETTER:
            return "text", 0
    elif first.isdigit() or first == "(":
        if match := _NUMBERED.match(line):
            return "numbered list", match.end()
        if match := _SUBNUMBER.match(line):
            return "clauses like 1.1", match.end()
    elif first == ">":
        return "quote", 1
    elif match := _BULLET.match(line):
        return "bullets", match.end()
    if line[1:3].strip() in _LETTER_ENDS and (match := _LETTERED.match(line)):
        return "lettered list", match.end()
    return "text", 0


_AFTER_LETTER = (".", ")")
_LETTER_ENDS = frozenset((".", ")", *(f"{letter})" for letter in "abcdefghABCDEFGH")))


def _section(name: str, mark: str, found: list[Trait]) -> None:
    title = name.strip(" :：*_")[:60]
    found += [("section", title), (f"mark:{title}", mark)]


def _lists(lines: list[str], kinds: list[str], counted: Counted) -> list[Trait]:
    """How many items the lists have together, their mark, and the form that all items have."""
    found: list[Trait] = []
    if count := kinds.count("bullets"):
        mark = lines[kinds.index("bullets")][0]
        found += [("bullets", str(count)), ("bullet mark", mark)]
    if count := kinds.count("numbered list"):
        match = _NUMBERED.match(lines[kinds.index("numbered list")])
        mark = f"{match[1] or ''}1{match[2]}" if match and match[2] else "1、"
        found += [("numbered items", str(count)), ("number mark", mark)]
    if count := kinds.count("lettered list"):
        found.append(("lettered items", str(count)))
        match = _LETTERED.match(lines[kinds.index("lettered list")])
        found.append(("letter mark", _ONE_LETTER.sub("A", match[0].rstrip(), count=1) if match else ""))
    if not _ITEM_KINDS.isdisjoint(kinds):
        items = [line for line, kind in zip(lines, kinds, strict=False) if kind in _ITEMS]
        if counted is None or "item form" in counted:
            forms = forms_of_items(items, _item_form)
            found.append(("item form", forms.pop() if len(forms) == 1 else "of several forms"))
        if len(items) > 1:
            ends = {item[-1] if item[-1] in _TRIM else "a word" for item in items[:-1]}
            found.append(("item end", ends.pop() if len(ends) == 1 else "of several kinds"))
    return found


_LATER_LINES = ("second line begins", "third line begins", "fourth line begins")
_ITEMS = ("bullets", "numbered list")
_ITEM_KINDS = frozenset(_ITEMS)
_ONE_LETTER = later(r"[A-Za-z]")
_MARKED = (  # all of them begin with what is neither letter nor digit
    ("**", "bold"),
    ("__", "bold"),
    ("`", "code"),
    ("*", "italic"),
    ("[", "bracketed"),
    ('"', "quoted"),
)


@compiled("style_lines")
def forms_of_items(items: list[str], form_of: Callable[[str], str]) -> set[str]:
    """The forms of the texts of list items; the compiled form asks only where it is no plain word."""
    return {form_of(item.partition(" ")[2].lstrip()) for item in items}


def _item_form(text: str) -> str:
    """What the text of a list item begins with."""
    form = "" if text[:1].isalnum() else next((name for mark, name in _MARKED if text.startswith(mark)), "")
    if form or text[:1].isdigit():
        return f"{form or 'a number'} first"
    return "label first" if labelled(text[:60]) else "plain"


def _recurring(lines: list[str], kinds: list[str]) -> list[Trait]:
    """Short plain lines between the first and the last, and what they begin with.

    Of long ones only marks and names count, like the "+++" of a patch: many a paragraph begins with "The".
    """
    inner = zip(lines[1:-1], kinds[1:-1], strict=False)
    plain = [line for line, kind in inner if kind == "text"]
    short = [line for line in plain if len(line) <= RECURRING or _is_named(line)][:20]
    return [
        trait
        for line in short
        for trait in (("line", line), ("line begins", _head(line)))
        if 0 < len(trait[1]) <= RECURRING
    ]


def _is_named(line: str) -> bool:
    """Whether a line begins with a mark, or a name and a mark."""
    return not line[0].isalnum() or _NAMED.match(line) is not None


def _head(line: str) -> str:
    """What a line begins with: its first word, of a command or a value only the name ("K:", "e|")."""
    command = _COMMAND.match(line) if line[0] == "\\" else None
    if command:
        return command[0]
    word = line.split(None, 1)[0]
    name = _NAMED.match(word)
    return name[0] if name else word.rstrip(_TRIM)


def _beginnings(lines: list[str], kinds: list[str]) -> list[Trait]:
    """The first words of the lines after the first, those of tables aside."""
    later = zip(_LATER_LINES, lines[1:4], kinds[1:4], strict=False)
    found = [(name, first_word(line, RECURRING)) for name, line, kind in later if kind != "table"]
    if len(lines) > len(_LATER_LINES) + 1 and kinds[-1] != "table":
        found.append(("last line begins", first_word(lines[-1], RECURRING)))
    return found


@compiled("style_lines")
def first_word(line: str, longest: int) -> str:
    """The first word of a stripped line, cut where it is long."""
    return line[:longest].split(None, 1)[0]


def _forms(lines: list[str], kinds: list[str]) -> list[Trait]:
    """What short plain lines before the last are made of, where they are figures and marks, not words."""
    inner = zip(lines[:-1], kinds[: min(FORMS, len(lines) - 1)], strict=False)
    short = [line for line, kind in inner if kind == "text" and len(line) <= FORM and _HAS_DIGIT.search(line)]
    forms = dict.fromkeys(series(cast(mask(line))) for line in short)
    return [("line form", form) for form in forms if not _WORDS.search(form)]
