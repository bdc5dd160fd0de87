"""Report becomes text, one module per output format. They never print."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from auditor.errors import UsageError
from auditor.model import Report
from auditor.reporters.escape import html_text, inert, json_text
from auditor.reporters.view import View

FORMATS = {
    "terminal": "auditor.reporters.terminal",
    "concise": "auditor.reporters.concise",
    "json": "auditor.reporters.json_report",
    "jsonl": "auditor.reporters.json_lines",
    "html": "auditor.reporters.html",
    "markdown": "auditor.reporters.markdown",
    "sarif": "auditor.reporters.sarif",
    "junit": "auditor.reporters.junit",
    "github": "auditor.reporters.github",
    "gitlab": "auditor.reporters.gitlab",
}

# any of them may be printed to the log of a CI job; "github" is made of commands
IN_A_LOG: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("terminal", "concise", "markdown"), inert),
    **dict.fromkeys(("json", "jsonl", "sarif", "gitlab"), json_text),
    **dict.fromkeys(("html", "junit"), html_text),
    "github": str,
}

# the longest suffix first: report.sarif.json is SARIF
SUFFIXES = {
    ".sarif.json": "sarif",
    ".sarif": "sarif",
    ".jsonl": "jsonl",
    ".json": "json",
    ".txt": "terminal",
    ".html": "html",
    ".md": "markdown",
    ".xml": "junit",
}


def format_of(path: str) -> str:
    """The report format that a file name asks for.

    Raises UsageError when its suffix tells none.
    """
    for suffix, name in SUFFIXES.items():
        if path.endswith(suffix):
            return name
    raise UsageError(f"{path}: the name tells no report format; known: {', '.join(SUFFIXES)}")


def render(report: Report, name: str, view: View | None = None) -> str:
    """The report as text in the format `name`; `view` is the screen, for the terminal format.

    Raises UsageError for an unknown format.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown report format {name!r}; known: {', '.join(FORMATS)}")
    text: str = import_module(FORMATS[name]).render(report, view or View())
    return IN_A_LOG[name](text)
