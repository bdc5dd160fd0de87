"""Mutation testing of what reads and writes files: do the tests notice when one token of it is wrong?

    python bench/mutation.py [--share 0.2] [--seed 1] [MODULE …]

Changes one comparison, operator, constant or condition at a time in a copy of the package, runs the tests of
the loaders and of the writes on it, and prints one JSON line for each change that no test noticed, and a sum
at the end. The working tree is not touched. A change with which the tests do not end counts as noticed.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = ("auditor/atomic.py", "auditor/scratch.py", *sorted(
    f"auditor/loaders/{path.name}" for path in (ROOT / "auditor/loaders").glob("*.py")
    if path.name not in ("__init__.py", "remote.py", "columnar.py")
))  # fmt: skip
TESTS = {
    "auditor/loaders": ("tests/loaders", "tests/hostile/test_files.py"),
    "auditor": ("tests/atomic", "tests/test_surroundings.py"),
}
PATIENCE = 900  # seconds
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


def changed(source: str, number: int) -> tuple[str, int, str]:
    """The source with the change of that number, its line and its kind."""
    tree = ast.parse(source)
    node, kind = list(changes(tree))[number]
    if isinstance(node, ast.Compare):
        node.ops[0] = OTHER[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = OTHER[type(node.op)]()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1
    return ast.unparse(ast.fix_missing_locations(tree)), node.lineno, kind


def tests_of(module: str) -> tuple[str, ...]:
    """The tests that should notice."""
    return next(files for start, files in TESTS.items() if module.startswith(start))


def run(copy: Path, tests: tuple[str, ...]) -> str:
    """How the tests ended: "failed", "hung", or "" when they all passed."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return "hung"
    return "failed" if done.returncode else ""


def main() -> None:
    """Try a share of the changes, drawn evenly, and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", default=MODULES)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", help="HH:MM; no change is begun later")
    asked = parser.parse_args()
    every = [(module, number) for module in asked.modules
             for number, _ in enumerate(changes(ast.parse((ROOT / module).read_text())))]  # fmt: skip
    random.Random(asked.seed).shuffle(every)
    chosen = every[: round(asked.share * len(every))]
    tried, caught = 0, {"failed": 0, "hung": 0}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "build"))
        os.environ["PYTHONPATH"] = str(copy)
        for tests in sorted({tests_of(module) for module, _ in chosen}):
            if how := run(copy, tests):
                sys.exit(f"the tests of {tests[0]} {how} without any change")
        for module, number in chosen:
            if asked.until and time.strftime("%H:%M") >= asked.until:
                break
            source = (ROOT / module).read_text()
            text, line, kind = changed(source, number)
            (copy / module).write_text(text)
            how = run(copy, tests_of(module))
            (copy / module).write_text(source)
            tried += 1
            if how:
                caught[how] += 1
            else:
                words = source.split("\n")[line - 1].strip()
                print(json.dumps({"module": module, "line": line, "kind": kind, "text": words}), flush=True)
    print(json.dumps({"possible": len(every), "tried": tried, **caught}))


if __name__ == "__main__":
    main()
