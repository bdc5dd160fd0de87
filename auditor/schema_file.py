"""The user's own JSON Schema, read from a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.errors import ConfigError


def load(path: str) -> dict[str, Any]:
    """The schema in a file.

    Raises ConfigError when the file cannot be read, is not JSON, or is no schema of the 2020-12 draft.
    """
    try:
        schema = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not JSON: {error}") from error
    return checked(schema, path)


def checked(schema: Any, where: str) -> dict[str, Any]:
    """The schema, when it is one.

    Raises ConfigError when it is no schema of the 2020-12 draft, no object, or leads out of itself.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise ConfigError(f"{where}: not a JSON Schema: {error.message}") from error
    if not isinstance(schema, dict):
        raise ConfigError(f"{where}: a schema that is an object is needed")
    for target in _references(schema):
        if not target.startswith("#"):
            raise ConfigError(f"{where}: the reference {target!r} leads out of the file; that is refused")
    return schema


def _references(value: Any) -> Iterator[str]:
    """Every $ref and $dynamicRef of a schema."""
    if isinstance(value, dict):
        yield from (value[key] for key in ("$ref", "$dynamicRef") if isinstance(value.get(key), str))
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in items:
        yield from _references(item)
