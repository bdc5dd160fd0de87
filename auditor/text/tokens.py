"""Tokens, counted offline where a tokenizer is installed, and bounded from above where none is."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from auditor.model import Example, Turn

TOKENIZER = "o200k_base"
INSTALL = "pip install 'finetune-auditor[tokens]'"
PER_MESSAGE = 4  # tokens around a message in OpenAI's chat markup: three, and one for the role
PER_EXAMPLE = 3
PIECE = 50_000  # characters; the tokenizer refuses texts of a million


def size(example: Example) -> int:
    """The UTF-8 bytes of an example, and its markup: never less than its tokens.

    A byte-level tokenizer makes at most one token of each byte, so what is within a limit by this number is
    within it for certain.
    """
    return _markup(example) + sum(
        len(text) if text.isascii() else len(text.encode("utf-8", "replace")) for text in _texts(example)
    )


def count(example: Example, tokens_of: Callable[[str], int]) -> int:
    """The tokens of an example with its markup."""
    return _markup(example) + sum(tokens_of(piece) for text in _texts(example) for piece in _pieces(text))


@cache
def tokenizer() -> Callable[[str], int] | None:
    """A function that counts the tokens of a text; None where no tokenizer is installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # it opens its own files in an old way
            import bpe_openai
    except ImportError:
        return None
    encoding = bpe_openai.get_encoding(TOKENIZER)
    return lambda text: len(encoding.encode_ordinary(text))


def _markup(example: Example) -> int:
    return PER_MESSAGE * len(example.turns) + PER_EXAMPLE if example.turns else 0


def _texts(example: Example) -> Iterator[str]:
    if not example.turns:
        yield from (example.system, example.input, example.output)
    for turn in example.turns:
        yield turn.text
        if turn.tool_calls or turn.function_call:
            yield _calls(turn)
    if example.rejected:
        yield example.rejected


def _calls(turn: Turn) -> str:
    return msgspec.json.encode([turn.tool_calls, turn.function_call]).decode()


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that the tokenizer takes, cut at blanks, without half characters."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    while len(text) > PIECE:
        cut = text.rfind(" ", 1, PIECE)
        cut = cut if cut > 0 else PIECE
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text
