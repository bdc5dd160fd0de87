"""A JSON Schema that somebody else wrote: nothing leads out of it, and no text makes it run for long.

jsonschema fetches remote references unless it is told not to, searches with Python's `re`, which an
expression like `^(a+)+$` keeps busy for ever, and compares the items of a list in pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

NEEDS_RE2 = 'patterns of the schema need google-re2: pip install "finetune-auditor[patterns]"'
PAIRS = 100  # items of a list that may be compared in pairs

# Expressions that Python's `re` searches in linear time too: of fixed length, or anchored at the start with
# one repetition of one character.
_ATOM = r"(?:\\(?:[dDwWsS]|[^A-Za-z0-9])|\[\^?+(?:\\[^\n]|[^\]\\\n])++\]|[^\\^$|?*+(){}\[\]])"
_FIXED = rf"(?:{_ATOM}(?:\{{\d{{1,3}}\}})?+(?![?*+{{]))*"
_TAME = rf"\^?{_FIXED}\$?|\^{_FIXED}{_ATOM}(?:[?*+]|\{{\d{{1,3}},\d{{0,3}}\}}){_FIXED}\$?"


def _is_tame(pattern: str) -> bool:
    return re.fullmatch(_TAME, pattern) is not None  # compiled when a schema has patterns


@lru_cache(maxsize=8)
def validator(schema: bytes) -> Draft202012Validator:
    """The validator of a schema given as JSON; references out of it are unresolvable.

    Patterns that cannot be searched in linear time here are passed over (see `unsearchable`).
    """
    from referencing import Registry

    registry: Registry[Any] = Registry()
    made: Draft202012Validator = _kind()(msgspec.json.decode(schema), registry=registry)
    return made


@lru_cache(maxsize=1)
def _kind() -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    keywords = {"pattern": _pattern, "uniqueItems": _unique_items}
    return extend(Draft202012Validator, keywords)  # type: ignore[no-untyped-call]  # it has no hints


def references(schema: Any) -> Iterator[str]:
    """Every $ref and $dynamicRef."""
    for table in _tables(schema):
        yield from (table[key] for key in ("$ref", "$dynamicRef") if isinstance(table.get(key), str))


def refused(schema: Any) -> list[str]:
    """The patterns that are mistakes, or that nothing searches in linear time, however much is installed."""
    found = []
    for table in _tables(schema):
        pattern, names = table.get("pattern"), table.get("patternProperties")
        if isinstance(pattern, str) and searcher(pattern) is None and find_spec("re2"):
            found.append(pattern)
        if isinstance(names, dict):
            found += [name for name in names if not _is_tame(name)]
    return found


def unsearchable(schema: Any) -> bool:
    """Whether a pattern is passed over because RE2 is not installed."""
    patterns = (table.get("pattern") for table in _tables(schema))
    return any(isinstance(pattern, str) and searcher(pattern) is None for pattern in patterns)


@lru_cache(maxsize=256)
def searcher(pattern: str) -> Callable[[str], Any] | None:
    """What searches a text for the expression in linear time; None where nothing here can."""
    if _is_tame(pattern):
        try:
            return re.compile(pattern).search
        except re.error:
            return None
    if find_spec("re2") is None:
        return None
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        search: Callable[[str], Any] = re2.compile(pattern, options).search
    except re2.error:
        return None
    return search


def _tables(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object in a schema."""
    left = [schema]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            yield value
            left += value.values()
        elif isinstance(value, list):
            left += value


def _pattern(kind: Any, pattern: str, value: Any, schema: Any) -> Iterator[ValidationError]:
    from jsonschema.exceptions import ValidationError

    if isinstance(value, str) and (search := searcher(pattern)) and not search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _unique_items(kind: Any, unique: bool, value: Any, schema: Any) -> Iterator[ValidationError]:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

    if isinstance(value, list) and len(value) <= PAIRS:
        yield from Draft202012Validator.VALIDATORS["uniqueItems"](kind, unique, value, schema) or ()
        return
    if isinstance(value, list) and unique:
        different = {msgspec.json.encode(item, order="sorted") for item in value}
        if len(different) < len(value):
            yield ValidationError("the list has non-unique elements")
