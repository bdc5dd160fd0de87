"""The command in hostile surroundings: signals, closed streams, bare environments. No tracebacks, ever."""

import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "auditor"]
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "AUDITOR_CACHE": ""}
ENDINGS = {"interrupt": signal.SIGINT, "terminate": signal.SIGTERM, "hang up": signal.SIGHUP}
GOOD = b'{"prompt": "Where is box %d?", "completion": "In room %d, behind the door."}\n'


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_bytes(b"".join(GOOD % (n, n) for n in range(20)))
    return path


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["check", "data.jsonl", "-f", "json:report.json"], "report.json: cannot be written"),
        (["check", "data.jsonl", "--index", "new.index"], "new.index: cannot be written"),
        (["fix", "data.jsonl", "-o", "out.jsonl"], "out.jsonl: cannot be written"),
        (["fix", "data.jsonl", "-o", "out.jsonl", "--to", "openai-chat"], "out.jsonl: cannot be written"),
        (["split", "data.jsonl"], "{folder}: "),
        (["check", "-"], "standard input cannot be kept in {folder}: "),
    ],
)
def test_a_full_disk_is_told_with_what_was_being_written(data, command, named):
    """Here a file may have 1 kB: the error is that of a full disk, EFBIG in place of ENOSPC."""
    folder = data.parent / "tmp"
    folder.mkdir()
    before = sorted(path.name for path in data.parent.iterdir())
    with data.open("rb") as stream:
        done = subprocess.run(
            [*COMMAND, *command], capture_output=True, stdin=stream, cwd=data.parent, check=False,
            timeout=120,
            env=ENVIRONMENT | {"TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
        )  # fmt: skip
    told = done.stderr.decode()
    assert (done.returncode, told.count("\n")) == (2, 1)
    assert named.format(folder=folder) in told
    assert "File too large" in told
    assert sorted(path.name for path in data.parent.iterdir()) == before
    assert list(folder.iterdir()) == []


def run(*arguments, env=None, **options):
    done = subprocess.run(
        [*COMMAND, "check", *map(str, arguments)],
        capture_output=True,
        env=ENVIRONMENT | (env or {}),
        check=False,
        timeout=120,
        **options,
    )
    assert b"Traceback" not in done.stderr
    return done


def started(*words, env=None, **options):
    command = [*COMMAND, *map(str, words)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # a shell that runs the tests in its background has signals ignored, and children inherit that
    options["preexec_fn"] = lambda: [signal.signal(number, signal.SIG_DFL) for number in ENDINGS.values()]
    return subprocess.Popen(command, env=ENVIRONMENT | (env or {}), **pipes, **options)


ENVIRONMENTS = {
    "C locale": {"LC_ALL": "C"},
    "ascii streams": {"PYTHONIOENCODING": "ascii"},
    "one column": {"COLUMNS": "1"},
    "warnings are errors": {"PYTHONWARNINGS": "error"},
}


@pytest.mark.parametrize("env", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_bare_environments(data, env):
    name = data.with_name("caf\u00e9 \u202e \udcff.jsonl")
    data.rename(name)
    done = run(name, env=env)
    assert done.returncode == 1
    assert b"NO-GO" in done.stdout


def test_equal_bytes_whatever_the_hash_seed_and_the_jobs(data):
    outputs = {
        run(data, "-f", "json", "--jobs", jobs, env={"PYTHONHASHSEED": seed}).stdout
        for seed, jobs in [("0", "1"), ("1", "2")]
    }
    assert len(outputs) == 1


def test_a_folder_that_may_not_be_written(data, tmp_path):
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    assert run(data, cwd=folder).returncode == 1
    assert os.listdir(folder) == []


def test_standard_input_is_like_a_file(data):
    from_file = run(data, "-f", "json").stdout
    from_stream = run("-", "-f", "json", input=data.read_bytes()).stdout
    assert from_stream.replace(b'"-"', b'"%s"' % bytes(data)).replace(b" - ", b" %s " % bytes(data)) == (
        from_file.replace(b" - ", b" %s " % bytes(data))
    )


def test_the_copy_of_standard_input_is_removed(data, tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert run("-", input=data.read_bytes(), env={"TMPDIR": str(scratch)}).returncode == 1
    assert os.listdir(scratch) == []


@pytest.mark.parametrize("number", ENDINGS.values(), ids=ENDINGS)
def test_a_signal_ends_it_at_once_and_leaves_nothing(tmp_path, number):
    with started("check", "-", env={"TMPDIR": str(tmp_path)}, stdin=subprocess.PIPE) as running:
        while not os.listdir(tmp_path):  # the copy of standard input, which never ends
            time.sleep(0.01)
        running.send_signal(number)
        assert running.wait(60) == 128 + number
        assert b"Traceback" not in running.stderr.read()
    assert os.listdir(tmp_path) == []


def test_what_a_killed_run_leaves_goes_with_the_next(data, tmp_path):
    scratch, other = tmp_path / "scratch", tmp_path / "scratch" / "auditor-clone"
    other.mkdir(parents=True)
    environment = {"TMPDIR": str(scratch)}
    with started("check", "-", env=environment, stdin=subprocess.PIPE) as running:
        while len(os.listdir(scratch)) < 2:
            time.sleep(0.01)
        assert run(data, env=environment).returncode == 1
        assert len(os.listdir(scratch)) == 2, "a folder in use is left alone"
        running.kill()
    assert len(os.listdir(scratch)) == 2
    assert run(data, env=environment).returncode == 1
    assert os.listdir(scratch) == [other.name]


def test_an_interrupt_ends_the_workers_too(tmp_path):
    big = tmp_path / "big.jsonl"
    big.write_bytes(b"".join(GOOD % (n, n) for n in range(100_000)))
    with started("check", big, "--jobs", "2", start_new_session=True) as running:
        while len(children(running.pid)) < 2:
            time.sleep(0.01)
            assert running.poll() is None
        os.killpg(running.pid, signal.SIGINT)
        output, errors = running.communicate(timeout=60)  # returns when no worker holds the streams any more
    assert (running.returncode, output) == (130, b"")
    assert b"Traceback" not in errors


def children(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_a_reader_that_has_seen_enough(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"oops\n" * 3000)
    with started("check", path, "-f", "json", "--full") as running:
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 141


def test_a_full_disk_is_one_line(data):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "check", str(data)], env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("words", "stream", "code"), [("--version", "stdout", 141), ("check nothing", "stderr", 2)]
)
def test_a_closed_pipe_is_quiet_whatever_is_said(unbuffered, words, stream, code):
    reading, writing = os.pipe()
    os.close(reading)
    other = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | {stream: writing}
    done = subprocess.run(
        [*COMMAND, *words.split()], env={**ENVIRONMENT, "PYTHONUNBUFFERED": unbuffered}, check=False, **other
    )
    os.close(writing)
    assert (done.returncode, done.stdout or b"", done.stderr or b"") == (code, b"", b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_report_that_only_half_fits_is_no_report(data, tmp_path, unbuffered):
    with open(tmp_path / "report.json", "wb") as report:
        done = subprocess.run(
            [*COMMAND, "check", str(data), "-f", "json"],
            env={**ENVIRONMENT, "PYTHONUNBUFFERED": unbuffered}, stdout=report, stderr=subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)), check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"File too large" in done.stderr


def test_closed_standard_streams(data):
    closed = subprocess.run(
        f"exec {' '.join(COMMAND)} check {data} <&- >&- 2>&-", shell=True, env=ENVIRONMENT, check=False
    )
    assert closed.returncode == 1


def test_some_inputs_cannot_be_read(data, tmp_path):
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(data.read_bytes())[:-4])
    done = run(
        data, tmp_path / "missing\x1b[2J.jsonl", tmp_path / "cut.jsonl.gz", "-f", "json", "--exit-zero"
    )
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert [Path(item["path"]).name for item in report["run"]["unread"]] == [
        "missing\x1b[2J.jsonl",
        "cut.jsonl.gz",
    ]
    assert report["run"]["complete"] is False
    assert report["counts"]["audited"] >= 20
    assert b"\x1b" not in done.stderr
    assert b"missing" in done.stderr


def test_an_internal_error_is_one_line_without_the_data(data, tmp_path):
    script = tmp_path / "broken.py"
    script.write_text(
        "import sys\nfrom auditor import auditing, cli\n"
        "def run(*_, **__): raise KeyError('a secret of the data')\n"
        "auditing.audit = run\nsys.argv = ['auditor', 'check', sys.argv[1], *sys.argv[2:]]\ncli.main()\n"
    )
    plain, debug = (
        subprocess.run(
            [sys.executable, script, data, *more], env=ENVIRONMENT, capture_output=True, check=False
        )
        for more in ([], ["--debug"])
    )
    assert plain.returncode == 2
    assert plain.stderr.count(b"\n") == 1
    assert b"KeyError" in plain.stderr
    assert b"secret" not in plain.stderr
    assert b"Traceback" in debug.stderr


def test_an_end_inside_of_the_program_is_no_wish_to_stop(tmp_path):
    """click takes an EOFError for Ctrl-D, which would end in silence: here a damaged module raises one."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, importlib.abc\n"
        "class Find(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'auditor.auditing': raise EOFError\n"
        "sys.meta_path.insert(0, Find())\n"
    )
    (tmp_path / "data.jsonl").write_bytes(GOOD % (1, 1))
    done = run(tmp_path / "data.jsonl", env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert done.returncode == 2
    assert done.stderr.startswith(b"auditor: internal error: EOFError in ")
    assert done.stderr.count(b"\n") == 1


def test_an_interrupt_while_modules_are_loaded_is_quiet():
    code = """
import os, signal, sys
class Interrupts:
    def find_spec(self, name, *rest):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
from auditor.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")
