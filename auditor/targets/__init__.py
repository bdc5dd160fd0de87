"""What each provider and trainer reads, rejects and drops: dated data, with sources."""

from __future__ import annotations

from auditor.targets.profile import Profile, Requirement, names, profile
from auditor.targets.requirements import Breach, breaches

__all__ = ["Breach", "Profile", "Requirement", "breaches", "names", "profile"]
