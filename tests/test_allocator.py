"""Freed memory is kept where the C library is GNU's, and another library is left alone."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys

import pytest

from auditor.allocator import keep_freed_memory

FAULTS = """
import resource, sys
from auditor.allocator import keep_freed_memory
if "keep" in sys.argv:
    keep_freed_memory()
for _ in range(50):
    batch = [bytes([1]) * 200_000 for _ in range(40)]
    del batch
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


def _page_faults(*arguments: str) -> int:
    command = [sys.executable, "-c", FAULTS, *arguments]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library than GNU's")
def test_what_is_freed_is_not_asked_for_again_page_by_page() -> None:
    assert _page_faults("keep") < _page_faults() / 4


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    keep_freed_memory()
