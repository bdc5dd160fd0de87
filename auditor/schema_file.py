"""The user's own JSON Schema, read from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from auditor import json_schema
from auditor.errors import ConfigError


def load(path: str) -> dict[str, Any]:
    """The schema in a file.

    Raises ConfigError when the file cannot be read, is not JSON, or `checked` refuses the schema.
    """
    try:
        schema = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not JSON: {error}") from error
    except RecursionError:
        raise ConfigError(f"{path}: nested too deep") from None
    return checked(schema, path)


def checked(schema: Any, where: str) -> dict[str, Any]:
    """The schema, when it is one.

    Raises ConfigError when it is no schema of the 2020-12 draft, no object, leads out of itself, or may take
    for ever.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise ConfigError(f"{where}: not a JSON Schema: {error.message}") from error
    except RecursionError:
        raise ConfigError(f"{where}: nested too deep") from None
    if not isinstance(schema, dict):
        raise ConfigError(f"{where}: a schema that is an object is needed")
    for target in json_schema.references(schema):
        if not target.startswith("#"):
            raise ConfigError(f"{where}: the reference {target!r} leads out of the file; that is refused")
    for pattern in json_schema.refused(schema):
        raise ConfigError(f"{where}: the pattern {pattern!r} is refused: RE2 cannot search it in linear time")
    return schema
