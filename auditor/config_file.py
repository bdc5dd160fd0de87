"""auditor.toml, or [tool.auditor] in pyproject.toml: read strictly, with "did you mean"."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from auditor import schema_file
from auditor.config import TASKS
from auditor.errors import ConfigError
from auditor.model import Severity

LEVELS = tuple(level.value for level in Severity)
NAMES = ("auditor.toml", "pyproject.toml")


class DataSet(Struct, frozen=True):
    """One [[dataset]] table: the files that make a data set, and how they are judged.

    `paths` and the values of `splits` are relative to the configuration file's folder.
    """

    name: str
    paths: tuple[str, ...]
    task: str = ""
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


class Settings(Struct, frozen=True):
    """What a configuration file says; `path` is "" when there is none."""

    path: str = ""
    top: Mapping[str, Any] = field(default_factory=dict)
    datasets: tuple[DataSet, ...] = ()


# key → what it must be; the nested tables are checked by those who read them
DATASET_KEYS: dict[str, type | tuple[type, ...]] = {
    "task": str, "target": str, "input_format": str, "input": str, "output": str, "label": str,
    "group": list, "split_column": str, "delimiter": str, "header": bool, "minimum": int, "ideal": int,
    "schema": str, "index": str, "style": dict,
}  # fmt: skip
TOP_KEYS: dict[str, type | tuple[type, ...]] = {
    **DATASET_KEYS,
    "select": list, "ignore": list, "strict": bool, "max_places": int, "thresholds": dict,
    "severity": dict, "tolerance": dict, "project": dict, "patterns": dict, "pii": dict,
    "dataset": list, "per_file_ignores": dict, "baseline": str,
}  # fmt: skip

PATHS = ("index", "schema", "baseline")  # files that are read or written beside the data


def find(start: Path) -> Path | None:
    """The nearest configuration at or above `start`; a pyproject.toml counts if it has [tool.auditor]."""
    for folder in (start, *start.parents):
        for name in NAMES:
            file = folder / name
            if file.is_file() and (name == "auditor.toml" or "auditor" in _parse(file).get("tool", {})):
                return file
    return None


def load(file: Path) -> Settings:
    """Read a configuration file.

    Raises ConfigError for unreadable TOML, an unknown key or a value of the wrong kind.
    """
    table = _parse(file)
    if file.name == "pyproject.toml":
        table = table.get("tool", {}).get("auditor", {})
    _check(table, TOP_KEYS, str(file))
    _load_schema(table.get("style", {}), file)
    datasets = tuple(_dataset(entry, file) for entry in table.get("dataset", ()))
    top = {key: value for key, value in table.items() if key != "dataset"}
    return Settings(str(file), _with_paths(top, file, str(file)), datasets)


def _with_paths(table: Mapping[str, Any], file: Path, where: str) -> dict[str, Any]:
    """The settings with paths that the working directory does not change, none of which leads elsewhere."""
    return {
        key: _inside(value, file, f"{where}: {key}") if key in PATHS else value
        for key, value in table.items()
    }


def _inside(name: str, file: Path, where: str) -> str:
    """The path that a setting names, relative to the configuration.

    Raises ConfigError where it leads out of the configuration's folder, through a link or not: a repository
    must not make its audit write or read other files. The command line may name any.
    """
    folder = os.path.realpath(file.parent)
    path = os.path.join(file.parent, name)
    try:
        inside = os.path.commonpath([folder, os.path.realpath(path)]) == folder
    except ValueError as error:  # a null byte
        raise ConfigError(f"{where} = {name!r} is no path: {error}") from error
    if not inside:
        raise ConfigError(
            f"{where} = {name!r} leads out of the configuration's folder, which only the command line may do"
        )
    return os.path.relpath(path)


def _load_schema(style: dict[str, Any], file: Path) -> None:
    """Put the JSON Schema that `[style] schema` names, relative to the configuration, in its place."""
    where, given = f"{file}: [style] schema", style.get("schema")
    if isinstance(given, str):  # a table is checked with the others
        path = _inside(given, file, where)
        try:
            style["schema"] = schema_file.load(path)
        except ConfigError as error:
            raise ConfigError(f"{where}: {error}") from None


def _dataset(entry: Any, file: Path) -> DataSet:
    where = f"{file}: [[dataset]]"
    keys = {**DATASET_KEYS, "name": str, "paths": list, "splits": dict}
    if not isinstance(entry, dict):
        raise ConfigError(f"{where} must be a table")
    _check(entry, keys, where)
    if not entry.get("paths"):
        raise ConfigError(f"{where}: paths is missing")
    splits = {
        name: _strings(value, f"{where}: splits.{name}") for name, value in entry.get("splits", {}).items()
    }
    _load_schema(entry.get("style", {}), file)
    settings = {key: value for key, value in entry.items() if key in DATASET_KEYS}
    settings = _with_paths(settings, file, where)
    paths = _strings(entry["paths"], f"{where}: paths")
    return DataSet(entry.get("name", paths[0]), paths, entry.get("task", ""), splits, settings)


def _strings(value: Any, where: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise ConfigError(f"{where} must be a text or a list of texts")
    return tuple(values)


def _check(table: Mapping[str, Any], keys: Mapping[str, Any], where: str) -> None:
    for key, value in table.items():
        if key not in keys:
            raise ConfigError(f"{where}: unknown key {key!r}{did_you_mean(key, keys)}")
        if not isinstance(value, keys[key]) or (keys[key] is int and isinstance(value, bool)):
            kind = {str: "a text", list: "a list", int: "a whole number", bool: "true or false"}
            raise ConfigError(f"{where}: {key} must be {kind.get(keys[key], 'a table')}, not {value!r}")
    _check_values(table, where)


def _check_values(table: Mapping[str, Any], where: str) -> None:
    if table.get("task", TASKS[0]) not in TASKS:
        raise ConfigError(f"{where}: task must be one of {', '.join(TASKS)}, not {table['task']!r}")
    for code, level in table.get("severity", {}).items():
        if level not in LEVELS:
            raise ConfigError(f"{where}: severity.{code} must be one of {', '.join(LEVELS)}, not {level!r}")
    for pattern, codes in table.get("per_file_ignores", {}).items():
        _strings(codes, f"{where}: per_file_ignores.{pattern!r}")
    for name in ("tolerance", "thresholds"):
        for key, number in table.get(name, {}).items():
            if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number < 1 << 63:
                raise ConfigError(
                    f"{where}: {name}.{key} must be a number that is not negative, not {number!r}"
                )
    for name in ("minimum", "ideal"):
        if not 0 <= table.get(name, 0) < 1 << 63:
            raise ConfigError(f"{where}: {name} must not be negative, nor beyond all data")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'; did you mean …?' when a known word is close, else the list of all."""
    close = get_close_matches(word, list(known), 1)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(sorted(known))}"


def _parse(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    except RecursionError:
        raise ConfigError(f"{file}: nested too deep") from None
