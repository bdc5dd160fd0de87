"""Is this data set ready for fine-tuning? `auditor` counts, explains and answers GO or NO-GO.

>>> import auditor
>>> report = auditor.audit("train.jsonl", task="classification")  # doctest: +SKIP
>>> report.ok, report.counts.usable  # doctest: +SKIP
(False, 152)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from auditor.api import Report, audit, convert, fix, split
    from auditor.config import Config
    from auditor.errors import AuditorError
    from auditor.model import Finding, Severity, Verdict

__all__ = [
    "AuditorError",
    "Config",
    "Finding",
    "Report",
    "Severity",
    "Verdict",
    "__version__",
    "audit",
    "convert",
    "fix",
    "split",
]

# name → module: `import auditor` must cost nothing until something is used
_HOMES = {
    "AuditorError": "auditor.errors",
    "Config": "auditor.config",
    "Finding": "auditor.model",
    "Report": "auditor.api",
    "Severity": "auditor.model",
    "Verdict": "auditor.model",
    "audit": "auditor.api",
    "convert": "auditor.api",
    "fix": "auditor.api",
    "split": "auditor.api",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'auditor' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names."""
    return __all__
