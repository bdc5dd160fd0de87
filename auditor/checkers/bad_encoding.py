"""Records that are not UTF-8 text."""

from __future__ import annotations

from auditor.checkers.broken import BrokenChecker
from auditor.model import Rule, Severity


class BadEncoding(BrokenChecker):
    """A record with bytes or escapes that are no text in UTF-8.

    What it does
        Decodes every record strictly; nothing is replaced or left out. The message names the first byte that
        does not fit, its column, and the encoding it looks like. Half a surrogate pair ("\\ud83d" without its
        other half) is reported too: no text can hold it.
    Why it matters
        A reader that replaces such bytes trains the model on "caf�"; a strict one refuses the file.
    Example
        The byte 0xE9 for "é": the file was saved as Latin-1 or Windows-1252, not as UTF-8.
    How to fix
        iconv -f WINDOWS-1252 -t UTF-8 train.csv > fixed.csv, with the encoding that the message names. If
        only some lines are wrong, two sources with different encodings were joined: convert the one and join
        them again.
    When to ignore it
        Never: no reader can know what such a byte means.
    How sure we are
        Certain that it is not UTF-8. Which encoding it is instead is a guess.
    """

    rule = Rule(
        "INP002",
        "bad-encoding",
        Severity.ERROR,
        "records that are not UTF-8",
        gate=0.0,
        drops=True,
        fix="safe",
    )
