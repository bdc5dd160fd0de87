"""Mutation testing of what reads and writes files: do the tests notice when one token of it is wrong?

    python bench/mutation.py --results FILE [--until HH:MM] [--share 0.2] [--budget 15] [MODULE …]
    python bench/mutation.py --results FILE --again [--until HH:MM] [--tests PATH] [MODULE …]
    python bench/mutation.py --results FILE --sum

Changes one comparison, operator, constant, condition or call at a time in a copy of the repository and runs
the tests that reach the changed lines, the latest catchers first and then the fastest, for as long as the
budget says (in seconds of the traced run). FILE gets one JSON line for every change; what stands there for an
unchanged function is not tried again, so a run may be stopped and continued. `--again` tries what was not
noticed once more, with the tests of today and without a budget. A change with which a test takes three times
its time or too much memory counts as noticed.
Every change is tried in a fork of one process that has imported everything and collected the tests: the code,
the default values and the constants are exchanged in place; only for the default of a field, which is built
into its class, the tests run in a process of their own. The folder for temporary files is a private one,
since a changed clean-up may remove anything: one such change put a file in the place of /dev/null, another
swept the folders out of /tmp. So it refuses to run as root unless told that all else is out of reach:

    unshare --mount sh -c 'mount --bind OUT OUT; mount -t tmpfs none /tmp; mount --bind /dev /dev
        mount -o remount,bind,ro /dev; mount -o remount,bind,ro /; python bench/mutation.py --contained …'

What each test reaches is kept beside FILE, for as long as neither code nor tests change.
"""

from __future__ import annotations

import argparse
import ast
import gc
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
WRITERS = (
    "convert", "edits", "editor", "fix", "journal", "json_text", "outputs", "row_bytes", "splice", "split",
    "table_text", "writers",
)  # fmt: skip
MODULES = (
    "auditor/atomic.py", "auditor/ledger.py", "auditor/scratch.py", "auditor/reporters/escape.py",
    *(f"auditor/repair/{name}.py" for name in WRITERS),
    *sorted(f"auditor/loaders/{path.name}" for path in (ROOT / "auditor/loaders").glob("[a-z]*.py")),
)  # fmt: skip
TESTS = (
    "tests/loaders", "tests/hostile/test_files.py", "tests/atomic", "tests/repair", "tests/test_reporters.py",
    "tests/reporters", "tests/test_io_faults.py", "tests/test_incomplete.py", "tests/test_surroundings.py",
    "tests/formats/test_detection.py", "tests/fuzz", "tests/test_ledger.py", "tests/test_scratch.py",
    "tests/test_public_api.py",
)  # fmt: skip
OUTSIDE = (
    "tests/atomic",
    "tests/test_surroundings.py",
)  # their processes are not traced: tests of every line
TRIED_OUTSIDE = ("auditor/atomic.py", "auditor/scratch.py", "auditor/loaders/standard_input.py")
MEMORY = 4 << 30
OTHER = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub,
    ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def homes(tree: ast.Module | ast.ClassDef) -> Iterator[ast.stmt]:
    """The functions, methods and other statements of a module, without the flags of decorated classes."""
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef):
            yield from homes(statement)
        else:
            yield statement


def changes(tree: ast.Module) -> Iterator[tuple[ast.stmt, int, ast.AST, str]]:
    """Every change that can be made: the function, its number in it, the node and which kind it is."""
    for home in homes(tree):
        for number, (node, kind) in enumerate(_within(home)):
            yield home, number, node, kind


