"""A baseline: findings that are accepted, by fingerprint, so that only new ones count.

The file holds no text of the data: rule, fingerprint, how often, a reason, and an optional last day.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from auditor.errors import ConfigError
from auditor.model import Finding

VERSION = 1
WHOLE = "data-set"  # stands for the fingerprint where a finding has no places
NEVER = ("CNT001",)  # the count is compared whatever is accepted; --min sets another minimum


class Accepted(Struct, frozen=True, forbid_unknown_fields=True):
    """One accepted finding; `count` says how many equal rows have it, `expires` is the last valid day."""

    code: str
    fingerprint: str
    count: int = 1
    reason: str = ""
    expires: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a place is matched by."""
        return self.code, self.fingerprint


class Applied(Struct, frozen=True):
    """What is left after the accepted findings are taken off, and which entries matched nothing."""

    findings: list[Finding]
    accepted: int
    unused: tuple[Accepted, ...]


def of(findings: Iterable[Finding], reason: str = "", expires: str = "") -> list[Accepted]:
    """Accept everything that is there now."""
    counts: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        if finding.code not in NEVER:
            counts.update(_keys(finding))
    return [Accepted(code, mark, n, reason, expires) for (code, mark), n in sorted(counts.items())]


def apply(findings: Sequence[Finding], entries: Iterable[Accepted], today: date) -> Applied:
    """Take the accepted places off the findings; `findings` must list all their places."""
    valid = [entry for entry in entries if not entry.expires or date.fromisoformat(entry.expires) >= today]
    room = Counter({entry.key: entry.count for entry in valid})
    before = room.total()
    left = [kept for finding in findings if (kept := _without(finding, room)) is not None]
    unused = tuple(entry for entry in valid if room[entry.key] == entry.count)
    return Applied(left, before - room.total(), unused)


def updated(
    known: Sequence[Accepted], present: Sequence[Accepted], *, only_known: bool = False
) -> list[Accepted]:
    """The present findings, those known before with the reason and the last day they were accepted with."""
    before = {entry.key: entry for entry in known}
    kept = (entry for entry in present if not only_known or entry.key in before)
    return [replace(before.get(entry.key, entry), count=entry.count) for entry in kept]


def _without(finding: Finding, room: Counter[tuple[str, str]]) -> Finding | None:
    code = finding.code
    if not finding.places:
        return None if _take(room, (code, WHOLE)) else finding
    places = tuple(place for place in finding.places if not _take(room, (code, place.fingerprint)))
    taken = len(finding.places) - len(places)
    if not places and not finding.omitted:
        return None
    return replace(finding, places=places, count=max(0, finding.count - taken)) if taken else finding


def _take(room: Counter[tuple[str, str]], key: tuple[str, str]) -> bool:
    if room[key] <= 0:
        return False
    room[key] -= 1
    return True


def _keys(finding: Finding) -> list[tuple[str, str]]:
    marks = [place.fingerprint for place in finding.places] or [WHOLE]
    return [(finding.code, mark) for mark in marks]


def dumps(entries: Iterable[Accepted]) -> str:
    """The baseline file: sorted, one entry a line, so that a change reads well in a diff."""
    lines = [json.dumps({k: v for k, v in asdict(entry).items() if v}, sort_keys=True) for entry in entries]
    return f'{{"version": {VERSION}, "accepted": [\n' + ",\n".join(lines) + "\n]}\n"


def load(path: str) -> tuple[Accepted, ...]:
    """Read a baseline file.

    Raises ConfigError when it is not one.
    """
    try:
        document: dict[str, Any] = json.loads(Path(path).read_text("utf-8"))
        if document["version"] != VERSION:
            raise ConfigError(f"{path}: baseline version {document['version']}; known: {VERSION}")
        entries = msgspec.convert(document["accepted"], tuple[Accepted, ...])
        for entry in entries:
            date.fromisoformat(entry.expires or "2000-01-01")
    except (OSError, ValueError, KeyError, TypeError, RecursionError, msgspec.ValidationError) as error:
        raise ConfigError(f"{path}: not a baseline of auditor ({error})") from error
    return entries
