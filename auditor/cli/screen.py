"""What the screen can do: width, colour, characters."""

from __future__ import annotations

import os
import shutil
import sys

from auditor.reporters.view import View

WIDTH_OFF_TERMINAL = 100


def view(detail: int = 0, color: bool | None = None) -> View:
    """The view for standard output; `color` overrules NO_COLOR, FORCE_COLOR and the terminal."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    return View(width=_width(), color=_color(color), ascii=encoding != "utf8", detail=detail)


def _width() -> int:
    return shutil.get_terminal_size((WIDTH_OFF_TERMINAL, 24)).columns


def _color(wish: bool | None) -> bool:
    if wish is not None:
        return wish
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
