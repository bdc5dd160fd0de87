"""Memory that a batch has freed is kept for the next one, and garbage is looked for rarely.

Every batch asks for the same few megabytes and frees them. The GNU C library would hand them back to the
system each time and ask for them again, page by page: a twentieth of an audit's CPU seconds.
"""

from __future__ import annotations

import gc

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt(3)
_KEPT = 64 << 20  # bytes free at the end of the heap before they are handed back
_LARGE = 8 << 20  # bytes from which a block is mapped for itself, and handed back when it is freed


_YOUNG = 50_000  # new objects before garbage is looked for among them: the rows of some batches


def collect_rarely() -> None:
    """Rows are no garbage while they are looked at: by default they are gone through many times a batch."""
    gc.set_threshold(_YOUNG)


def keep_freed_memory() -> None:
    """Tell the C library so, for the whole process; another library than GNU's is left alone."""
    from ctypes import CDLL

    try:
        tune = CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # musl, macOS, Windows
        return
    tune(_TRIM_THRESHOLD, _KEPT)
    tune(_MMAP_THRESHOLD, _LARGE)
