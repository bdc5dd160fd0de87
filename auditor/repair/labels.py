"""LBL004: every spelling of a label becomes the commonest one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import msgspec

from auditor import loaders
from auditor.config import Config
from auditor.loaders import DataFile, Shard
from auditor.repair.base import Change, Findings, Row
from auditor.repair.edits import Edit, TextPath, at
from auditor.repair.json_text import text_spans, with_edits
from auditor.text.labels.column import label_column, labels_of


def spellings(findings: Findings) -> dict[str, str]:
    """Spelling → the right one: the sure variants, and with --unsafe the probable slips too."""
    known = findings.metrics.get("labels", {}).get("variants", {})
    return {**(known.get("unsafe", {}) if findings.unsafe else {}), **known.get("safe", {})}


def rows_with(files: Sequence[DataFile], config: Config, wrong: dict[str, str]) -> Sequence[int]:
    """All rows with one of these spellings; a flag names only the first thousand of a label."""
    rows = array("q")
    for file in files:
        for batch in loaders.read(Shard(file), config):
            column = zip(label_column(batch, config.task), batch.examples, strict=True)
            rows.extend(row.row for found, row in column if found and any(one in wrong for one in found))
    return rows


def respell(findings: Findings) -> Change:
    """Change the text that is the label, and no other that happens to read the same."""
    right, task = spellings(findings), findings.config.task

    def change(row: Row) -> dict[TextPath, Edit]:
        labels = labels_of(row.example, task) or ()
        done: dict[TextPath, Edit] = {}
        for wrong in [label for label in labels if label in right]:
            for path, spelled in _respelled(row, wrong, right[wrong]):
                after = row.changed({path: spelled})
                if (
                    after
                    and after.example.input == row.example.input
                    and _count(after, wrong, task) < _count(row, wrong, task)
                ):
                    done[path], row = spelled, after
                    break
        return done

    return change


def _respelled(row: Row, wrong: str, right: str) -> Iterator[tuple[TextPath, str]]:
    """Every text that is the label, or a JSON object with the label in it, as it would be."""
    for path, text in row.texts():
        if text.strip() == wrong.strip():
            yield path, right if text == wrong else text.replace(wrong, right)
        elif text.lstrip()[:1] == "{":
            yield from ((path, spelled) for spelled in _within(text, wrong, right))


def _within(text: str, wrong: str, right: str) -> Iterator[str]:
    """The text of a JSON object with each text that is the label replaced, all else as it is spelled."""
    try:
        value, raw = msgspec.json.decode(text), text.encode("utf-8")
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return
    for place in text_spans(raw):
        if at(value, place) == wrong:
            yield with_edits(raw, {place: right}).decode("utf-8")


def _count(row: Row, label: str, task: str) -> int:
    return (labels_of(row.example, task) or ()).count(label)
