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
    "schema that leads elsewhere": '[style.schema]\n"$ref" = "http://127.0.0.1:1/x.json"',
    "index elsewhere": 'index = "{outside}/new"',
    "index above": 'index = "../new"',
    "index behind a link": 'index = "link/new"',
    "index that is a link": 'index = "dangling"',
    "index of a data set": '[[dataset]]\npaths = ["data.jsonl"]\nindex = "../new"',
    "baseline elsewhere": 'baseline = "{outside}/secret"',
    "user schema elsewhere": 'schema = "{outside}/secret"',
    "style schema elsewhere": '[style]\nschema = "link/secret"',
    "null byte": 'index = "a\\u0000b"',
    "pattern that RE2 refuses": '[patterns.a]\nregex = ["(?=a)"]',
    "pattern table": "[patterns]\na = 1",
    "pattern field": '[patterns.a]\nwords = ["x"]\nfields = ["outputs"]',
    "style key": "[style]\nform = 1",
    "style feature": '[[style.rules]]\nfeature = "no such"',
    "style rules": "[style]\nrules = 5",
    "style formats": "[style]\nformats = 5",
    "style marks": '[[style.rules]]\nfeature = "format"\nmarks = [1]',
    "kind of personal data": '[pii]\nkinds = ["emial"]',
    "personal data": "[pii]\nkinds = 5",
    "key of personal data": "[pii]\nkind = 5",
    "fact": "[project]\nstyle_matters = 5",
    "target that is a path": 'target = "../../etc/passwd"',
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_it_is_refused(tmp_path, content):
    outside, here = tmp_path / "outside", tmp_path / "repository"
    outside.mkdir()
    here.mkdir()
    (outside / "secret").write_text("{}")
    (here / "link").symlink_to(outside)
    (here / "dangling").symlink_to(outside / "new")
    raw = content if isinstance(content, bytes) else content.replace("{outside}", str(outside)).encode()
    (here / "auditor.toml").write_bytes(raw)
    (here / "data.jsonl").write_text('{"prompt": "Where is box 9?", "completion": "In room 9."}\n')
    done = auditor("check", *(() if b"[[dataset" in raw else ("data.jsonl",)), cwd=here)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"auditor: {here}/auditor.toml: ")
    assert [path.name for path in outside.iterdir()] == ["secret"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "repository"]
    assert done.stderr.count("\n") == 1
    assert "internal error" not in done.stderr
    assert "\x1b" not in done.stderr
