"""The kinds of lines are those that reading each line gives; items, first words and cells as plainly cut."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text.style import lines as module
from auditor.text.style import tables
from auditor.text.style.lines import _item_form, _read

from . import both

# fmt: off
MARKS = ["- ", "* ", "•\u3000", "+ ", "---", "***", "=", "> ", "(a) ", "b) ", "A.", "(", "_", "**", "【a】",
         '"', "## ", "| a |", "```", "x = 1", "Name: ", "名前：", ""]
NUMBERS = ["1. ", "12 ", "1", "12) ", "1.1 ", "1.2.3. ", "1.2.", "1234. ", "1.2345 ", "1.2) ", "３. ", "1、",
           "½"]
# fmt: on
line = st.tuples(
    st.sampled_from(MARKS + NUMBERS), st.text(st.sampled_from("aZ12. .,:：=|*_) \t\x00\ud800é"), max_size=60)
)
lines = st.lists(st.one_of(line.map("".join), st.text(max_size=60)), max_size=12)


@given(lines.map(lambda rows: [row.strip() for row in rows if row.strip()]))
@example(["a" * 41 + "=b", "a" * 42 + "=b", "a" * 47 + ": b", "a" * 48 + ": b", "***", "--", "1)", "+ +"])
def test_line_kinds(lines: list[str]):
    plain, fast = both("style_lines.line_kinds", module.line_kinds)
    told = []
    for kinds_of in (plain, fast):
        numbers: dict[int, list] = {}

        def read(number: int, line: str, numbers: dict[int, list] = numbers) -> str:
            kind, carried = _read(line, None)
            if carried:
                numbers[number] = carried
            return kind

        told.append((kinds_of(lines, read), numbers))
    assert told[0] == told[1]


@given(lines)
@example(
    ["- **a**: b", "- 1", "- ½ a", "1.", "", "- ", "-  \t", "- a: b", f"- {'a' * 47}:", f"- {'a' * 48}:"]
)
def test_forms_of_items(items: list[str]):
    plain, fast = both("style_lines.forms_of_items", module.forms_of_items)
    assert fast(items, _item_form) == plain(items, _item_form)


@given(st.text(min_size=1).map(str.strip).filter(bool), st.integers(1, 60))
@example("a\x1fb", 3)
@example("a\u3000b", 3)
def test_first_word(line: str, longest: int):
    plain, fast = both("style_lines.first_word", module.first_word)
    assert fast(line, longest) == plain(line, longest)


@given(st.lists(st.text(st.sampled_from("|| a\t\x1f\u3000\u200b\ud800é\x00"))))
@example(["", "|", "||", "| a | |", "|a| b\u3000|"])
def test_cells_of(lines: list[str]):
    plain, fast = both("style_lines.cells_of", tables.cells_of)
    assert fast(lines) == plain(lines)
