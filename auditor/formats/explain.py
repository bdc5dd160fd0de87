"""Why a record is not of its format: the format's JSON Schema is asked, and answers in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from auditor import resources
from auditor.formats.base import Format
from auditor.formats.wording import Breach, field_name, sentences
from auditor.model import Record

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SHARED = "turns.schema.json"


class Fault(Struct, frozen=True):
    """One thing wrong: the field, the sentence, and which keyword of the schema says so."""

    field: str
    message: str
    keyword: str


def faults(record: Record, form: Format) -> list[Fault]:
    """What the format has against a record; names of columns count in any case of letters."""
    validator = _validator(form.schema)
    if not form.roles:
        record = _lower_keys(record, resources.schema(form.schema)["properties"])
    found = explain(validator, record)
    return found or [Fault(field, message, "beyond") for field, message in form.beyond_schema(record)]


def _lower_keys(record: Record, properties: Record) -> Record:
    return {
        key.lower() if key.lower() in properties and key.lower() not in record else key: value
        for key, value in record.items()
    }


def explain(validator: Draft202012Validator, value: Any) -> list[Fault]:
    """Every fault of a value, without repetition."""
    found = (fault for error in validator.iter_errors(value) for fault in _of_error(error))
    return list(dict.fromkeys(found))


@cache
def _validator(name: str) -> Draft202012Validator:
    """The validator of one of our schemas; they refer to the shared one by file name, and to nothing else."""
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    shared: Resource[Any] = Resource.from_contents(
        resources.schema(f"formats/{SHARED}"), default_specification=DRAFT202012
    )
    registry: Registry[Any] = Registry().with_resource(SHARED, shared)
    return Draft202012Validator(resources.schema(name), registry=registry)


def _of_error(error: ValidationError) -> Iterator[Fault]:
    breach = Breach(
        str(error.validator),
        field_name(error.absolute_path),
        error.instance,
        error.validator_value,
        error.schema,
        error.message,
    )
    for field, message in sentences(breach):
        yield Fault(field, message, breach.keyword)
