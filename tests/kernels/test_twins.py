"""Every kernel has a test, is up to date, and makes no difference to a report."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import auditor.kernels

KERNELS = Path(auditor.kernels.__file__).parent
SOURCES = sorted(KERNELS.glob("*.pyx"))
SAMPLES = Path(__file__).parents[2] / "sample_data"


def test_where_there_is_a_compiler_every_kernel_is_compiled():
    if not shutil.which("cc") or not Path(sysconfig.get_path("include"), "Python.h").exists():
        pytest.skip("no C compiler, or no header files of Python")
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    assert SOURCES
    assert not [source.stem for source in SOURCES if not source.with_suffix(suffix).exists()], "make kernels"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_kernel_is_held_to_its_plain_form(source: Path):
    names = re.findall(r"^def (\w+)", source.read_text(), re.MULTILINE)
    tests = (Path(__file__).parent / f"test_{source.stem}.py").read_text()
    assert names
    assert not [name for name in names if f'"{source.stem}.{name}"' not in tests]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_what_was_compiled_is_the_source_of_today(source: Path):
    compiled = [*KERNELS.glob(f"{source.stem}.*.so"), *KERNELS.glob(f"{source.stem}.*.pyd")]
    if not compiled:
        pytest.skip("the kernels were not compiled here: `make kernels` says why")
    changed = max(path.stat().st_mtime for path in (source, *KERNELS.glob("*.h")))
    assert all(path.stat().st_mtime >= changed for path in compiled), "run `make kernels`"


@pytest.mark.parametrize(
    "sample", sorted(path.name for path in SAMPLES.glob("*.*") if path.suffix in (".csv", ".jsonl"))
)
def test_a_report_is_the_same_without_them(sample: str):
    def report(kernels: str) -> bytes:
        command = [
            sys.executable,
            "-m",
            "auditor",
            "check",
            str(SAMPLES / sample),
            "-f",
            "json",
            "--no-cache",
        ]
        environment = {**os.environ, "AUDITOR_KERNELS": kernels}
        return subprocess.run(command, capture_output=True, env=environment).stdout

    assert report("plain") == report("compiled") != b""


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("joining.end_to_end", [[None]]),
        ("names.names_of", [None]),
        ("normalising.tidied", [[None], b" "]),
        ("pairs.exchanged_words", [b"a", None]),
        ("slots.template_digests", [[None]]),
        ("style_codes.codes", [[("key", None)]]),
        ("style_edges.numbers_masked", [None, "9"]),
        ("style_edges.sentence_ends", [None]),
        ("style_lines.line_kinds", [["a", None], lambda number, line: ""]),
        ("style_words.known_words", ["a", None]),
        ("style_words.known_words", [None, frozenset("a")]),
        ("style_words.letters_by_script", [None, bytes(1 << 12), 0]),
    ],
)
def test_what_is_no_text_is_refused(name: str, given: list):
    module, _, function = name.partition(".")
    kernel = pytest.importorskip(f"auditor.kernels.{module}", reason="the kernels were not compiled here")
    with pytest.raises(TypeError):
        getattr(kernel, function)(*given)
