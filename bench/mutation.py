"""Mutation testing of what reads and writes files: do the tests notice when one token of it is wrong?

    python bench/mutation.py --results FILE [--until HH:MM] [--share 0.2] [MODULE …]
    python bench/mutation.py --results FILE --sum

Changes one comparison, operator, constant, condition or call at a time in a copy of the repository and runs
the tests that reach the changed lines, the latest catchers first and then the fastest. FILE gets one JSON
line for every change; what stands there for an unchanged module is not tried again, so a run may be stopped
and continued. A change with which the tests take five times their time or too much memory counts as noticed.
All of it runs in forks of one process that has imported the libraries, each with a folder for temporary files
of its own, since a changed clean-up may remove anything.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRITERS = (
    "convert", "edits", "editor", "fix", "journal", "json_text", "outputs", "row_bytes", "splice", "split",
    "table_text", "writers",
)  # fmt: skip
MODULES = (
    "auditor/atomic.py", "auditor/scratch.py", "auditor/reporters/escape.py",
    *(f"auditor/repair/{name}.py" for name in WRITERS),
    *sorted(f"auditor/loaders/{path.name}" for path in (ROOT / "auditor/loaders").glob("[a-z]*.py")),
)  # fmt: skip
TESTS = (
    "tests/loaders", "tests/hostile/test_files.py", "tests/atomic", "tests/repair", "tests/test_reporters.py",
    "tests/reporters", "tests/test_io_faults.py", "tests/test_incomplete.py", "tests/test_surroundings.py",
    "tests/formats/test_detection.py", "tests/fuzz",
)  # fmt: skip
OUTSIDE = (
    "tests/atomic",
    "tests/test_surroundings.py",
)  # their processes are not traced: tests of every line
WRITES = ("auditor/atomic.py", "auditor/scratch.py")
LIBRARIES = (
    "hypothesis", "hypothesis.strategies", "numpy", "pandas", "pyarrow", "pyarrow.parquet", "msgspec",
    "click", "rich.console", "jinja2", "jsonschema", "zstandard", "fsspec", "markdown_it", "scipy.sparse",
)  # fmt: skip
MEMORY = 4 << 30
OTHER = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub,
    ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def changes(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every change that can be made: the node it is made in and which one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in OTHER:
            yield node, "comparison"
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in OTHER:
            yield node, "operator"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "not"
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            yield node, "condition"
        elif isinstance(node, ast.Constant) and type(node.value) in (int, bool):
            yield node, "constant"
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node, "call"


def changed(source: str, number: int) -> tuple[str, range, str]:
    """The source with the change of that number, the lines it is on, and its kind."""
    tree = ast.parse(source)
    node, kind = list(changes(tree))[number]
    lines = range(node.lineno, node.end_lineno + 1)
    if isinstance(node, ast.Compare):
        node.ops[0] = OTHER[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = OTHER[type(node.op)]()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        lines = range(node.lineno, node.test.end_lineno + 1)
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
    elif isinstance(node, ast.Expr):
        node.value = ast.Constant(None)
    return ast.unparse(ast.fix_missing_locations(tree)), lines, kind


class Trace:
    """For pytest: which lines of the modules each test runs, and how long it takes."""

    def __init__(self, copy: Path) -> None:
        self.names = {str(copy / module): module for module in MODULES}
        self.tests: dict[str, dict] = {}
        self.lines: set[tuple[str, int]] = set()

    def _called(self, frame, event, argument):
        return self._stepped if frame.f_code.co_filename in self.names else None

    def _stepped(self, frame, event, argument):
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        return self._stepped

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item):
        self.lines, start = set(), time.process_time()
        sys.settrace(self._called)
        yield
        sys.settrace(None)
        found: dict[str, list[int]] = {}
        for name, line in sorted(self.lines):
            found.setdefault(self.names[name], []).append(line)
        self.tests[item.nodeid] = {"seconds": time.process_time() - start, "lines": found}


class Chosen:
    """For pytest: only these tests, in this order; and which of them fails."""

    def __init__(self, tests: list[str]) -> None:
        self.rank = {test: place for place, test in enumerate(tests)}
        self.failed = ""

    def pytest_collection_modifyitems(self, items):
        items[:] = sorted(
            (i for i in items if i.nodeid in self.rank), key=lambda item: self.rank[item.nodeid]
        )

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed = self.failed or report.nodeid


def forked(folder: Path, plugin: Trace | Chosen, paths: list[str], seconds: float) -> tuple[str, str]:
    """Run tests in a fork: "passed", "failed" or "hung", and what the plugin noted, as text."""
    told, inside = folder / "told", folder / "tmp"
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir()
    told.unlink(missing_ok=True)
    pid = os.fork()
    if not pid:
        code = 4
        try:
            log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os.environ.update(TMPDIR=str(inside), HOME=str(inside), PYTHONPATH=str(folder / "copy"))
            tempfile.tempdir = None
            os.chdir(folder / "copy")
            sys.path.insert(0, str(folder / "copy"))
            options = ["-x", "-q", "-p", "no:cacheprovider", "--basetemp", str(inside / "pytest")]
            options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # the libraries are there already
            code = pytest.main([*options, *paths], plugins=[plugin])
            told.write_text(plugin.failed if isinstance(plugin, Chosen) else json.dumps(plugin.tests))
        except BaseException:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    until = time.monotonic() + 4 * seconds
    done, status = os.waitpid(pid, os.WNOHANG)
    while not done and time.monotonic() < until:
        time.sleep(0.02)
        done, status = os.waitpid(pid, os.WNOHANG)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    if not done:
        os.waitpid(pid, 0)
    if not done or os.WIFSIGNALED(status):
        return "hung", ""
    how = "failed" if os.WEXITSTATUS(status) else "passed"
    return how, told.read_text() if told.exists() else ""


class Run:
    """A copy of the repository, what its tests reach, and which of them caught something lately."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.copy = folder, folder / "copy"
        self._copy()
        how, told = forked(folder, Trace(self.copy), list(TESTS), 3600)
        if how != "passed":
            sys.exit(f"the tests {how} without any change: {(folder / 'log').read_text()[-2000:]}")
        self.tests: dict[str, dict] = json.loads(told)
        self.catchers: deque[str] = deque(maxlen=20)

    def _copy(self) -> None:
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(ROOT, self.copy, ignore=shutil.ignore_patterns(".*", "build"))
        self.files = self._listing()

    def _listing(self) -> set[str]:
        return {str(path) for path in self.copy.rglob("*") if "__pycache__" not in path.parts}

    def reaching(self, module: str, lines: range) -> list[str]:
        """The tests to run for a change on these lines; those of the module where it runs when imported."""
        touching = {test for test, about in self.tests.items() if module in about["lines"]}
        if module in WRITES:
            touching |= {test for test in self.tests if test.startswith(OUTSIDE)}
        on = {test for test in touching if set(self.tests[test]["lines"].get(module, ())) & set(lines)}
        if module in WRITES and on:
            on |= {test for test in self.tests if test.startswith(OUTSIDE)}
        late = list(self.catchers)
        return sorted(on or touching, key=lambda test: (test not in late, self.tests[test]["seconds"], test))

    def outcome(self, module: str, text: str, lines: range) -> tuple[str, str]:
        """How the tests end with a change in place, and which of them caught it."""
        tests = self.reaching(module, lines)
        if not tests:
            return "passed", ""
        source = (self.copy / module).read_text()
        (self.copy / module).write_text(text)
        seconds = 10 + 5 * sum(self.tests[test]["seconds"] for test in tests)
        paths = list(dict.fromkeys(test.split("::")[0] for test in tests))
        how, caught = forked(self.folder, Chosen(tests), paths, seconds)
        (self.copy / module).write_text(source)
        if self._listing() != self.files:  # a clean-up that removes too much, or a file left behind
            self._copy()
        if caught:
            self.catchers.appendleft(caught)
        return how, caught


