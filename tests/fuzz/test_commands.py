"""Whole commands on anything: the exit code, every broken row by its place, one answer of any workers."""

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import auditing, fix, loaders, reporters
from auditor.cli import group
from auditor.config import Config
from auditor.errors import AuditorError, InputError
from auditor.reporters.view import View
from tests.hostile.test_secrets import SECRETS, pieces, planted

from .nasty import NAME, files
from .odd import odd_files, odd_record
from .test_repairs import unpacked

PROFILE, SLOW = settings.get_profile("fuzz"), settings.get_profile("slow")
SEVERAL = st.lists(
    st.tuples(files(), NAME, st.sampled_from(("train", "train", "test"))), min_size=1, max_size=3
)


def laid_out(folder, several):
    """The files, each in a folder of its own, with their splits."""
    inputs = []
    for content, name, split in several:
        path = folder.mktemp("fuzz") / name
        path.write_bytes(content)
        inputs.append((str(path), split))
    return inputs


@given(several=SEVERAL)
@settings(PROFILE)
def test_the_exit_code_says_what_the_report_says(tmp_path_factory, several):
    inputs = laid_out(tmp_path_factory, several)
    words = ["--isolated", "--no-cache", "-f", "json", "--jobs", "1", "--min", "1"]
    for path, split in inputs:
        words += [path] if split == "train" else ["--split", f"test={path}"]
    result = CliRunner().invoke(group, ["check", *words])
    if isinstance(result.exception, AuditorError):
        assert result.stdout == ""
        return
    assert isinstance(result.exception, SystemExit | None), result.exc_info
    told = json.loads(result.stdout)
    counts, complete = told["counts"], told["run"]["complete"]
    assert counts["rows"] == counts["audited"] + counts["broken"] + counts["blank"]
    go = told["verdict"]["decision"] == "go"
    assert result.exit_code == (2 if not complete else 0 if go else 1)
    if go:
        assert complete
        assert counts["usable"] > 0


@given(several=SEVERAL)
@settings(PROFILE)
def test_every_broken_row_has_its_place(tmp_path_factory, several):
    with suppress(InputError):
        report = auditing.run(laid_out(tmp_path_factory, several), Config(max_places=0))
        named = {
            (place.at.path, place.at.row)
            for finding in report.findings
            if finding.code.startswith("INP")
            for place in finding.places
        }
        assert len(named) >= report.counts.broken
        broken = {file.path: file.broken for file in report.run.files}
        assert sum(broken.values()) >= report.counts.broken


@given(several=SEVERAL, size=st.sampled_from((1, 30, 200)))
@settings(PROFILE)
def test_pieces_of_any_size_say_the_same_as_the_whole(tmp_path_factory, several, size):
    inputs, whole, told = laid_out(tmp_path_factory, several), loaders.shards, []
    for shards in (whole, lambda files, *_: whole(files, size)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loaders, "shards", shards)
            try:
                told.append(reporters.render(auditing.run(inputs, Config(), 1), "json", View(detail=2)))
            except InputError as error:
                told.append(str(error))
    assert told[0] == told[1]


@given(several=SEVERAL)
@settings(SLOW)
def test_two_workers_say_the_same_as_one(tmp_path_factory, several):
    inputs = laid_out(tmp_path_factory, several)
    told = []
    for jobs in (1, 2):
        try:
            told.append(reporters.render(auditing.run(inputs, Config(), jobs), "json", View(detail=2)))
        except InputError as error:
            told.append(str(error))
    assert told[0] == told[1]


@given(content=odd_files(), name=NAME)
@settings(PROFILE)
def test_a_repair_in_place_keeps_the_original_and_ends(tmp_path_factory, content, name):
    ((path, _),) = laid_out(tmp_path_factory, [(content, name, "train")])
    folder = Path(path).parent
    target = folder / name
    try:
        done = fix(path, in_place=True, unsafe=True, task="style")
    except AuditorError:
        assert [entry.name for entry in folder.iterdir()] == [name]
        assert target.read_bytes() == content
        return
    backups = [entry for entry in folder.iterdir() if ".bak" in entry.name]
    assert [entry.read_bytes() for entry in backups] == [content] * len(backups)
    if not backups:
        assert (done.changed, done.rejected) == (0, 0)
        assert target.read_bytes() == content
        return
    first = unpacked(target)
    with suppress(AuditorError):  # what is left is a file of another kind, or of no rows
        again = fix(path, in_place=True, unsafe=True, task="style")
        assert (again.changed, again.rejected) == (0, 0)
    assert unpacked(target) == first


@given(
    records=st.lists(odd_record(), min_size=1, max_size=6), seed=st.integers(0, 1 << 30), ascii=st.booleans()
)
@settings(PROFILE)
def test_no_secret_is_in_any_report_or_journal(tmp_path_factory, records, seed, ascii):
    drawn = random.Random(seed)
    secret = drawn.choice(sorted(SECRETS.values()))
    places = iter(lambda: drawn.randrange(3), None)
    rows = [planted(record, iter(lambda: secret, None), places) for record in records]
    parts = "\n".join(json.dumps(row, ensure_ascii=ascii) for row in rows).split(secret)
    if seed % 2:  # damaged somewhere, but for the secrets and what tells that they begin and end there
        part = drawn.randrange(len(parts))
        at = drawn.randint(1, max(1, len(parts[part]) - 2))
        parts[part] = parts[part][:at] + parts[part][at + 1 :]
    content = secret.join(parts).encode("utf-8", "surrogatepass")
    ((path, _),) = laid_out(tmp_path_factory, [(content, "data.jsonl", "train")])
    texts = []
    with suppress(AuditorError):
        report = auditing.run([(path, "train")], Config(max_places=0))
        texts += [reporters.render(report, form, View(detail=2, width=300)) for form in reporters.FORMATS]
    with suppress(AuditorError):
        fix(path, f"{path}.out", unsafe=True, task="style")
        texts.append(Path(f"{path}.out.changes.jsonl").read_text())
    for shown in texts:
        assert not [piece for piece in pieces(secret) if piece in shown]
