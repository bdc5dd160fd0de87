"""Sums looked at in one loop are those that an expression finds and Python works out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text import arithmetic
from auditor.text.joined import laid_out

from . import both

PARTS = (
    "<<",
    "<",
    ">>",
    ">",
    "=",
    "1",
    "2",
    "3.5",
    ".5",
    "7.",
    ".",
    "0",
    "123456789",
    *"+-*/(%é\0\n٣",
    "\ud800",
)
SUMS = st.lists(
    st.integers(0, 99).map(str) | st.sampled_from(("0.1", "3.", ".25", *"+-*/")), max_size=12
).map(lambda parts: f"<<{''.join(parts)}={_worked_out(''.join(parts))}>>")
TEXTS = st.lists(st.one_of(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), SUMS), max_size=3)


def _worked_out(expression: str) -> str:
    value = arithmetic.value(expression)
    return "?" if value is None else f"{float(value):.6f}".rstrip("0")


@given(st.lists(TEXTS.map(" ".join), max_size=6))
@example([])
@example(
    ["<<2+3=5>>", "<<2+3=6>>", "<<<2*3=6>>>", "<<2=2>>", "<<1/0=0>>", "<<1+1=2>", "<<", "a<", "<<1+1=2>>"]
)
@example(
    [f"<<{'1+' * 9}1=10>>", f"<<{'1+' * 10}1=11>>", "<<1234567890*1=1234567890>>", "<<0.1234567*1=0.1>>"]
)
def test_doubtful(texts: list[str]):
    plain, fast = both("arithmetic.doubtful", arithmetic.doubtful)
    laid = laid_out(texts, [])
    numbers = list(range(len(texts)))
    found = fast(laid.blob, laid.starts, numbers)
    assert found == plain(laid.blob, laid.starts, numbers)
    assert {at for at in numbers if any(arithmetic.wrong_sums(texts[at]))} <= set(found)


def test_places_outside_of_the_blob_are_refused():
    _, fast = both("arithmetic.doubtful", arithmetic.doubtful)
    for starts, number in (([9], 0), ([1], 1), ([3, 1], 0), ([1], -1)):
        with pytest.raises(IndexError):
            fast(b"\nabc\n", np.array(starts, np.int64), [number])
