"""Where the results go: beside the input, never onto it unless asked, packed like it, all or nothing."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, BinaryIO, cast

from msgspec import Struct

from auditor.atomic import replacing
from auditor.errors import OutputError, UsageError
from auditor.loaders import DataFile
from auditor.loaders.opening import open_bytes

_NAMED = 3  # files named in a message
PACKED = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}


DATA = (".jsonl", ".json", ".csv", ".tsv", *PACKED)


class Outputs(Struct, frozen=True):
    """The file that each input (by number) becomes, and the two files of the journal."""

    files: dict[int, str]
    rejects: str
    changes: str
    in_place: bool

    @staticmethod
    def beside(files: Sequence[DataFile], out: str) -> Outputs:
        """One file becomes OUT, several become files of the same names in the folder OUT.

        Raises UsageError when two would have one name.
        """
        out = out.rstrip("/") or out
        if len(files) == 1 and not os.path.isdir(out):
            targets = {files[0].number: out}
        elif not os.path.isdir(out) and out.lower().endswith(DATA):
            raise UsageError(f"{len(files):,} files go to a folder, and {out} is the name of a file")
        else:
            targets = {file.number: os.path.join(out, os.path.basename(file.shown)) for file in files}
        if len(set(targets.values())) < len(targets):
            raise UsageError("two inputs have the same file name; repair them one by one")
        return Outputs(targets, f"{out}.rejected.jsonl", f"{out}.changes.jsonl", False)

    @staticmethod
    def in_the_place_of(files: Sequence[DataFile]) -> Outputs:
        """Every file becomes itself; the journal stands beside the first.

        Raises UsageError for standard input.
        """
        if any(file.shown == "-" for file in files):
            raise UsageError("standard input has no place; give -o OUT")
        first = files[0].path
        targets = {file.number: file.path for file in files}
        return Outputs(targets, f"{first}.rejected.jsonl", f"{first}.changes.jsonl", True)

    def refuse_inputs(self, inputs: Sequence[DataFile]) -> None:
        """Raise UsageError when something that is read would be overwritten."""
        written = [self.rejects, self.changes, *(() if self.in_place else self.files.values())]
        for path in written:
            for file in inputs:
                if os.path.exists(path) and os.path.samefile(path, file.path):
                    raise UsageError(f"{path} is an input; write elsewhere, or repair it with --in-place")

    def prepare(self) -> None:
        """Make the folder of the results, and in place a second name for what is about to be replaced."""
        for path in self.files.values():
            if folder := os.path.dirname(path):
                with _writing(folder):
                    os.makedirs(folder, exist_ok=True)


@contextmanager
def made(folders: Iterable[str]) -> Iterator[None]:
    """Make the folders that are missing, and remove them again when the block ends with an exception."""
    new: list[str] = []
    try:
        for folder in folders:
            missing = []
            while folder and not os.path.exists(folder):
                missing.append(folder)
                folder = os.path.dirname(folder)
            for path in reversed(missing):
                with _writing(path):
                    os.mkdir(path)
                new.append(path)
        yield
    except BaseException:
        for path in reversed(new):
            with suppress(OSError):
                os.rmdir(path)
        raise


def only(files: Sequence[DataFile], otherwise: str) -> DataFile:
    """The one file that there is; raises UsageError with these words and the names of several."""
    if len(files) == 1:
        return files[0]
    names = ", ".join(file.shown for file in files[:_NAMED]) + (", …" if len(files) > _NAMED else "")
    raise UsageError(f"{otherwise} (these are {len(files):,}: {names})")


def backed_up(path: str) -> str:
    """Give the file a second name that nothing else has, so that replacing it loses nothing; returns it."""
    path = os.path.realpath(path)
    for number in range(1, 1_000):
        backup = f"{path}.bak" if number == 1 else f"{path}.bak{number}"
        with _writing(backup), suppress(FileExistsError):
            os.link(path, backup)
            return backup
    raise OutputError(f"{path}: there are a thousand backups of it already")


def write(source: DataFile, target: str, packing: str) -> None:
    """Write the content of a file to `target`, all or nothing, packed or plain.

    Raises OutputError when it cannot be written, UsageError where nothing here can pack it so.
    """
    with replacing(target) as raw, packer(raw, packing) as out, open_bytes(source) as stream:
        shutil.copyfileobj(stream, out, 1 << 20)


def packing_of(target: str, source: DataFile) -> str:
    """How a result is packed: as its name says, or like its input where that name says nothing either."""
    for suffix, name in PACKED.items():
        if target.lower().endswith(suffix):
            return name
    says = source.shown.lower().endswith(tuple(PACKED))
    return "" if says else source.compression


@contextmanager
def packer(raw: BinaryIO, packing: str) -> Iterator[BinaryIO]:
    """A stream that packs what is written to it; without a time stamp, so that equal data is equal bytes."""
    if packing == "gzip":
        with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif packing == "bzip2":
        with bz2.BZ2File(raw, "wb") as squeezed:
            yield cast(BinaryIO, squeezed)
    elif packing == "xz":
        with lzma.LZMAFile(raw, "wb") as squeezed_more:
            yield cast(BinaryIO, squeezed_more)
    elif packing == "zstd":
        with _zstandard().ZstdCompressor().stream_writer(raw, closefd=False) as frame:
            yield cast(BinaryIO, frame)
    else:
        yield raw


def refuse_packing(packing: str) -> None:
    """Raise UsageError where nothing here can pack a result so."""
    if packing == "zstd":
        _zstandard()


def _zstandard() -> Any:
    try:
        return import_module("zstandard")
    except ImportError:
        raise UsageError(
            "to write zstd: pip install 'finetune-auditor[zstd]'; or give OUT a name that ends in .gz"
        ) from None


@contextmanager
def _writing(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