def _within(home: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(home):
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


def changed(source: str, name: Change) -> tuple[str, range, str]:
    """The source with one change made, the lines it is on, and its kind."""
    tree = ast.parse(source)
    found = {(digest(home), number): (node, kind) for home, number, node, kind in changes(tree)}
    node, kind = found[name.digest, name.number]
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


def is_field(source: str, line: int) -> bool:
    """Whether a field of a class stands on this line: its default cannot be exchanged in place."""
    return any(
        isinstance(home, ast.AnnAssign) and home.col_offset and home.lineno == line
        for home in homes(ast.parse(source))
    )


def digest(home: ast.stmt) -> str:
    """What a function is known by: a change elsewhere in its module leaves its results alone."""
    return sha256(ast.dump(home).encode()).hexdigest()[:12]


class Change(NamedTuple):
    """One change: its module, the digest of the function it is made in, and its number there."""

    module: str
    digest: str
    number: int


def code_objects(code: CodeType) -> dict[str, list[CodeType]]:
    """All functions of a compiled module by their qualified names, in the order of the source."""
    found: dict[str, list[CodeType]] = {}
    left = [code]
    while left:
        inner = [const for const in left.pop(0).co_consts if isinstance(const, CodeType)]
        for one in inner:
            found.setdefault(one.co_qualname, []).append(one)
        left = inner + left
    return found


class Patched:
    """The modules as they are imported, and how to put a changed text in place of one of them."""

    def __init__(self, copy: Path) -> None:
        names = {str(copy / module): module for module in MODULES}
        self.functions: dict[str, dict[str, list[FunctionType]]] = {}
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and (module := names.get(thing.__code__.co_filename)):
                self.functions.setdefault(module, {}).setdefault(thing.__code__.co_qualname, []).append(thing)

    def put(self, module: str, text: str) -> None:
        """Change code, default values and constants in place, wherever they were imported to."""
        code = compile(text, module, "exec", dont_inherit=True)
        for name, codes in code_objects(code).items():
            olds = sorted(self.functions[module].get(name, ()), key=lambda f: f.__code__.co_firstlineno)
            if len(olds) == len(codes):
                for old, new in zip(olds, codes, strict=True):
                    old.__code__ = new
        real = sys.modules[module.removesuffix(".py").replace("/", ".")]
        fresh = ModuleType(real.__name__)
        sys.modules[real.__name__] = fresh  # dataclasses look their module up
        fresh.__dict__.update(__name__=real.__name__, __file__=real.__file__)
        exec(code, fresh.__dict__)
        sys.modules[real.__name__] = real
        self._replace(real.__dict__, fresh.__dict__)

    def _replace(self, old: dict, new: dict) -> None:
        for name, value in new.items():
            known = old.get(name)
            if isinstance(value, FunctionType) and isinstance(known, FunctionType):
                known.__defaults__, known.__kwdefaults__ = value.__defaults__, value.__kwdefaults__
            elif isinstance(value, type) and isinstance(known, type):
                self._replace(vars(known), vars(value))
            elif (
                isinstance(old, dict) and not name.startswith("__") and known is not value and known != value
            ):
                for module in list(sys.modules.values()):
                    if module.__name__.startswith("auditor") and vars(module).get(name) is known:
                        setattr(module, name, value)


class Session:
    """For pytest: in place of running the tests, every change is tried in a fork."""

    def __init__(self, work) -> None:
        self.work = work
        self.failed = ""

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed = self.failed or report.nodeid

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        self.items = {item.nodeid: item for item in session.items}
        self.work(self)
        return True

    def run(self, tests: list[str], seconds: dict[str, float] | None = None) -> bool:
        """Whether all of these tests pass; no more are run after the first that does not."""
        for number, test in enumerate(tests):
            if seconds:
                used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
                hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
                resource.setrlimit(resource.RLIMIT_CPU, (min(hard, int(used + 4 + 3 * seconds[test])), hard))
            item, rest = self.items[test], tests[number + 1 : number + 2]
            following = self.items[rest[0]] if rest else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return False
        return True


class Trace:
    """Which lines of the modules each test runs, and how long it takes.

    A function of which every line was seen in a test is not followed any more in it.
    """

    def __init__(self, copy: Path) -> None:
        self.names = {str(copy / module): module for module in MODULES}
        self.lines: set[tuple[str, int]] = set()
        self.unseen: dict[CodeType, set[int]] = {}

    def _called(self, frame, event, argument):
        code = frame.f_code
        if code.co_filename not in self.names:
            return None
        if code not in self.unseen:
            self.unseen[code] = {line for *_, line in code.co_lines() if line}
            self.unseen[code].discard(code.co_firstlineno)  # of the call itself, told by "call" alone
        self.lines.add((code.co_filename, frame.f_lineno))
        return self._stepped if self.unseen[code] else None

    def _stepped(self, frame, event, argument):
        self.lines.add((frame.f_code.co_filename, frame.f_lineno))
        left = self.unseen[frame.f_code]
        left.discard(frame.f_lineno)
        return self._stepped if left else None

    def of(self, session: Session) -> dict[str, dict]:
        """Run all tests once."""
        found: dict[str, dict] = {}
        for test in session.items:
            self.lines, self.unseen, start = set(), {}, sum(os.times()[:4])
            sys.settrace(self._called)
            passed = session.run([test])
            sys.settrace(None)
            if not passed:  # such as one that depends on the clock, on a busy machine
                print(f"{test} fails without any change and is left out", flush=True)
                session.failed = ""
                continue
            lines: dict[str, list[int]] = {}
            for name, line in sorted(self.lines):
                lines.setdefault(self.names[name], []).append(line)
            found[test] = {"seconds": sum(os.times()[:4]) - start, "lines": lines}
        return found


def forked(folder: Path, call, seconds: float) -> tuple[str, str]:
    """Run a function in a fork: "passed", "failed" or "hung", and the text it returns (last, with ok)."""
    told, inside = folder / "told", folder / "tmp"
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir()
    told.unlink(missing_ok=True)
    pid = os.fork()
    if not pid:
        code = 1
        try:
            os.setsid()
            log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(log, 1)
            os.dup2(log, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            passed, text = call()
            told.write_text(text)
            code = 0 if passed else 1
        except BaseException:
            traceback.print_exc()
        os._exit(code)
    until = time.monotonic() + 6 * seconds
    done, status = os.waitpid(pid, os.WNOHANG)
    while not done and time.monotonic() < until:
        time.sleep(0.005)
        done, status = os.waitpid(pid, os.WNOHANG)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    if not done:
        os.waitpid(pid, 0)
    if not done or os.WIFSIGNALED(status):
        return "hung", ""
    text = told.read_text() if told.exists() else ""
    return "failed" if os.WEXITSTATUS(status) else "passed", text


def apart(tests: list[str]) -> tuple[bool, str]:
    """Whether these tests pass in a process of their own, and the first that does not."""
    options = ["-q", "-x", "-p", "no:cacheprovider", "--basetemp", os.environ["TMPDIR"] + "/t", "-r", "fE"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests], stdout=subprocess.PIPE, text=True
    )
    failed = (line.split()[1] for line in run.stdout.splitlines() if line.startswith(("FAILED ", "ERROR ")))
    return run.returncode == 0, next(failed, "")


class Run:
    """A copy of the repository, what its tests reach, and which of them caught something lately."""

    def __init__(self, folder: Path, budget: float, traces: Path, tests: Sequence[str]) -> None:
        self.folder, self.copy, self.budget = folder, folder / "copy", budget
        self.catchers: deque[str] = deque(maxlen=20)
        self.make()
        self.traced = traces / f"{self._state(tests)}.json"

    def _state(self, tests: Sequence[str]) -> str:
        """Names the code and the tests: what was traced holds until one of them changes."""
        sources = sorted(path for part in ("auditor", "tests") for path in (self.copy / part).rglob("*.py"))
        return sha256(
            b"\0".join([*(path.read_bytes() for path in sources), repr(tests).encode()])
        ).hexdigest()[:12]

    def make(self) -> None:
        """Copy the repository, again where a change has damaged the copy."""
        self.copy.mkdir(exist_ok=True)
        shutil.copytree(ROOT, self.copy, ignore=shutil.ignore_patterns(".*", "build"), dirs_exist_ok=True)
        self.files = self._listing()

    def _listing(self) -> set[str]:
        return {str(path) for path in self.copy.rglob("*") if "__pycache__" not in path.parts}

    def begin(self, session: Session) -> None:
        """Note the functions and what the tests reach."""
        self.session = session
        for module in MODULES:
            import_module(module.removesuffix(".py").replace("/", "."))
        self.patched = Patched(self.copy)
        if not self.traced.exists():
            how, told = forked(self.folder, lambda: (True, json.dumps(Trace(self.copy).of(session))), 3600)
            if how != "passed":
                sys.exit(f"the tests {how} without any change: {(self.folder / 'log').read_text()[-3000:]}")
            print((self.folder / "log").read_text()[-3000:])
            self.traced.write_text(told)
        self.tests: dict[str, dict] = json.loads(self.traced.read_text())

    def reaching(self, module: str, lines: range, field: bool) -> list[str]:
        """The tests to run for a change on these lines; those of the module where it runs when imported.

        For a field it may be any test: classes of msgspec run no line of Python.
        """
        touching = {test for test, about in self.tests.items() if module in about["lines"] or field}
        on = {test for test in touching if set(self.tests[test]["lines"].get(module, ())) & set(lines)}
        chosen = on or touching
        if module in TRIED_OUTSIDE:
            chosen |= {test for test in self.tests if test.startswith(OUTSIDE)}
        late, cost = list(self.catchers), 0.0
        ordered = sorted(chosen, key=lambda test: (test not in late, self.tests[test]["seconds"], test))
        for number, test in enumerate(ordered):
            cost += self.tests[test]["seconds"]
            if cost > self.budget and number:
                return ordered[:number]
        return ordered

    def outcome(self, module: str, text: str, lines: range) -> tuple[str, str]:
        """How the tests end with a change in place, and which of them caught it."""
        source = (self.copy / module).read_text()
        field = is_field(source, lines[0])
        tests = self.reaching(module, lines, field)
        if not tests:
            return "passed", ""
        seconds = 10 + 5 * sum(self.tests[test]["seconds"] for test in tests)
        (self.copy / module).write_text(text)

        def tried() -> tuple[bool, str]:
            if field:
                return apart(tests)
            self.patched.put(module, text)
            limits = {test: self.tests[test]["seconds"] for test in tests}
            return self.session.run(tests, limits), self.session.failed

        how, caught = forked(self.folder, tried, seconds)
        (self.copy / module).write_text(source)
        if self._listing() != self.files:  # a clean-up that removes too much, or a file left behind
            self.make()
        if caught:
            self.catchers.appendleft(caught)
        return how, caught


def known(results: Path) -> dict[Change, dict]:
    """What was tried; of several tries of one change the last counts."""
    lines = results.read_text().splitlines() if results.exists() else []
    return {Change(one["module"], one["digest"], one["number"]): one for one in map(json.loads, lines)}


def possible(modules: tuple[str, ...]) -> list[Change]:
    """All changes that can be made."""
    return [
        Change(module, digest(home), number)
        for module in modules
        for home, number, _, _ in changes(ast.parse((ROOT / module).read_text()))
    ]


def summary(results: Path, modules: tuple[str, ...]) -> dict:
    """How many changes of each module were caught, and what no test noticed."""
    tried = known(results)
    found = [
        tried.get(change) or {"module": change.module, "how": "not tried"} for change in possible(modules)
    ]
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
    parser.add_argument("--again", action="store_true", help="try what was not noticed once more")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--budget", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tests", action="append", help="run only these tests")
    parser.add_argument("--until", help="HH:MM; no change is begun later")
    parser.add_argument(
        "--contained", action="store_true", help="root may run it: the file system is out of reach"
    )
    asked = parser.parse_args()
    if os.geteuid() == 0 and not (asked.sum or asked.contained):
        parser.error("not as root: changed code removes what it can (see --contained)")
    modules = tuple(asked.modules or MODULES)
    if not asked.sum:
        _try(asked, modules)
    print(json.dumps(summary(asked.results, modules), indent=1))


