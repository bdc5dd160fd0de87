"""NOI001, NOI007, NOI016: characters are restored, removed where nobody sees them, put together again."""

from __future__ import annotations

from auditor.checkers.invisible_characters import without_invisible
from auditor.repair.base import Change, Findings, Row
from auditor.repair.edits import Edit, TextPath
from auditor.text.composed import composed


def restore_encoding(findings: Findings) -> Change:
    """Undo a wrong decoding, where ftfy is sure of it: "cafÃ©" becomes "café"."""
    from ftfy import fix_encoding

    def change(row: Row) -> dict[TextPath, Edit]:
        return {
            path: fixed
            for path, text in row.spoken()
            if not text.isascii() and (fixed := fix_encoding(text)) != text
        }

    return change


def remove_invisible(findings: Findings) -> Change:
    """Remove control and zero-width characters that have no place where they stand."""

    def change(row: Row) -> dict[TextPath, Edit]:
        return {path: fixed for path, text in row.spoken() if (fixed := without_invisible(text)) != text}

    return change


def compose(findings: Findings) -> Change:
    """Put letters together that stand as a letter and a mark."""

    def change(row: Row) -> dict[TextPath, Edit]:
        return {path: whole for path, text in row.spoken() if (whole := composed(text)) != text}

    return change
