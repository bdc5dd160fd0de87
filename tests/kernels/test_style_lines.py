"""The kinds of lines are those that reading each line gives."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from auditor.text.style import lines as module
from auditor.text.style.lines import _read

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
