"""A house style as the `[style]` table of auditor.toml, and back: from then on it is a contract.

    [style]
    formats = ["text"]

    [[style.rules]]
    says = "last line is `#### <number>`"      # for the reader; not used
    feature = "last line"
    must = "be"                                # be, have, only, never, order, length, some
    values = ["#### <number>"]
    when = { format = "text" }

JSON outputs have a `schema` instead of rules on keys and types: a JSON Schema, as a table or as the path of
a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, get_args

from auditor.errors import ConfigError
from auditor.text.masking import find_all
from auditor.text.style.census import Census
from auditor.text.style.convention import Convention, Must
from auditor.text.style.features import FEATURES, is_value
from auditor.text.style.infer import HouseStyle, infer
from auditor.text.style.schema import KINDS, Schema, schema_of
from auditor.text.style.trait import Trait, kind
from auditor.text.style.traits import traits
from auditor.text.style.words import sentence

JSON = ("JSON object", "JSON list")
LONGEST = 12  # values of a vocabulary that is pinned
FORMULAS = 3  # the same for whole sentences and the first words of fields: more may be chance
_KEYS = frozenset(("says", "feature", "must", "values", "when", "marks"))
_OTHER_FEATURES = frozenset(("format", "form", "length", "partial"))


@dataclass(frozen=True, slots=True)
class Contract:
    """A pinned style: conventions, and the schema of the JSON outputs where there is one."""

    conventions: tuple[Convention, ...] = ()
    schema: Schema | None = None


def style_of(outputs: Iterable[str]) -> HouseStyle:
    """The house style of some outputs; without conventions when they have none."""
    census = Census()
    for row, output in enumerate(outputs):
        if found := traits(output):
            census.add(row, found, len(output.strip()))
    return infer(census.table())


def pin(style: HouseStyle) -> dict[str, Any]:
    """The style as a table that TOML can hold; {} when there are no conventions.

    With JSON outputs of one form, `schema` holds their JSON Schema as a table.
    """
    if not style.conventions:
        return {}
    formats = list(dict.fromkeys(each.form.format for each in style.forms))
    table: dict[str, Any] = {"formats": formats}
    json = [each for each in style.forms if each.form.format in JSON]
    has_schema = len(json) == 1
    if has_schema:
        meant = filter(_is_meant, json[0].conventions)
        table["schema"] = schema_of(json[0].form.format, meant)
    table["rules"] = [
        _rule(convention)
        for convention in style.conventions
        if convention.feature != "format"
        and not (has_schema and _is_in_schema(convention))
        and _is_meant(convention)
    ]
    return table


def known_traits(contract: Contract) -> set[Trait]:
    """The traits that a contract speaks of, which a table must know however rare they are."""
    conventions = contract.conventions
    named = {(each.feature, value) for each in conventions for value in each.values}
    return named.union(*(each.when + each.marks for each in conventions)) - {("format", "*")}


def unpin(table: Mapping[str, Any]) -> Contract:
    """The contract that a `[style]` table states.

    Raises ConfigError for an unknown key, feature or `must`, and for a schema that is not a table.
    """
    if unknown := sorted(set(table) - {"formats", "schema", "rules"}):
        raise ConfigError(f"[style] has no key {unknown[0]!r}: it has formats, schema and rules")
    schema = table.get("schema")
    if schema is not None and not isinstance(schema, dict):
        raise ConfigError("[style] schema must be a table or the path of a JSON file")
    formats = tuple(str(name) for name in table.get("formats", ()))
    form = (Convention("be", "format", formats),) if formats else ()
    return Contract((*form, *(_convention(rule) for rule in table.get("rules", ()))), schema)


def _is_meant(convention: Convention) -> bool:
    """Whether it belongs into a file of settings: a secret does not.

    A long vocabulary may just be what these rows hold; labels are meant however many there are.
    """
    traits = (*convention.when, *convention.marks)
    if find_all("\n".join((*convention.values, convention.feature, *chain.from_iterable(traits)))):
        return False
    if convention.feature == "whole output" or not is_value(convention.feature):
        return True
    is_formula = kind(convention.feature) in ("first sentence", "last sentence", "head")
    return len(convention.values) <= (FORMULAS if is_formula else LONGEST)


def _is_in_schema(convention: Convention) -> bool:
    return kind(convention.feature) in KINDS and convention.when[0][1] in JSON


def _rule(convention: Convention) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "says": sentence(convention),
        "feature": convention.feature,
        "must": convention.must,
        "values": list(convention.values),
        "when": dict(convention.when),
        "marks": [dict((mark,)) for mark in convention.marks],
    }
    return {key: value for key, value in rule.items() if value}


def _convention(rule: Mapping[str, Any]) -> Convention:
    if not isinstance(rule, dict) or (unknown := sorted(set(rule) - _KEYS)):
        raise ConfigError(f"[[style.rules]] has no key {unknown[0]!r}: it has {', '.join(sorted(_KEYS))}")
    feature, must = str(rule.get("feature", "")), rule.get("must", "be")
    if kind(feature) not in FEATURES and kind(feature) not in _OTHER_FEATURES:
        raise ConfigError(f"[[style.rules]] does not know the feature {feature!r}")
    if must not in get_args(Must):
        raise ConfigError(f"[[style.rules]] must = {must!r} is none of {', '.join(get_args(Must))}")
    marks = tuple(trait for mark in rule.get("marks", ()) for trait in _traits(mark))
    values = tuple(str(value) for value in rule.get("values", ()))
    return Convention(must, feature, values, _traits(rule.get("when", {})), marks)


def _traits(table: Mapping[str, Any]) -> tuple[Trait, ...]:
    return tuple((str(feature), str(value)) for feature, value in table.items())
