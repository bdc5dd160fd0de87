"""A configuration that was written to do harm is refused in one line."""

import pytest

from tests.test_cli import auditor

BAD = {
    "infinite limit": '[thresholds]\n"limits.record-bytes" = inf',
    "negative limit": '[thresholds]\n"limits.record-bytes" = -1',
    "no number": '[thresholds]\n"limits.record-bytes" = nan',
    "negative minimum": "minimum = -5",
    "minimum beyond all data": "minimum = " + "9" * 4000,
    "deep": "a = " + "[" * 5000 + "]" * 5000,
    "not UTF-8": b'task = "\xff"',
    "key that steers": '"\\u001b[2J" = 1',
    "schema elsewhere": '[style]\nschema = "http://127.0.0.1:1/x.json"',
    "target that is a path": 'target = "../../etc/passwd"',
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_it_is_refused(tmp_path, content):
    raw = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "auditor.toml").write_bytes(raw)
    (tmp_path / "data.jsonl").write_text('{"prompt": "Where is box 9?", "completion": "In room 9."}\n')
    done = auditor("check", "data.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("auditor: ")
    assert done.stderr.count("\n") == 1
    assert "internal error" not in done.stderr
    assert "\x1b" not in done.stderr
