"""LEK004: what is a group of rows, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from auditor.checkers.group_leak import GroupLeak
from auditor.config import Config
from auditor.model import Example, Outcome, Severity
from auditor.testing import assert_lawful, batches, observed, outcome

Record = dict[str, Any]


def rows_with(made: Callable[[int, str], Record]) -> list[Example]:
    """200 rows to train on and 50 held out."""
    splits = ["train"] * 200 + ["test"] * 50
    return [
        Example(0, f"question {n}", f"answer {n}", split=split, record=made(n, split))
        for n, split in enumerate(splits)
    ]


def audited(rows: list[Example], *group: str) -> Outcome:
    config = Config(task="style", splits=("test", "train"), group=group)
    return outcome([observed(GroupLeak, config, batches(rows, [len(rows)]))], rows)


@pytest.mark.parametrize("field", ["user_id", "userId", "User-ID", "thread", "docId", "source_url", "repo"])
def test_a_group_field_in_any_spelling(field: str) -> None:
    rows = rows_with(lambda n, split: {field: f"v{n // 4 if n != 240 else 3}"})
    (flag,) = audited(rows).flags
    assert flag.rows == [240]
    assert (flag.spots[0].evidence, flag.spots[0].related) == (f"{field}: v3", (12,))
    assert flag.message == f"1 held-out row shares its {field} with training."


def test_a_field_within_the_metadata() -> None:
    rows = rows_with(lambda n, split: {"metadata": {"thread_id": n // 4 if n < 240 else n - 240}})
    assert audited(rows).flags[0].rows == list(range(240, 250))
    assert audited(rows, "metadata.thread_id").flags[0].rows == list(range(240, 250))


def test_training_rows_that_share_a_group_with_the_file_compared_with() -> None:
    rows = rows_with(lambda n, split: {"user_id": f"v{n // 4 if n != 240 else 3}"})
    for row in rows[200:]:
        row.split = "against"
    config = Config(task="style", splits=("against", "train"))
    (flag,) = outcome([observed(GroupLeak, config, batches(rows, [len(rows)]))], rows).flags
    assert flag.rows == [12, 13, 14, 15]
    assert flag.spots[0].related == (240,)
    assert (flag.rule.code, flag.rule.severity) == ("LEK004", Severity.INFO)
    assert flag.message == "4 training rows share their user_id with the file compared with."


@pytest.mark.parametrize(
    "made",
    [
        lambda n, split: {"source": ["wiki", "web", "books"][n % 3]},  # a category
        lambda n, split: {"source": f"corpus {n % 12}"},  # what the data was put together from
        lambda n, split: {"author": "a" if n % 2 else f"b{n}"},  # one makes half of the rows
        lambda n, split: {"id": n % 200},  # a row's own id
        lambda n, split: {"doc_id": str((n if split == "train" else n - 200) // 4)},  # counted in each file
        lambda n, split: {"user": f"u{n}" if n % 9 else "N/A"},  # nobody
        lambda n, split: {"user": f"question {n}"},  # the input itself
        lambda n, split: {"user_id": None if n % 2 else f"u{n}"},
    ],
)
def test_what_only_looks_like_a_group(made: Callable[[int, str], Record]) -> None:
    assert audited(rows_with(made)).flags == []


def test_a_field_that_is_given_is_taken_at_its_word() -> None:
    rows = rows_with(lambda n, split: {"source": "wiki" if n % 2 else "web"})
    assert len(audited(rows, "source").flags[0].rows) == 50


def test_a_field_that_no_row_has_is_said() -> None:
    found = audited(rows_with(lambda n, split: {"user": f"u{n}"}), "usr")
    assert (found.flags, found.skipped) == ([], [("LEK004", "no row has the field usr of --group")])


def test_any_split_of_the_rows_gives_the_same() -> None:
    rows = rows_with(lambda n, split: {"user_id": f"u{n % 60}"} if n % 5 else {"thread": f"t{n % 30}"})
    assert_lawful(GroupLeak, rows, Config(task="style", splits=("test", "train")))
