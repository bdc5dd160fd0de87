"""The n-th call that touches a file fails, whichever it is: exit 2, one line, and every file old or new."""

import errno
import json
import os
import sys

import pytest

from auditor.cli import main

ROWS = [
    {"prompt": f"Where is box {n}? ", "completion": f"In room {n * 7}, behind door {n}."} for n in range(40)
]
COMMANDS = {
    "check": ("check", "data.jsonl", "--task", "style", "-f", "json:out/report.json"),
    "fix": ("fix", "data.jsonl", "--task", "style", "-o", "out/fixed.jsonl", "-q"),
    "in place": ("fix", "data.jsonl", "--task", "style", "--in-place", "-q"),
    "convert": ("fix", "data.jsonl", "--to", "openai-chat", "-o", "out/chat.jsonl", "-q"),
    "split": ("split", "data.jsonl", "--task", "style", "-o", "out", "-q"),
    "baseline": ("baseline", "data.jsonl", "--task", "style", "-o", "out/baseline.json"),
    "init": ("init", "data.jsonl", "--task", "style"),
}
CALLS = ("open", "fsync", "replace", "link", "fchmod", "mkdir")


class Faults:
    """Makes one call fail, counted over all the calls that we look at."""

    def __init__(self, monkeypatch, at):
        self.left, self.hit = at, False
        for name in CALLS:
            monkeypatch.setattr(os, name, self._failing(getattr(os, name)))

    def _failing(self, call):
        def called(*arguments, **options):
            if not str(arguments[0]).startswith(
                (sys.prefix, sys.base_prefix, os.path.dirname(__file__)[:-6])
            ):
                self.left -= 1
                if self.left == 0:
                    self.hit = True
                    raise OSError(errno.ENOSPC, "No space left on device")
            return call(*arguments, **options)

        return called


def run(monkeypatch, words, at):
    """Run the command with the fault; returns exit code and whether the fault came."""
    monkeypatch.setattr(sys, "argv", ["auditor", *words])
    with monkeypatch.context() as patched:
        faults = Faults(patched, at)
        with pytest.raises(SystemExit) as ended:
            main()
    return ended.value.code, faults.hit


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_fails_nothing_is_half(tmp_path, monkeypatch, capfd, name):
    monkeypatch.chdir(tmp_path)
    data = "\n".join(map(json.dumps, ROWS)).encode()
    (tmp_path / "data.jsonl").write_bytes(data)
    (tmp_path / "out").mkdir()
    at = 0
    while True:
        at += 1
        for path in [*tmp_path.glob("out/*"), *tmp_path.glob("*.*")]:
            path.unlink()
        (tmp_path / "data.jsonl").write_bytes(data)
        code, hit = run(monkeypatch, COMMANDS[name], at)
        errors = capfd.readouterr().err
        left = {str(p.relative_to(tmp_path)): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
        assert not [path for path in left if path.endswith(".tmp")], at
        if not hit:
            break
        assert "Traceback" not in errors
        assert code == 2 or not errors, (at, code, errors)  # a fault that does no harm is none
        if name != "in place":
            assert left["data.jsonl"] == data, at
    assert code in (0, 1)
    assert at > 3
