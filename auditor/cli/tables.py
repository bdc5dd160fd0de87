"""The tables of a configuration, tried by those who read them, so that a mistake is said with its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.errors import ConfigError, UsageError


def check(settings: Mapping[str, Any], path: str) -> None:
    """Raise ConfigError, with the path of the file, for a setting that makes no sense to its reader."""
    try:
        _try(settings)
    except (ConfigError, UsageError) as error:
        raise ConfigError(f"{path}: {error}") from None


def _try(settings: Mapping[str, Any]) -> None:
    """Imports only what the configuration needs."""
    if name := settings.get("target"):
        from auditor import targets

        targets.profile(name)
    if project := settings.get("project"):
        from auditor.verdict.facts import Facts

        Facts.from_project(project)
    if style := settings.get("style"):
        from auditor.text.style.contract import unpin

        unpin(style)
    if patterns := settings.get("patterns"):
        from auditor.checkers import custom_patterns

        custom_patterns.read(patterns)
    if "pii" in settings:
        from auditor.text.sensitive.personal import chosen_kinds

        chosen_kinds(settings)
