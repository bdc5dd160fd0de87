"""Compiles the kernels where there is a C compiler; where there is none they are left out.

`python hatch_build.py` compiles them beside their sources, for work on them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNELS = Path(__file__).parent / "auditor" / "kernels"
SHARED = "auditor.kernels._shared"  # what Cython needs in all of them: compiled once
SCRATCH = Path(__file__).parent / "build" / "kernels"
# a place outside of an array is an IndexError, no crash
DIRECTIVES = {"language_level": 3, "boundscheck": True, "wraparound": False, "cdivision": True}
FLAGS = ["-O3", "-g0", "-ffp-contract=off"]  # the last: numbers are rounded alike on every processor


class CompiledKernels(BuildHookInterface):
    """Called by hatchling before a wheel, or an editable one, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and make it a wheel of this platform if that worked."""
        if compile_kernels():
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            build_data["artifacts"] += ["auditor/kernels/*.so", "auditor/kernels/*.pyd"]
        else:
            self.app.display_warning("the kernels were not compiled: auditor works, at half the speed")


def compile_kernels() -> bool:
    """Compile every `.pyx` beside its source; whether that worked."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    _remove_stale()
    flags = [] if sys.platform == "win32" else FLAGS
    extensions = [
        Extension(
            f"auditor.kernels.{source.stem}",
            [str(source)],
            include_dirs=[str(KERNELS)],
            depends=[str(header) for header in KERNELS.glob("*.h")],
            extra_compile_args=flags,
        )
        for source in sorted(KERNELS.glob("*.pyx"))
    ]
    extensions.append(Extension(SHARED, [str(SCRATCH / "_shared.c")], extra_compile_args=flags))
    modules = cythonize(
        extensions,
        compiler_directives=DIRECTIVES,
        build_dir=str(SCRATCH),
        shared_utility_qualified_name=SHARED,
    )
    command = build_ext(Distribution({"ext_modules": modules, "packages": ["auditor"]}))
    command.inplace, command.parallel, command.build_temp = True, True, str(SCRATCH)
    command.ensure_finalized()
    try:
        command.run()
    except Exception as problem:  # no compiler, or no header files: each platform has errors of its own
        print(problem, file=sys.stderr)
        return False
    return True


def _remove_stale() -> None:
    """Remove what was compiled from a source that has changed or gone: compiling may fail."""
    for built in (*KERNELS.glob("*.so"), *KERNELS.glob("*.pyd")):
        source = KERNELS / f"{built.name.split('.')[0]}.pyx"
        is_shared = source.stem == SHARED.rpartition(".")[2]
        if not is_shared and (not source.exists() or source.stat().st_mtime > built.stat().st_mtime):
            built.unlink()


if __name__ == "__main__":
    sys.exit(not compile_kernels())
