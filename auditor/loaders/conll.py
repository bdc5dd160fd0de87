"""CoNLL files: one token a line, its tag in the last column, a blank line behind each sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from auditor.loaders.jsonl import BOM, skip_line, too_long
from auditor.loaders.opening import open_bytes
from auditor.loaders.source import DataFile, Fault, Located, Value
from auditor.loaders.undecodable import not_utf8
from auditor.model import Record
from auditor.text.cut import stretch

SHARE = 0.75  # of the lines that end with a tag
TAG = re.compile(rb"O|[BIESLUM]-\S++")
_NO_TOKENS = (b"-DOCSTART-", b"#\t", b"# ")  # the start of a document, and remarks

Token = tuple[int, int, bytes]  # offset, line, the text of the line


def recognise(lines: Iterable[bytes]) -> int:
    """How many columns the file has, when it is one of tokens and tags; else 0."""
    rows = [line.split() for line in lines if line.strip() and not line.startswith(_NO_TOKENS)]
    tagged = [row for row in rows if len(row) > 1 and TAG.fullmatch(row[-1])]
    if len(tagged) < max(2, SHARE * len(rows)):
        return 0
    widths = Counter(map(len, tagged))
    return max(widths, key=widths.__getitem__)


def records(file: DataFile, start: int, end: int) -> Iterator[Located]:
    """Yield the sentences, each at its first line; a file is always one shard."""
    limit, block = file.limits.record, list[Token]()
    offset = line = size = 0
    with open_bytes(file) as stream:
        while raw := stream.readline(limit + 1):
            line += 1
            text = raw.removeprefix(BOM) if not offset else raw
            if not text.strip() or text.startswith(b"-DOCSTART-"):
                if block:
                    yield _sentence(block, size, file)
                block, size = [], 0
            elif not text.startswith(_NO_TOKENS):
                size += len(raw)
                if not block or size <= limit:  # of a sentence that is too long, no more than that is held
                    block.append((offset, line, text))
            offset += len(raw) + skip_line(stream, raw)
    if block:
        yield _sentence(block, size, file)


def pick(file: DataFile, offsets: list[int]) -> Iterator[Located]:
    """Yield the sentences that start at these offsets."""
    wanted = set(offsets)
    for offset, line, value in records(file, 0, file.bytes):
        if offset in wanted:
            yield offset, line, value
        if offset == offsets[-1]:
            return


def _sentence(block: list[Token], size: int, file: DataFile) -> Located:
    """The sentence of these lines, at its first."""
    offset, line, text = block[0]
    over = size > file.limits.record
    return offset, line, too_long(text, file.limits.record) if over else _value(block, file)


def _value(block: list[Token], file: DataFile) -> Value:
    tokens, tags = list[str](), list[str]()
    for _, line, raw in block:
        try:
            columns = raw.decode("utf-8").split()
        except UnicodeDecodeError as error:
            return not_utf8(error)
        if len(columns) != file.columns:
            place = f"line {line - block[0][1] + 1} of the sentence" if tokens else "its first line"
            number = f"{len(columns)} column{'' if len(columns) == 1 else 's'}"
            wrong = f"{place} has {number}, the file has {file.columns}"
            return Fault("INP005", wrong, window=stretch(raw))
        tokens.append(columns[0])
        tags.append(columns[-1])
    record: Record = {"tokens": tokens, "ner_tags": tags}
    return record
