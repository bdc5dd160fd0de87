"""Traits of the lines of a text: their order, headings and labels, lists, tables, blank lines."""

from __future__ import annotations

import re
from itertools import groupby

from auditor.text.style.trait import Trait

MAX_LINES = 300
LINE_KINDS = frozenset(
    (
        "outline",
        "section",
        "mark",
        "bullets",
        "bullet mark",
        "numbered items",
        "number mark",
        "table",
        "table columns",
        "table header",
        "table rows",
    )
)

_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_BULLET = re.compile(r"([-*•+–‣◦・])\s+(?=\S)")
_NUMBERED = re.compile(r"(\(?)\d{1,3}([.)])\s+(?=\S)|(\(?)\d{1,3}([、．])")
_BOLD_LINE = re.compile(r"(\*\*|__)([^*_]{1,60})(?:\*\*|__)\s?[:：]?$")
_LABEL = re.compile(r"(\*\*|__|\[)?([^\W_][^:：\n*\]]{0,39}?)(\*\*|__|\])?\s?(?::(?=\s|\*|$)|：)(\*\*|__)?")
_RULE = re.compile(r"[-*_=]{3,}$")
_CELLS = re.compile(r"\|[\s:|-]+\|?$")


def line_traits(lines: list[str]) -> list[Trait]:
    """The traits of the non-blank lines of a text, stripped; those in code fences count as code."""
    kinds: list[str] = []
    sections: list[Trait] = []
    in_code = False
    for line in lines[:MAX_LINES]:
        if line.startswith("```"):
            in_code = not in_code
            kinds.append("code")
        elif in_code:
            kinds.append("code")
        else:
            kinds.append(_read(line, sections))
    outline = " > ".join(kind for kind, _ in groupby(kinds))
    return [("outline", outline[:160]), *sections, *_lists(lines, kinds), *_tables(lines, kinds)]


def _read(line: str, sections: list[Trait]) -> str:
    """The kind of a line; a heading or label it carries is added to `sections`."""
    first = line[0]
    if first == "#" and (heading := _HEADING.match(line)):
        _section(heading[2], heading[1], sections)
        return f"H{len(heading[1])}"
    if first == "|" and line.count("|") > 1:
        return "table"
    if first in "-*_=" and _RULE.match(line):
        return "rule"
    if bold := _BOLD_LINE.match(line):
        _section(bold[2], "**…**", sections)
        return "bold line"
    kind, start = _list_kind(line)
    _label(line[start : start + 48], sections)
    return kind


def _list_kind(line: str) -> tuple[str, int]:
    """(kind of line, where its text starts)."""
    if match := _BULLET.match(line):
        return "bullets", match.end()
    if line[0].isdigit() or line[0] == "(":
        match = _NUMBERED.match(line)
        if match:
            return "numbered list", match.end()
    return ("quote", 1) if line[0] == ">" else ("text", 0)


def _label(text: str, sections: list[Trait]) -> None:
    if (":" in text or "：" in text) and (label := _LABEL.match(text)):
        mark = {"**": "**…**:", "__": "__…__:", "[": "[…]:"}.get(label[1] or "", "…:")
        _section(label[2], mark, sections)


def _section(name: str, mark: str, sections: list[Trait]) -> None:
    title = name.strip(" :：*_")[:60]
    sections += [("section", title), (f"mark:{title}", mark)]


def _lists(lines: list[str], kinds: list[str]) -> list[Trait]:
    """How many items the lists have together, and their mark."""
    found: list[Trait] = []
    if count := kinds.count("bullets"):
        mark = lines[kinds.index("bullets")][0]
        found += [("bullets", str(count)), ("bullet mark", mark)]
    if count := kinds.count("numbered list"):
        match = _NUMBERED.match(lines[kinds.index("numbered list")])
        mark = f"{match[1] or ''}1{match[2]}" if match and match[2] else "1、"
        found += [("numbered items", str(count)), ("number mark", mark)]
    return found


def _tables(lines: list[str], kinds: list[str]) -> list[Trait]:
    """Columns, header and rows of the tables."""
    if "table" not in kinds:
        return []
    rows = [line.strip("|").split("|") for line, kind in zip(lines, kinds, strict=False) if kind == "table"]
    header = " | ".join(cell.strip() for cell in rows[0])
    body = [row for row in rows if len(row) != len(rows[0])]
    ruled = any(_CELLS.match(line) for line in lines if line.startswith("|"))
    return [
        ("table columns", str(len(rows[0]))),
        ("table header", header[:160]),
        ("table rows", str(len(rows) - 1 - ruled)),
        ("table", "ragged" if body else "ruled" if ruled else "without a rule under the header"),
    ]
