"""Traits of XML and HTML: elements by path, attributes, how often a child occurs, short leaf texts."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from auditor.text.expression import later
from auditor.text.style.counted import Counted, at_path
from auditor.text.style.trait import MAX_TRAITS, Trait
from auditor.text.style.values import LONG, SHORT, names_at, scalar_traits, scalar_type, types_at

_TAG = later(r"<(/?)([^\W\d][\w:.-]*)([^<>]*)>")
_OPENING = later(r"<([^\W\d][\w:.-]*)[^<>]*>")
_ATTRIBUTE = later(r"\s([^\W\d][\w:.-]*)\s*=\s*([\"']?)([^\"'<>]*)")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
HTML = frozenset(
    ("html", "body", "div", "p", "span", "ul", "ol", "table", "h1", "h2", "h3", "article", "nav")
)

_INLINE = frozenset(("a", "b", "i", "em", "strong", "u", "code", "pre", "small", "sub", "sup", "mark", "kbd"))
_REASONING = frozenset(
    ("think", "thinking", "thought", "reasoning", "reason", "scratchpad", "analysis", "reflection", "plan")
)


def leading_block(text: str) -> str:
    """The name of an element at the very start that only comes before the answer: text follows it.

    A known name of reasoning counts also where nothing follows or the element is never closed.
    """
    opening = _OPENING.match(text)
    if opening is None or opening[1].lower() in HTML | _VOID | _INLINE or text[opening.end() - 2] == "/":
        return ""
    name = opening[1]
    _, closed, rest = text.partition(f"</{name}>")
    rest = rest.lstrip()
    if name.lower() in _REASONING:
        return "" if rest.startswith("<") else name
    return name if closed and rest and not rest.startswith("<") and not rest.endswith(">") else ""


def span(text: str) -> tuple[int, int] | None:
    """Where the markup of the output starts and ends, if it makes up most of the text."""
    opening = _OPENING.search(text)
    if opening is None:
        return None
    end = text.rfind(">") + 1
    inside = text[opening.start() : end]
    closes = "</" in inside or inside.endswith("/>")
    if not (_is_at_line(text[: opening.start()], -1) and _is_at_line(text[end:], 0)):
        return None  # tags inside of code
    return (opening.start(), end) if closes and 2 * len(inside) > len(text) else None


def _is_at_line(beside: str, edge: int) -> bool:
    """Whether what stands beside the markup is on lines of its own, or at least parted by a space."""
    return not beside or beside[edge].isspace()


def markup_traits(text: str, counted: Counted = None) -> list[Trait]:
    """The traits of a piece of markup: top elements in order, then what is inside each path."""
    found: list[Trait] = []
    stack: list[tuple[str, Counter[str]]] = [("", Counter())]
    whole, last_end = True, 0
    for tag in _TAG.finditer(text):
        if len(found) > MAX_TRAITS:
            break
        closing, name, rest = tag.groups()
        if closing:
            whole &= _close(stack, name, text[last_end : tag.start()], found, counted)
        else:
            _open(stack, name, rest, found, counted)
        last_end = tag.end()
    whole &= len(stack) == 1
    layout = "over several lines" if "\n" in text else "on one line"
    return [("valid", "yes" if whole else "a tag is not closed or closes twice"), ("layout", layout), *found]


def _open(
    stack: list[tuple[str, Counter[str]]], name: str, rest: str, found: list[Trait], counted: Counted
) -> None:
    path, children = stack[-1]
    named, inner, is_void = _element_at(path, name)
    children[named[1]] += 1
    found.append(named)
    if "=" in rest:
        for attribute, quote, value in _ATTRIBUTE.findall(f" {rest}"):
            found.append((f"attribute:{inner}", attribute[:SHORT]))
            found.append(("quotes", quote or "none"))
            if value:
                within = f"{inner}@{attribute[:SHORT]}"
                found.append(types_at(within)[scalar_type(value)])
                found.extend(scalar_traits(within, value, counted))
    if not is_void and not rest.endswith("/"):
        stack.append((inner, Counter()))


@lru_cache(maxsize=4096)
def _element_at(path: str, name: str) -> tuple[Trait, str, bool]:
    """The trait of an element inside of a path, its own path, and whether it never holds anything."""
    short = name[:SHORT]
    inner = f"{path}/{short}"[:120] if path else short
    return (f"element:{path}", short), inner, short.lower() in _VOID


def _close(
    stack: list[tuple[str, Counter[str]]], name: str, before: str, found: list[Trait], counted: Counted
) -> bool:
    path, children = stack[-1]
    if len(stack) == 1 or path.rpartition("/")[2] != name[:SHORT]:
        return False
    stack.pop()
    found.extend((f"items:{path}/{child}", str(count)) for child, count in children.items())
    if children:
        return True
    asked = at_path(path, counted)
    if not (leaf := before.strip()):
        found.append(types_at(path)["nothing"])
    elif asked.anything:
        written = scalar_type(leaf)
        found.append(types_at(path)["string" if written == "array" else written])  # "[incr Tcl]" is a name
        found.extend(
            scalar_traits(path, leaf, counted)
            if len(leaf) <= SHORT
            else [(name, LONG) for name in names_at(path).kinds]
        )
    return True
