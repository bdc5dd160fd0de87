"""STY001: JSON comes out of its code fence, or of the words around it, where the house style is bare JSON."""

from __future__ import annotations

from auditor.repair.base import Change, Findings, Row
from auditor.repair.edits import Edit, TextPath
from auditor.text.style.json_text import read_json


def unwrap(findings: Findings) -> Change:
    """Leave of an output only its JSON, as it is spelled; other deviations are left alone."""
    bare = findings.metrics.get("style", {}).get("wrapper") == "none"

    def change(row: Row) -> dict[TextPath, Edit]:
        output = row.example.output.strip()
        found = read_json(output) if bare and output else None
        if found is None or found.wrong or found.wrapper == "none":
            return {}
        places = [path for path, text in row.spoken() if text.strip() == output]
        return {places[-1]: found.body.strip()} if places else {}

    return change
