"""Everything that can stop an audit.

    AuditorError
    ├── UsageError        the command line or a call does not make sense
    ├── ConfigError       auditor.toml or [tool.auditor] cannot be used
    ├── InputError        a file cannot be read as data at all
    ├── OutputError       a report or a repaired file cannot be written
    └── EngineError       a worker process died

A bad *row* is never an exception: it is a finding in the report.
"""

from __future__ import annotations


class AuditorError(Exception):
    """The audit could not be done; the command line turns it into exit code 2."""


class UsageError(AuditorError):
    """The options or arguments do not fit together."""


class ConfigError(AuditorError):
    """The configuration holds an unknown key or a value of the wrong kind."""


class InputError(AuditorError):
    """An input cannot be opened or is not a kind of data that `auditor` reads."""


class OutputError(AuditorError):
    """A file cannot be written; what stood there before still does."""


class EngineError(AuditorError):
    """The work could not be done where it was sent."""