def known(results: Path) -> dict[tuple[str, int, str], dict]:
    """What was tried, by module, number and the digest of the module."""
    lines = results.read_text().splitlines() if results.exists() else []
    return {(entry["module"], entry["number"], entry["digest"]): entry for entry in map(json.loads, lines)}


def possible(modules: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """All changes: module, number, digest of the module."""
    return [
        (module, number, sha256(source.encode()).hexdigest()[:12])
        for module in modules
        for source in ((ROOT / module).read_text(),)
        for number, _ in enumerate(changes(ast.parse(source)))
    ]


def summary(results: Path, modules: tuple[str, ...]) -> dict:
    """How many changes of each module were caught, and what no test noticed."""
    tried = known(results)
    found = [tried.get(change) or {"module": change[0], "how": "not tried"} for change in possible(modules)]
    return {
        "sum": Counter(entry["how"] for entry in found),
        "modules": {module: Counter(e["how"] for e in found if e["module"] == module) for module in modules},
        "survivors": [
            {key: entry[key] for key in ("module", "line", "kind", "text")}
            for entry in sorted(found, key=lambda e: (e["module"], e.get("line", 0)))
            if entry["how"] == "passed"
        ],
    }


def main() -> None:
    """Try what has not been tried, in random order, and note every outcome."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--sum", action="store_true", help="only say what the results come to")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", help="HH:MM; no change is begun later")
    asked = parser.parse_args()
    modules = tuple(asked.modules or MODULES)
    if not asked.sum:
        _try(asked, modules)
    print(json.dumps(summary(asked.results, modules), indent=1))


def _try(asked: argparse.Namespace, modules: tuple[str, ...]) -> None:
    every = possible(modules)
    random.Random(asked.seed).shuffle(every)
    tried = known(asked.results)
    left = [change for change in every[: round(asked.share * len(every))] if change not in tried]
    for name in LIBRARIES:
        with suppress(ImportError):
            import_module(name)
    with tempfile.TemporaryDirectory() as folder, asked.results.open("a") as out:
        run = Run(Path(folder).resolve())
        for module, number, digest in left:
            if asked.until and time.strftime("%H:%M") >= asked.until:
                break
            source = (ROOT / module).read_text()
            if sha256(source.encode()).hexdigest()[:12] != digest:
                continue  # edited since; the next run takes it up
            text, lines, kind = changed(source, number)
            how, caught = run.outcome(module, text, lines)
            entry = {
                "module": module, "number": number, "digest": digest, "line": lines[0], "kind": kind,
                "text": source.split("\n")[lines[0] - 1].strip(), "how": how, "caught": caught,
            }  # fmt: skip
            print(json.dumps(entry), file=out, flush=True)


if __name__ == "__main__":
    main()
