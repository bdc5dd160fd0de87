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

from collections.abc import Iterable
from itertools import chain
from typing import Any

from auditor.text.sensitive.masking import find_all
from auditor.text.style.census import Census
from auditor.text.style.convention import Convention
from auditor.text.style.features import is_value
from auditor.text.style.infer import HouseStyle, infer
from auditor.text.style.schema import KINDS, schema_of
from auditor.text.style.trait import kind
from auditor.text.style.traits import traits
from auditor.text.style.words import sentence

JSON = ("JSON object", "JSON list")
LONGEST = 12  # values of a vocabulary that is pinned
FORMULAS = 3  # the same for whole sentences and the first words of fields: more may be chance


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
        meant = (each for each in json[0].conventions if _is_meant(each) and _is_in_schema(each))
        table["schema"] = schema_of(json[0].form.format, meant)
    table["rules"] = [
        _rule(convention)
        for convention in style.conventions
        if convention.feature != "format"
        and not (has_schema and _is_in_schema(convention))
        and _is_meant(convention)
    ]
    return table


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
    of_json = kind(convention.feature) in KINDS and convention.when[0][1] in JSON
    return of_json and convention.must != "order" and not convention.told_by


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
