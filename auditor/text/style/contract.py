"""The `[style]` table of auditor.toml as conventions that every output must keep; see `pin` for its form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from msgspec import Struct

from auditor import schema_file
from auditor.config_file import did_you_mean
from auditor.errors import ConfigError
from auditor.text.style.convention import Convention, Must
from auditor.text.style.features import FEATURES
from auditor.text.style.schema import Schema
from auditor.text.style.trait import Trait, kind

FORMATS = ("text", "JSON object", "JSON list", "JSON lines", "XML", "HTML", "YAML", "code block", "nothing")
KEYS = ("says", "feature", "must", "values", "when", "marks")
KNOWN = (*FEATURES, "format", "form", "length", "partial")
MUSTS: tuple[Must, ...] = get_args(Must)
NAMES_NONE: tuple[Must, ...] = ("never", "some", "only")
"""What takes no values, or may do without."""


class Contract(Struct, frozen=True):
    """A pinned style: conventions, and the schema of the JSON outputs where there is one."""

    conventions: tuple[Convention, ...] = ()
    schema: Schema | None = None


def unpin(table: Mapping[str, Any]) -> Contract:
    """The contract that a `[style]` table states.

    Raises ConfigError, with the rule and the key, for whatever makes no sense.
    """
    _known(table, ("formats", "schema", "rules"), "[style]")
    formats = _texts(table.get("formats", []), "[style] formats")
    for name in formats:
        if name not in FORMATS:
            raise ConfigError(f"[style] formats: {name!r} is none{did_you_mean(name, FORMATS)}")
    rules = table.get("rules", [])
    if not isinstance(rules, list):
        raise ConfigError("[style] rules must be a list of tables: write each as [[style.rules]]")
    form = (Convention("be", "format", formats),) if formats else ()
    found = (_convention(rule, f"[[style.rules]] number {n}") for n, rule in enumerate(rules, 1))
    return Contract((*form, *found), _schema(table.get("schema")))


def known_traits(contract: Contract) -> set[Trait]:
    """The traits that a contract speaks of, which a table must know however rare they are."""
    conventions = contract.conventions
    named = {(each.feature, value) for each in conventions for value in each.values}
    return named.union(*(each.when + each.marks for each in conventions)) - {("format", "*")}


def _schema(schema: Any) -> Schema | None:
    if schema is None:
        return None
    if not isinstance(schema, dict):
        raise ConfigError("[style] schema must be a table or the path of a JSON file that holds an object")
    return schema_file.checked(schema, "[style] schema")


def _convention(rule: Any, where: str) -> Convention:
    if not isinstance(rule, dict):
        raise ConfigError(f"{where} must be a table, not {rule!r}")
    _known(rule, KEYS, where)
    if "feature" not in rule:
        raise ConfigError(f"{where}: feature is missing")
    feature, must = _feature(rule["feature"], f"{where}: feature"), rule.get("must", "be")
    if must not in MUSTS:
        raise ConfigError(f"{where}: must is one of {', '.join(MUSTS)}, not {must!r}")
    values = _texts(rule.get("values", []), f"{where}: values")
    _enough(must, values, where)
    when = _traits(rule.get("when", {}), f"{where}: when")
    marks = rule.get("marks", [])
    if not isinstance(marks, list) or (must == "some" and not marks):
        raise ConfigError(f"{where}: marks must be a list of tables")
    found = (trait for mark in marks for trait in _traits(mark, f"{where}: marks"))
    return Convention(must, feature, values, when, tuple(found))


def _enough(must: Must, values: tuple[str, ...], where: str) -> None:
    """Whether what must be has a value to be."""
    if must == "length":
        numbers = [int(value) for value in values if value.isascii() and value.isdecimal()]
        if len(values) != 2 or len(numbers) != 2 or numbers[0] > numbers[1]:
            raise ConfigError(f"{where}: values must be the least and the largest number of characters")
    elif not values and must not in NAMES_NONE:
        raise ConfigError(f"{where}: values is missing")


def _traits(table: Any, where: str) -> tuple[Trait, ...]:
    if not isinstance(table, dict):
        raise ConfigError(f'{where} must be a table such as {{format = "text"}}, not {table!r}')
    return tuple((_feature(name, where), _text(value, f"{where}.{name}")) for name, value in table.items())


def _feature(name: Any, where: str) -> str:
    if not isinstance(name, str):
        raise ConfigError(f"{where} must be a text, not {name!r}")
    if kind(name) not in KNOWN:
        raise ConfigError(f"{where}: {name!r} is unknown{did_you_mean(kind(name), KNOWN)}")
    return name


def _texts(values: Any, where: str) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ConfigError(f"{where} must be a list of texts, not {values!r}")
    return tuple(_text(value, where) for value in values)


def _text(value: Any, where: str) -> str:
    """A text; a whole number counts as one."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ConfigError(f"{where}: {value!r} is no text")
    return str(value)


def _known(table: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    for name in table:
        if name not in names:
            raise ConfigError(f"{where} has no key {name!r}{did_you_mean(name, names)}")
