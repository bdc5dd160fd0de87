"""Writes the [project] table into a configuration file, leaving everything else as it stands."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from auditor.atomic import write_text
from auditor.errors import ConfigError

_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]*?)\s*\]\]?\s*(?:#.*)?$")


def write(file: Path, project: Mapping[str, Any]) -> None:
    """Replace or add the table; the file is created when there is none.

    Raises ConfigError when the present file cannot be read as TOML, or writes the table in a way that only a
    person can edit safely (inline tables, dotted keys). The file is then untouched.
    """
    name = "tool.auditor.project" if file.name == "pyproject.toml" else "project"
    old = file.read_text("utf-8") if file.exists() else ""
    kept = _without(old, name)
    text = (kept.rstrip("\n") + "\n\n" if kept.strip() else "") + render(name, project)
    if _parsed(text, file) != _with(_parsed(old, file), name.split("."), project):
        raise ConfigError(
            f"{file}: [{name}] is written in a way that cannot be replaced safely; edit it by hand"
        )
    write_text(str(file), text)


def render(name: str, project: Mapping[str, Any]) -> str:
    """The table and its sub-tables as TOML."""
    plain = {key: value for key, value in project.items() if not isinstance(value, Mapping)}
    tables = {key: value for key, value in project.items() if isinstance(value, Mapping)}
    blocks = [(name, plain), *((f"{name}.{key}", table) for key, table in tables.items())]
    return "\n".join(_table(header, values) for header, values in blocks)


def _table(header: str, values: Mapping[str, Any]) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in values.items()]
    return "\n".join([f"[{header}]", *lines]) + "\n"


def _value(value: Any) -> str:
    """A TOML value: JSON spells booleans, numbers and texts as TOML does."""
    return json.dumps(value, ensure_ascii=True)


def _without(text: str, name: str) -> str:
    """The text without the lines of the table `name` and its sub-tables."""
    kept, inside = [], False
    for line in text.split("\n"):
        if header := _HEADER.match(line):
            inside = header[1] == name or header[1].startswith(f"{name}.")
        if not inside:
            kept.append(line)
    return "\n".join(kept)


def _parsed(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: {error}") from error


def _with(table: Mapping[str, Any], path: list[str], value: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the nested tables with `value` at `path`."""
    if not path:
        return dict(value)
    return {**table, path[0]: _with(table.get(path[0], {}), path[1:], value)}
