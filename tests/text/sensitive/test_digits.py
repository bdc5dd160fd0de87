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


@pytest.mark.parametrize("between", [" ", "-", " - ", ". "])
def test_a_table_of_figures_holds_no_number(between):
    figures = between.join(f"{number * 7919 % 10_000:04}" for number in range(2_000))
    assert len(find_personal_data(figures[:250])) < 12  # short rows of them are looked at
    assert find_personal_data(figures) == []
    (found,) = find_personal_data(f"{figures}\ncall {VALUES[0]}.")
    assert found.start > len(figures)


def test_a_list_of_telephone_numbers_is_no_table():
    numbers = [f"415-867-{number}" for number in range(2100, 2125)]
    text = " ".join(numbers)
    assert [text[part.start : part.end] for part in find_personal_data(text)] == numbers
