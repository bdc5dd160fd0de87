"""The user's own schema: read once, and never from anywhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor import schema_file
from auditor.errors import ConfigError


def _file(path: Path, content: object) -> str:
    file = path / "schema.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(file)


def test_a_schema_with_references_inside_is_read(tmp_path: Path) -> None:
    schema = {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"type": "string"}}}
    assert schema_file.load(_file(tmp_path, schema)) == schema


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"$ref": "https://example.com/schema.json"}, "leads out"),
        ({"properties": {"a": {"$ref": "file:///etc/passwd"}}}, "leads out"),
        ({"items": [{"$ref": "other.json"}]}, "not a JSON Schema"),
        ({"anyOf": [{"$ref": "other.json"}]}, "leads out"),
        ({"type": "txt"}, "not a JSON Schema"),
        ("{", "not JSON"),
        ("true", "an object is needed"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: object, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        schema_file.load(_file(tmp_path, content))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        schema_file.load(str(tmp_path / "none.json"))
