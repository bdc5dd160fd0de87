"""Data as harmless text: one escaping function per output format, used by its only writer."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

from auditor.text.expression import later

# control characters, bidirectional overrides, zero-width and tag characters, lone surrogates, line separators
_UNSAFE = later(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""For a terminal: whatever steers it or hides is spelled out, as \n, \t or \u{200b}."""
    return _UNSAFE.sub(_spelled, text)


def _spelled(match: re.Match[str]) -> str:
    character = match.group()
    return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character) or f"\\u{{{ord(character):x}}}"


def line(text: str) -> str:
    """For one line of a terminal or a log: it steers neither the terminal nor the machine of a CI job."""
    return inert(visible(text))


def inert(text: str) -> str:
    r"""For text that may end up in the log of a CI job: no line is a command to the machine that runs it.

    GitHub obeys lines that begin with "::"; GitHub ("##[error]"), Azure ("##vso[…]") and TeamCity
    ("##teamcity[…]") obey "##" with a word and a bracket, wherever it stands. One character is spelled out.
    """
    return _COMMAND.sub(r"\1\\u{3a}", _HASH_COMMAND.sub(r"#\\u{23}", text))


def json_text(text: str) -> str:
    """The same for JSON, whose values stay what they are: "##" can only stand in a string."""
    return _HASH_COMMAND.sub(r"#\\u0023", text)


def html_text(text: str) -> str:
    """The same for HTML and XML, which spell a character out as a reference."""
    return _COMMAND.sub(r"\1&#58;", _HASH_COMMAND.sub("#&#35;", text))


def ascii_only(text: str) -> str:
    r"""For a stream that knows no Unicode: other characters are spelled out as \u{e9}."""
    return "".join(_PLAIN.get(c) or (c if c.isascii() else f"\\u{{{ord(c):x}}}") for c in text)


_PLAIN = {
    "—": "-",
    "–": "-",
    "−": "-",
    "·": "|",
    "…": "...",
    "→": "->",
    "“": '"',
    "”": '"',
    "’": "'",
    "≥": ">=",
    "•": "*",
    "✓": "+",
    "✗": "x",
}
_PLAIN |= {"█": "#", "▏": "#", "▎": "#", "▍": "#", "▌": "#", "▋": "#", "▊": "#", "▉": "#", "×": "x", "≈": "~"}


def markdown(text: str) -> str:
    """For Markdown prose and table cells: no markup, mention, HTML or new cell comes out of the data."""
    return _MARKDOWN.sub(lambda match: f"&#{ord(match.group())};", visible(text))


def code_span(text: str) -> str:
    """For Markdown: the text as code, in a fence longer than any in it; cells keep their number."""
    text = visible(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def workflow_data(text: str) -> str:
    """For the message of a GitHub workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """For a property (file, title) of a GitHub workflow command."""
    return workflow_data(text).replace(":", "%3A").replace(",", "%2C")


def xml_text(text: str) -> str:
    """For XML 1.0: characters that it forbids are spelled out; the XML writer escapes the rest."""
    return _NOT_XML.sub(_spelled, text)


def relative(path: str) -> str:
    """A path as GitHub and GitLab compare it with those of the repository: relative, and as it is spelled."""
    return visible(_relative(path))


def uri(path: str) -> str:
    """A relative, percent-encoded URI for a path, as SARIF wants it."""
    return quote(_relative(path), safe="/", errors="surrogateescape")


def _relative(path: str) -> str:
    return os.path.normpath(os.path.relpath(path) if os.path.isabs(path) else path).replace(os.sep, "/")


_HASH_COMMAND = later(r"##(?=[a-zA-Z]*+\[)")
_COMMAND = later(r"(?m)^((?:[^\S\n]|\x1b\[[0-9;]*+m)*+:):")
_MARKDOWN = later(r"[\\`*_{}\[\]<>#|@~&$]")
_NOT_XML = later("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
