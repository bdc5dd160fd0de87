"""Which files a path, a glob or a folder means."""

from __future__ import annotations

import os
from collections.abc import Iterator
from glob import glob, has_magic
from itertools import islice

from auditor.errors import InputError
from auditor.loaders import remote, standard_input
from auditor.loaders.containers import PACKED, SUFFIXES

FILE_LIMIT = 100_000  # files of one folder or glob


def expand(path: str) -> list[tuple[str, str]]:
    """The files that a path names, sorted, each with the reason why it cannot be read, or ""."""
    if remote.is_remote(path) and not os.path.lexists(path):
        found = _on_storage(path)
    elif path != standard_input.NAME and os.path.isdir(path):
        found = sorted(islice(_in_folder(path), FILE_LIMIT + 1))
    elif has_magic(path) and not os.path.lexists(path):
        names = (name for name in glob(path, recursive=True) if not os.path.isdir(name))
        found = sorted((f"./{name}" if name.startswith("-") else name, "") for name in names)
    else:
        return [(path, "")]
    if not found:
        return [(path, "no data files found there")]
    if len(found) > FILE_LIMIT:
        return [(path, f"more than {FILE_LIMIT:,} files")]
    return found


def _on_storage(url: str) -> list[tuple[str, str]]:
    """The files of a URL; of a folder only what looks like data."""
    try:
        names = remote.listed(url)
    except InputError as error:
        return [(url, str(error))]
    return [(name, "") for name in names if is_data(name) or name == url]


def _in_folder(folder: str) -> Iterator[tuple[str, str]]:
    """Data files by their names, and folders that cannot be listed; links to folders are not followed."""
    failed: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith(".") and is_data(name) and not _is_beside_arrow(name, names):
                yield os.path.join(here, name), ""
    for error in failed:
        yield str(error.filename), f"cannot be listed: {error.strerror}"


def _is_beside_arrow(name: str, names: list[str]) -> bool:
    """Whether a file is what `datasets` keeps beside its Arrow files: descriptions and caches."""
    about = name in ("dataset_info.json", "state.json", "dataset_dict.json") or name.startswith("cache-")
    return about and (name == "dataset_dict.json" or any(other.endswith(".arrow") for other in names))


def is_data(name: str) -> bool:
    """Whether a file's name says that it may hold examples."""
    stem = name.lower()
    for suffix in PACKED:
        stem = stem.removesuffix(suffix)
    return stem.endswith(SUFFIXES)
