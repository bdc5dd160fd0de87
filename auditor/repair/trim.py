"""STY004: white space at the edges of a text goes, or becomes the one that is the habit of the data."""

from __future__ import annotations

from auditor.checkers.edge_whitespace import Edges, allowed, edges_of, white_space
from auditor.repair.base import Change, Findings, Row
from auditor.repair.edits import Edit, TextPath


def trim(findings: Findings) -> Change:
    """Bring all four edges of a row to the habit of the data, which is mostly no white space."""
    named = findings.metrics.get("style", {}).get("edges", {})
    habits = [named.get(edge, "") for edge in Edges._fields]

    def change(row: Row) -> dict[TextPath, Edit]:
        done: dict[TextPath, Edit] = {}
        for edge, habit in enumerate(habits):
            space = white_space(habit)
            found = _edges(row)
            if space is None or found[edge] in allowed(habit):
                continue
            for path, text in row.spoken():
                trimmed = _at_edge(text, edge, space)
                after = row.changed({path: trimmed}) if trimmed != text and text.strip() else None
                if after is not None and _edges(after) == _with(found, edge, habit):
                    done[path], row = trimmed, after
                    break
        return done

    return change


def _edges(row: Row) -> Edges:
    return edges_of(row.example.input, row.example.output)


def _with(edges: Edges, edge: int, name: str) -> Edges:
    return edges._replace(**{Edges._fields[edge]: name})


def _at_edge(text: str, edge: int, space: str) -> str:
    return space + text.lstrip() if edge % 2 == 0 else text.rstrip() + space
