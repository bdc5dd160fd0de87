"""Nothing sensitive is readable in what the tool prints, and placeholders keep their meaning."""

from __future__ import annotations

import pytest

from auditor import reporters
from auditor.auditing import run
from auditor.config import Config
from auditor.text.excerpts import around
from auditor.text.sensitive.masking import blank, mask, mask_values

KEY = "AKIA" + "Q7ZK3MW9XN2PLD4V"
TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
MAIL = "anna.kovacs@gmail.com"
SENSITIVE = [KEY, TOKEN, MAIL, "408-247-8880", "4539 1488 0343 6467", "DE75512108001245126199", "84.112.33.7"]


@pytest.mark.parametrize("value", SENSITIVE)
def test_a_value_is_replaced_and_nothing_else(value: str) -> None:
    masked = mask(f"before {value} after")
    assert value not in masked
    assert masked.startswith("before [")
    assert masked.endswith("] after")


def test_a_harmless_text_stays_as_it_is() -> None:
    text = "In 2023 we sold 1,234,567 boxes at $12.50: 750-400-100 = 250. See v10.4.2 and #4539."
    assert mask(text) == text


def test_blanking_keeps_every_position() -> None:
    text = f"write to {MAIL} now"
    assert len(blank(text)) == len(text)
    assert blank(text).startswith("write to •")
    assert blank(text).endswith(" now")


def test_the_same_value_has_the_same_placeholder() -> None:
    known: dict[str, str] = {}
    question = mask_values(f"Is it {MAIL} or b.lind@gmx.se?", known)
    answer = mask_values(f"It is {MAIL.upper()}.", known)
    assert question == "Is it [E-MAIL-ADDRESS_1] or [E-MAIL-ADDRESS_2]?"
    assert answer == "It is [E-MAIL-ADDRESS_1]."


def test_an_excerpt_that_cuts_a_key_in_two_shows_neither_half() -> None:
    text = "x" * 40 + f" {KEY} " + "refund " * 3
    start = text.index("refund")
    assert KEY[-8:] not in around(text, start, start + 6)


def test_no_report_shows_the_value(tmp_path) -> None:
    rows = [f'{{"prompt": "Mail {value} to me", "completion": "TODO"}}' for value in SENSITIVE]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(rows))
    report = run([(str(file), "train")], Config(task="style"))
    assert {"SEC001", "PII001", "NOI004"} <= {finding.code for finding in report.findings}
    text = reporters.render(report, "json")
    assert not [value for value in SENSITIVE if value in text]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`sk-proj-B<number>Fi<number>FlaZ<number>Vt`", "`sk-proj-[KEY]`"),
        ("write to maria.k<number>@firma-nord.de", "write to [E-MAIL-ADDRESS]"),
        ("page<number>of<number>", "page<number>of<number>"),
        ("on <number>.<number>.<number>", "on <number>.<number>.<number>"),
    ],
)
def test_digits_that_a_style_leaves_out_do_not_uncover_a_secret(text, shown):
    assert mask(text) == shown
