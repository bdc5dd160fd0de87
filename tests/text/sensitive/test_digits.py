"""A row of digits that is too long for any number hides no number beside it."""

import numpy as np
import pytest

from auditor.text.joined import Joined
from auditor.text.sensitive.numbers import may_hold_personal_data
from auditor.text.sensitive.personal import find_personal_data

LONG = "8" * 60
VALUES = ("+49 30 901820", "415 867 2671", "4539 1488 0343 6467", "DE44 5001 0517 5407 3249 31")
AROUND = ("call {}.", f"{LONG} {{}}", f"{{}} {LONG}", f"1 2 3 {LONG}\ncall {{}}.", f"{LONG}, {{}}")


def places(text):
    return may_hold_personal_data(Joined([text], [], text.encode(), np.array([0])))


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("around", AROUND)
def test_a_number_beside_it_is_found_as_it_is_alone(value, around):
    text = around.format(value)
    assert [text[part.start : part.end] for part in find_personal_data(text)] == [value]
    assert len(places(text))


@pytest.mark.parametrize("length", [40, 41, 42, 43, 20_000])
def test_it_is_no_number_itself(length):
    text = ("4539148803436467" * 1300)[:length]
    assert find_personal_data(text) == []
    assert (len(places(text)) == 0) is (length >= 42)
