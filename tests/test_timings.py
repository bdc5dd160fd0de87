"""Where the time goes: every second once, and only for who asks."""

import json
import time

import jsonschema
from click.testing import CliRunner

from auditor import auditing
from auditor.cli import group
from auditor.config import Config
from auditor.kernels import TWINS
from auditor.resources import folder
from auditor.stopwatch import STAGES, Stopwatch


def spend(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_runs_inside_a_part_is_not_counted_for_it() -> None:
    watch = Stopwatch(on=True)
    before = time.process_time()
    watch.time("observe", "outer", lambda: (spend(0.01), watch.time("columns", "inner", lambda: spend(0.04))))
    spent = time.process_time() - before
    assert watch.spent["columns", "inner"] > 2 * watch.spent["observe", "outer"] > 0
    assert abs(sum(watch.spent.values()) - spent) < 0.005


def test_an_error_inside_leaves_the_account_in_order() -> None:
    watch = Stopwatch(on=True)
    for _ in range(2):
        try:
            watch.time("observe", "a", lambda: watch.time("columns", "b", lambda: 1 / 0))
        except ZeroDivisionError:
            continue
    watch.time("observe", "c", lambda: spend(0.02))
    assert watch.spent["observe", "c"] >= 0.02


def test_items_are_handed_on_and_their_making_is_timed() -> None:
    watch = Stopwatch(on=True)
    assert list(watch.each("read", "", iter([1, None, 3]))) == [1, None, 3]
    assert set(watch.spent) == {("read", "")}


def test_off_it_counts_nothing() -> None:
    watch = Stopwatch()
    assert watch.time("read", "", lambda: 7) == 7
    assert list(watch.each("read", "", [1, 2])) == [1, 2]
    assert not watch.spent


def test_stages_of_an_audit_in_two_processes_are_known_ones(tmp_path) -> None:
    file = tmp_path / "data.jsonl"
    file.write_text('{"prompt": "What is it?", "completion": "A door."}\n' * 40)
    timings = auditing.run([(str(file), "train")], Config(task="style", timings=True), jobs=2).run.timings
    assert timings is not None
    stages = list(dict.fromkeys(part.stage for part in timings.parts))
    assert stages == [stage for stage in STAGES if stage in stages]
    assert {"plan", "read", "columns", "observe", "merge", "finish", "report"} <= set(stages)
    assert ("observe", "NearDuplicates") in {(part.stage, part.part) for part in timings.parts}


def test_the_option_shows_them_and_without_it_the_report_has_none(tmp_path) -> None:
    file = tmp_path / "data.jsonl"
    file.write_text('{"prompt": "What is it?", "completion": "A door."}\n' * 4)
    asked = ["check", str(file), "--isolated", "--task", "style"]
    run = CliRunner().invoke
    schema = json.loads((folder() / "report.schema.json").read_text())
    document = json.loads(run(group, [*asked, "--timings", "-f", "json"]).output)
    jsonschema.validate(document, schema)
    assert document["run"]["timings"]["cpu_s"] > 0
    assert document["run"]["timings"]["kernels"] == ("compiled" if TWINS else "plain")
    assert "timings" not in json.loads(run(group, [*asked, "-f", "json"]).output)["run"]
    assert "CPU seconds" in run(group, [*asked, "--timings"]).output
