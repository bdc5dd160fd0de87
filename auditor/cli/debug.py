"""The log of --debug, on standard error: traces of what failed, secrets and personal data made unreadable."""

from __future__ import annotations

import logging


class _Masked(logging.Formatter):
    """A message and its trace, line by line safe to look at and to send on."""

    def format(self, record: logging.LogRecord) -> str:
        """The text of one record."""
        from auditor.reporters.escape import line
        from auditor.text.sensitive.masking import mask

        return "\n".join(line(mask(text)) for text in super().format(record).split("\n"))


def start() -> None:
    """From here on what fails is told with its trace."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Masked("%(levelname)s %(name)s: %(message)s"))
    log = logging.getLogger("auditor")
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    log.propagate = False


def trace() -> None:
    """Tell of the exception that is being handled."""
    logging.getLogger("auditor").debug("internal error", exc_info=True)
