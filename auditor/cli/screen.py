"""What the screen can do: width, colour, characters, links."""

from __future__ import annotations

import os
import shutil
import sys

from auditor.reporters.view import View

WIDTH_OFF_TERMINAL = 100
# variables that terminals with links (OSC 8) set; after the crate supports-hyperlinks
LINKING = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR")
LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "mintty")
LINKING_VTE = 5000


def view(detail: int = 0, color: bool | None = None, name: str = "") -> View:
    """The view for standard output; `color` overrules NO_COLOR, FORCE_COLOR and the terminal."""
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    colors = _color(color)
    links = colors and _links()
    return View(_width(), colors, ascii=encoding != "utf8", detail=detail, links=links, name=name)


def _width() -> int:
    return shutil.get_terminal_size((WIDTH_OFF_TERMINAL, 24)).columns


def _color(wish: bool | None) -> bool:
    if wish is not None:
        return wish
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return _terminal()


def _links() -> bool:
    """Whether the terminal is known to make links of OSC 8; FORCE_HYPERLINK=1 and 0 overrule."""
    if wish := os.environ.get("FORCE_HYPERLINK"):
        return wish != "0"
    if not _terminal():
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        any(name in os.environ for name in LINKING)
        or os.environ.get("TERM_PROGRAM") in LINKING_PROGRAMS
        or (vte.isdigit() and int(vte) >= LINKING_VTE)
    )


def _terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
