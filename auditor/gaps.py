"""What an audit left out, which keeps it from saying GO."""

from __future__ import annotations

from msgspec import Struct


class Gaps(Struct, frozen=True):
    """What an audit left out: (path, reason) of inputs not read to their end, names of checks that failed."""

    unread: tuple[tuple[str, str], ...] = ()
    failed: tuple[str, ...] = ()

    def words(self) -> str:
        """One sentence, "" when nothing is missing."""
        parts = []
        if self.unread:
            path, reason = self.unread[0]
            more = f" (and {len(self.unread) - 1:,} more)" if len(self.unread) > 1 else ""
            parts.append(f"{path} was not read to its end: {reason}{more}")
        if self.failed:
            parts.append(f"{', '.join(self.failed)} failed")
        return f"the audit is incomplete: {'; '.join(parts)}" if parts else ""
