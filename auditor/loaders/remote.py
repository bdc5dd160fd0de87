"""Files that are not on this machine: s3://, gs://, hf:// and whatever else fsspec can open."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, BinaryIO, cast

from auditor.errors import InputError

URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # two letters at least: C:// is a drive
BLOCK = 8 << 20  # bytes fetched at once
MOMENTS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "generation", "created")


def is_remote(path: str) -> bool:
    """Whether the path is a URL."""
    return URL.match(path) is not None


def found(url: str) -> dict[str, Any]:
    """What the storage says of the file: its size, and what changes when it does.

    Raises InputError when it is not there or no file.
    """
    system, path = _system(url)
    info: dict[str, Any] = _asked(lambda: system.info(path))
    if info.get("type") == "directory":
        raise InputError("is a folder")
    if not isinstance(info.get("size"), int):
        raise InputError("its size is unknown, so it cannot be read in pieces; copy it here first")
    return {"size": info["size"], "moment": ":".join(str(info[key]) for key in MOMENTS if key in info)}


def opened(url: str) -> BinaryIO:
    """The file for reading; it can seek.

    Raises InputError when it cannot be opened.
    """
    system, path = _system(url)
    return cast(BinaryIO, _asked(lambda: system.open(path, "rb", block_size=BLOCK, cache_type="readahead")))


def listed(url: str) -> list[str]:
    """The files that a URL of a folder or with wildcards names; the URL itself where it is one file."""
    system, path = _system(url)
    if any(mark in path for mark in "*?["):
        names = _asked(lambda: [name for name in system.glob(path) if not system.isdir(name)])
    elif _asked(lambda: system.isdir(path)):
        names = _asked(lambda: system.find(path))
    else:
        return [url]
    return sorted(str(system.unstrip_protocol(name)) for name in names)


def _system(url: str) -> tuple[Any, str]:
    """The file system and the path in it."""
    try:
        core = import_module("fsspec.core")
    except ImportError:
        raise InputError(
            "is not on this machine; to read it: pip install 'finetune-auditor[remote]'"
        ) from None
    try:
        system, path = core.url_to_fs(url)
    except ImportError as error:  # the package for this kind of storage
        raise InputError(f"cannot be read: {error}") from None
    except Exception as error:  # what the storage's package makes of a URL or of missing credentials
        raise InputError(f"cannot be read: {type(error).__name__}: {error}") from None
    return system, path


def _asked(call: Any) -> Any:
    try:
        return call()
    except FileNotFoundError:
        raise InputError("no such file") from None
    except Exception as error:  # each storage has errors of its own
        raise InputError(f"cannot be read: {type(error).__name__}: {error}") from None