def _try(asked: argparse.Namespace, modules: tuple[str, ...]) -> None:
    every = possible(modules)
    random.Random(asked.seed).shuffle(every)
    tried = known(asked.results)
    left = [change for change in every[: round(asked.share * len(every))] if change not in tried]
    if asked.again:
        left = [change for change in every if change in tried and tried[change]["how"] == "passed"]
    with tempfile.TemporaryDirectory() as name, asked.results.open("a") as out:
        traces = asked.results.with_suffix(".traces")
        traces.mkdir(exist_ok=True)
        run = Run(Path(name).resolve(), asked.budget, traces, asked.tests or TESTS)
        inside = run.folder / "tmp"
        os.environ.update(TMPDIR=str(inside), HOME=str(inside), PYTHONPATH=str(run.copy))
        os.chdir(run.copy)
        sys.path.insert(0, str(run.copy))

        def work(session: Session) -> None:
            run.begin(session)
            for change in left:
                if asked.until and time.strftime("%H:%M") >= asked.until:
                    break
                source, start = (run.copy / change.module).read_text(), time.monotonic()
                text, lines, kind = changed(source, change)
                how, caught = run.outcome(change.module, text, lines)
                entry = {
                    **change._asdict(), "line": lines[0], "kind": kind,
                    "text": source.split("\n")[lines[0] - 1].strip(), "how": how, "caught": caught,
                    "seconds": round(time.monotonic() - start, 2),
                }  # fmt: skip
                print(json.dumps(entry), file=out, flush=True)

        options = ["-q", "-s", "-p", "no:cacheprovider", "--basetemp", str(inside / "t")]
        pytest.main([*options, *(asked.tests or TESTS)], plugins=[Session(work)])


if __name__ == "__main__":
    main()
