"""Whatever a file holds, reading it gives a true account or an InputError."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import auditing, loaders, targets
from auditor.config import TASKS, Config
from auditor.errors import InputError

from .nasty import NAME, files

CONFIG = Config(task="style")


@given(content=files(), name=NAME)
@settings(settings.get_profile("fuzz"))
def test_every_row_is_accounted_for_and_read_the_same_again(tmp_path_factory, content, name):
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(content)
    with suppress(InputError):
        planned = loaders.plan([(str(path), "train")], CONFIG)
        whole, parts = _account(planned, 1 << 24), _account(planned, 40)
        assert parts == whole
        rows = [row for row, _ in whole]
        assert rows == sorted(set(rows))
        again = [item for batch in loaders.reread(planned.files, rows, CONFIG) for item in _items(batch)]
        assert sorted(again, key=lambda pair: pair[0]) == [pair for pair in whole if pair[1] is not None]


def _account(planned, size):
    """Every row with its content, None for a blank one; raises what reading raises."""
    found = {}
    for shard in loaders.shards(planned.files, size):
        for batch in loaders.read(shard, CONFIG):
            items = dict(_items(batch))
            assert len(items) + batch.blank == len(batch.rows)
            found |= {row: items.get(row) for row in batch.rows}
    return sorted(found.items(), key=lambda pair: pair[0])


def _items(batch):
    for item in (*batch.examples, *batch.misfits):
        yield item.row, repr(item.record)
    for broken in batch.broken:
        yield broken.row, (broken.code, broken.message, broken.window)


@given(
    content=files(), name=NAME,
    task=st.sampled_from((None, *TASKS)), target=st.sampled_from((None, None, *targets.names())),
)  # fmt: skip
@settings(settings.get_profile("fuzz"))
def test_the_audit_of_anything_ends_and_no_check_fails(tmp_path_factory, content, name, task, target):
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(content)
    with suppress(InputError):
        chosen = {"task": task, "task_source": "option"} if task else {}
        report = auditing.run([(str(path), "train")], Config(target=target, **chosen))
        counts = report.counts
        assert [reason for _, reason in report.run.not_run if "internal error" in reason] == []
        assert counts.rows == counts.audited + counts.broken + counts.blank
        assert counts.rows == counts.blank + counts.usable + sum(counts.dropped.values())
        assert report.ok is False or not counts.broken
