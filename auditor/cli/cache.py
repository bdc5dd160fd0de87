"""Answers of earlier audits, so that a file that has not changed costs nothing in a hook or in CI.

The key is made of the content of all inputs, of how they are read, of every setting, of the day (the age of
data and the end of accepted findings depend on it), and of the code and libraries that give the answer. What
is stored is the finished report, secrets masked as in every report. Entries are written atomically and carry
a digest of their own: half an entry, or one that was tampered with, is no entry. Nothing here may fail.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from auditor import __version__
from auditor.atomic import write_text
from auditor.config import Config
from auditor.errors import OutputError
from auditor.loaders import Plan
from auditor.model import Report
from auditor.text.dates import today

VERSION = 1  # of what is stored
KEPT = 200  # reports; the oldest go
LARGEST = 16 << 20  # bytes of a report that is worth keeping
SUFFIX = ".report"


def key(plan: Plan, config: Config, picks: bool) -> str:
    """What the answer depends on, in one hexadecimal number; "" where it cannot be told.

    `picks` says that the report holds few-shot picks where they are recommended.
    """
    if config.checkers or plan.unread or config.timings or config.index:
        return ""
    digest = hashlib.sha256()
    for part in _parts(plan, config, picks):
        digest.update(part.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def get(key: str) -> Report | None:
    """The report stored under the key, or None."""
    if not key or not (folder := _folder()):
        return None
    path = folder / f"{key}{SUFFIX}"
    try:
        digest, _, text = path.read_text("utf-8").partition("\n")
        if digest != _digest(key, text):
            return None
        os.utime(path)
        return msgspec.json.decode(text, type=Report)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def put(key: str, report: Report) -> None:
    """Store a complete report; where that is not possible, nothing happens."""
    if not key or not report.run.complete or not (folder := _folder()):
        return
    with suppress(OSError, OutputError, ValueError, msgspec.MsgspecError):
        text = msgspec.json.encode(report).decode("utf-8")
        if len(text) > LARGEST:
            return
        folder.mkdir(0o700, parents=True, exist_ok=True)
        write_text(str(folder / f"{key}{SUFFIX}"), f"{_digest(key, text)}\n{text}")
        _forget_old(folder)


def _folder() -> Path | None:
    """AUDITOR_CACHE (where it is set and empty, nothing is stored), or the user's cache folder."""
    if (chosen := os.environ.get("AUDITOR_CACHE")) is not None:
        return Path(chosen) if chosen else None
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "auditor"


def _digest(key: str, text: str) -> str:
    return hashlib.sha256(f"{key}\n{text}".encode()).hexdigest()


def _forget_old(folder: Path) -> None:
    """Keep the KEPT entries that were used last; another run may be doing the same."""
    ages = []
    for entry in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError):
            ages.append((entry.stat().st_mtime, entry))
    for _, entry in sorted(ages, reverse=True)[KEPT:]:
        with suppress(OSError):
            entry.unlink()


def _parts(plan: Plan, config: Config, picks: bool) -> Iterator[str]:
    yield f"{VERSION} {__version__} {sys.version} {today()} {date.today()} {picks}"
    yield repr(config)
    if config.baseline:
        with suppress(OSError):
            yield hashlib.sha256(Path(config.baseline).read_bytes()).hexdigest()
    for file in plan.files:
        yield repr(replace(file, path="", stamp=()))
    yield from _libraries()
    yield from _own_code()


def _libraries() -> list[str]:
    """Name and version of all that is installed: it is in the names of their folders."""
    found: set[str] = set()
    for place in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(place or ".") if name.endswith(".dist-info"))
    return sorted(found)


def _own_code() -> Iterator[str]:
    """Size and time of our own files: in a checkout they change under the same version."""
    package = Path(__file__).parent.parent
    for path in sorted((*package.rglob("*.py"), *(package.parent / "schemas").rglob("*.*"))):
        found = path.stat()
        yield f"{path.relative_to(package.parent)} {found.st_size} {found.st_mtime_ns}"
