"""An unchanged file is not audited again, and gets the very same answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from auditor import auditing, loaders
from auditor.cli import cache, group
from auditor.config import Config
from auditor.reporters import FORMATS

ROWS = [
    {"prompt": f"Where is box {n % 9}?", "completion": f"In room {n}, behind the door."} for n in range(30)
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    place = tmp_path / "cache"
    monkeypatch.setenv("AUDITOR_CACHE", str(place))
    return place


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in [*ROWS, {"prompt": "sk-x", "completion": ""}]))
    return path


@pytest.fixture
def audits(monkeypatch):
    """How many audits there were, as the length of a list."""
    seen: list[str] = []
    audit = auditing.audit

    def counted(inputs, *rest, **options):
        seen.append(str(inputs))
        return audit(inputs, *rest, **options)

    monkeypatch.setattr(auditing, "audit", counted)
    return seen


def check(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(group, ["check", "--isolated", "--task", "style", *map(str, words)])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", FORMATS)
def test_the_second_answer_has_the_bytes_of_the_first(folder, data, audits, name) -> None:
    assert check(data, "-f", name) == check(data, "-f", name)
    assert len(audits) == 1
    assert check(data, "-f", name) == check(data, "-f", name, "--no-cache")


def test_what_the_answer_depends_on_makes_a_new_one(folder, data, audits, tmp_path) -> None:
    check(data)
    for number, words in enumerate(
        [["--min", "3"], ["--ignore", "DUP"], ["--strict"], ["--full"], ["-f", "json"], ["--no-cache"]], 2
    ):
        check(data, *words)
        assert len(audits) == number, words
    data.write_text(data.read_text() + "\n")
    check(data)
    assert len(audits) == 8
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(data.read_bytes())
    check(copy)  # the report names the file
    assert len(audits) == 9


def test_an_accepted_finding_counts_at_once(folder, data, audits, tmp_path) -> None:
    accepted = tmp_path / "baseline.json"
    made = ["baseline", str(data), "--isolated", "--task", "style", "-o", str(accepted)]
    assert CliRunner().invoke(group, made).exit_code == 0
    check(data, "--baseline", accepted)
    document = json.loads(accepted.read_text())
    document[next(key for key, value in document.items() if isinstance(value, list))] = []
    accepted.write_text(json.dumps(document))
    before = len(audits)
    check(data, "--baseline", accepted)
    assert len(audits) == before + 1


def test_the_key_depends_on_the_day_and_on_the_code(data, monkeypatch) -> None:
    plan = loaders.plan([(str(data), "train")], Config())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = cache.key(plan, Config(), False)
    assert first == cache.key(plan, Config(), False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    second = cache.key(plan, Config(), False)
    monkeypatch.setattr(cache, "_own_code", lambda: iter(["changed"]))
    assert len({first, second, cache.key(plan, Config(), False)}) == 3
    assert cache.key(plan, Config(checkers=(object,)), False) == ""


@pytest.mark.parametrize(
    "harm", [lambda b: b[: len(b) // 2], lambda b: b.replace(b"box", b"fox"), lambda b: b""]
)
def test_a_damaged_entry_is_no_entry(folder, data, audits, harm) -> None:
    first = check(data)
    (entry,) = folder.iterdir()
    entry.write_bytes(harm(entry.read_bytes()))
    assert check(data) == first
    assert len(audits) == 2
    assert check(data) == first
    assert len(audits) == 2


def test_an_entry_under_another_key_is_no_entry(folder, data, audits) -> None:
    check(data)
    (entry,) = folder.iterdir()
    plan = loaders.plan([(str(data), "train")], Config())
    other = cache.key(plan, Config(), False)
    entry.rename(folder / f"{other}{cache.SUFFIX}")
    assert cache.get(other) is None


def test_an_incomplete_answer_is_not_kept(folder, data) -> None:
    report = auditing.run([(str(data), "train")], Config(task="style"))
    cache.put("k", replace(report, run=replace(report.run, complete=False)))
    assert not folder.exists()


def test_only_the_last_ones_are_kept(folder, data, monkeypatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 3)
    report = auditing.run([(str(data), "train")], Config(task="style"))
    for number in range(6):
        cache.put(f"k{number}", report)
        os.utime(folder / f"k{number}{cache.SUFFIX}", (number, number))
    assert len(list(folder.iterdir())) == 3
    assert cache.get("k5") == report


def test_a_cache_that_cannot_be_written_is_no_error(folder, data) -> None:
    folder.write_text("a file where the folder should be")
    assert check(data)[0] == 1


def test_many_at_once(folder, data) -> None:
    command = [sys.executable, "-m", "auditor", "check", str(data), "--task", "style", "--isolated"]
    root = Path(__file__).parent.parent
    env = os.environ | {"AUDITOR_CACHE": str(folder)}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=root)
        for _ in range(3)
    ]
    said = [process.communicate() for process in running]
    assert len({out for out, _ in said}) == 1
    assert {err for _, err in said} == {b""}
    assert len(list(folder.iterdir())) == 1


def test_an_unchanged_file_needs_no_numpy(folder, data) -> None:
    code = (
        "import sys\nfrom auditor.cli import main\n"
        f"sys.argv = ['auditor', 'check', {str(data)!r}, '--task', 'style', '--isolated', '-q']\n"
        "try:\n    main()\nexcept SystemExit:\n    print('numpy' in sys.modules)"
    )
    env = os.environ | {"AUDITOR_CACHE": str(folder)}
    asked = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
        for _ in range(2)
    ]
    assert [done.stdout.split()[-1] for done in asked] == ["True", "False"]
