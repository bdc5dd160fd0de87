"""The files of schemas/, found in a checkout and in an installed wheel alike.

In a checkout `schemas` stands beside the package; the wheel carries a copy inside the package, because a
top-level folder would land in site-packages under a name that everybody could claim.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


@cache
def folder() -> Path:
    """The folder `schemas`.

    Raises FileNotFoundError when the installation lost it.
    """
    for place in (_PACKAGE / "schemas", _PACKAGE.parent / "schemas"):
        if (place / "report.schema.json").is_file():
            return place
    raise FileNotFoundError(f"{_PACKAGE / 'schemas'}: the installation of auditor is incomplete")


def names(part: str) -> list[str]:
    """The names of the files in one part of the folder ("formats", "targets"), sorted."""
    return sorted(path.name for path in (folder() / part).iterdir() if path.is_file())


@cache
def text(name: str) -> str:
    """The content of one file, named relative to the folder: "formats/openai-chat.schema.json"."""
    return (folder() / name).read_text("utf-8")


@cache
def schema(name: str) -> dict[str, Any]:
    """One JSON Schema, as plain JSON values; callers must not change it."""
    loaded: dict[str, Any] = json.loads(text(name))
    return loaded
