"""Traits of a nested value, as JSON and YAML hold it: keys, types, short values, lengths of lists."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from auditor.text.expression import later
from auditor.text.style.counted import Counted, at_path
from auditor.text.style.masks import cast, mask, series
from auditor.text.style.trait import MAX_TRAITS, Trait

MAX_DEPTH = 5
MAX_ITEMS = 30  # items of one list that are looked at
FIGURES = (1000, 10**18)  # between these a number may be a year or the like, of fixed length
LEVELS = 99  # the largest number that may be one of a few levels
LONG = "a long text"  # what one is made of
WHOLE = "whole"  # number
SIZES = tuple(f"{count} digits" for count in range(4, 19))  # of a whole number that may be of fixed length
SHORT = 40  # characters of a value that may belong to a vocabulary

_NUMBER = later(r"[-+−]?\d+(?:,\d{3})*+(?:\.\d+)?$")
_DIGIT = later(r"\d")
_DIGITS = str.maketrans("012345678", "999999999")
_AMOUNT = later(
    r"(?<![\w.,)])[-+−]?\d+(?:[ ,\u00a0\u202f]\d{3})*+(?:[.,]\d+)?(?!\d|[.,/:-]\d)|\d+"
)  # with a sign, groups of thousands and decimals, but not a part of a date
_TYPES = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null", dict: "object"}
_NAMES = (*_TYPES.values(), "array", "inline list", "nothing")


def pattern(text: str) -> str:
    """The text with every digit as 9: "2024-05-01" → "9999-99-99"; "" when it holds no digit."""
    if text.isascii():
        digits_as_9 = text.translate(_DIGITS)
        return digits_as_9 if "9" in digits_as_9 else ""
    return _DIGIT.sub("9", text) if _DIGIT.search(text) else ""


def shape(text: str) -> str:
    """Like `pattern`, with every amount as one 9: "1,012.50 EUR" and "-7 EUR" are the same."""
    return _shape(pattern(text) or text)  # no digit is left, so it does not matter which they are


@lru_cache(maxsize=4096)
def _shape(text: str) -> str:
    return _AMOUNT.sub("9", text)


ALNUM = ("a small letter", "a capital", "a letter", "a digit")
"""What `initial` says of letters and digits."""


def initial(text: str) -> str:
    """What a text begins with: the kind of letter, "a digit", or the character itself."""
    first = text[:1]
    if first.isalpha():
        return "a small letter" if first.islower() else "a capital" if first.isupper() else "a letter"
    return "a digit" if first.isdigit() else first


def scalar_type(text: str) -> str:
    """The type of a value that is written as text, as in YAML and XML."""
    if text[0] in "+-−0123456789" and _NUMBER.match(text):
        return "number"
    if text in ("true", "false", "yes", "no"):
        return "boolean"
    return "null" if text in ("null", "~") else "array" if text[0] == "[" else "string"


def value_traits(value: Any, counted: Counted = None, path: str = "") -> list[Trait]:
    """The traits of a decoded document. Paths are `customer.name` and `items[].sku`, below a given `path`.

    Of short values only those whose features are counted; None counts all.
    """
    found: list[Trait] = []
    _walk(value, path, 0, _Found(found, counted))
    return found


def scalar_traits(path: str, text: str, counted: Counted = None) -> list[Trait]:
    """The traits of a short text inside a structure; none for a long one."""
    if len(text) > SHORT:
        return []
    names, asked = names_at(path), at_path(path, counted)
    traits = [(names.value, text)] if asked.value else []
    if asked.initial:
        traits.append((names.initial, initial(text)))
    if (asked.pattern or asked.shape) and (as_9 := pattern(text)):
        traits += [(names.pattern, as_9)] if asked.pattern else []
        traits += [(names.shape, _shape(as_9))] if asked.shape else []
    if asked.kinds:
        runs = cast(by_kind := mask(text))
        traits += [(names.mask, by_kind), (names.cast, runs), (names.series, series(runs))]
    return traits


class _Found(NamedTuple):
    traits: list[Trait]
    counted: Counted


class Names(NamedTuple):
    """The features of the short texts at a path, made once."""

    value: str
    initial: str
    pattern: str
    shape: str
    mask: str
    cast: str
    series: str

    @property
    def kinds(self) -> tuple[str, str, str]:
        """The features of what a text is made of."""
        return self.mask, self.cast, self.series


class Child(NamedTuple):
    """What is known of a key of the object at a path, made once: most rows have the same keys."""

    path: str
    key: Trait
    types: dict[str, Trait]
    number: str
    level: str


@lru_cache(maxsize=4096)
def names_at(path: str) -> Names:
    """The features of the short texts at a path."""
    return Names(*(f"{kind}:{path}" for kind in Names._fields))


@lru_cache(maxsize=4096)
def types_at(path: str) -> dict[str, Trait]:
    """The trait of each type that a value at a path may have."""
    return {name: (f"type:{path}", name) for name in _NAMES}


@lru_cache(maxsize=4096)
def child_at(path: str, key: str) -> Child:
    """What is known of a key of the object at a path."""
    inside = f"{path}.{key}"[:120] if path else key[:120]
    return Child(
        inside, (f"key:{path}", key[:SHORT]), types_at(inside), f"number:{inside}", f"level:{inside}"
    )


def _figures(value: int) -> str:
    """How many digits a whole number has, where that may be fixed."""
    low, high = FIGURES
    return f"{len(str(abs(value)))} digits" if low <= abs(value) < high else WHOLE


def _walk(value: Any, path: str, depth: int, out: _Found) -> None:
    if len(out.traits) > MAX_TRAITS or depth > MAX_DEPTH:
        return
    out.traits.append(types_at(path)[_TYPES.get(type(value), "array")])
    if isinstance(value, dict):
        _walk_object(value, path, depth, out)
    elif isinstance(value, list):
        _walk_list(value, path, depth, out)
    elif isinstance(value, str):
        out.traits.extend(scalar_traits(path, value, out.counted))


def _walk_object(value: dict[str, Any], path: str, depth: int, out: _Found) -> None:
    for key, inner in value.items():
        child = child_at(path, key)
        out.traits.append(child.key)
        if isinstance(inner, dict | list):
            _walk(inner, child.path, depth + 1, out)
        elif len(out.traits) <= MAX_TRAITS and depth < MAX_DEPTH:
            out.traits.append(child.types[_TYPES[type(inner)]])
            if type(inner) is int:
                out.traits.append((child.number, _figures(inner)))
                if 0 <= inner <= LEVELS:
                    out.traits.append((child.level, str(inner)))
            elif type(inner) is float:
                out.traits.append((child.number, "between 0 and 1" if 0 <= inner <= 1 else "with decimals"))
            elif type(inner) is str and len(inner) <= SHORT:
                out.traits.extend(scalar_traits(child.path, inner, out.counted))


def _walk_list(items: list[Any], path: str, depth: int, out: _Found) -> None:
    found = out.traits
    found.append((f"items:{path}", str(len(items))))
    items = items[:MAX_ITEMS]
    for item in items:
        _walk(item, f"{path}[]", depth + 1, out)
    objects = [item for item in items if isinstance(item, dict)]
    keys = dict.fromkeys(key for item in objects for key in item)
    missing = (key for key in keys if not all(key in item for item in objects))
    found.extend((f"partial:{path}[]", str(key)[:SHORT]) for key in missing)
