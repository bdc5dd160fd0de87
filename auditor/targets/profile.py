"""A target's profile, read from schemas/targets."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from msgspec import Struct, field

from auditor import resources
from auditor.errors import UsageError

Effect = Literal["rejects", "drops", "misreads", "truncates"]


class Requirement(Struct, frozen=True):
    """One thing that a target asks of a row or of the file.

    `check` names the test (see `auditor.targets.requirements`), `value` is its argument, `says` the target's
    own wording where it is known, `source` a key of the profile's sources. It holds for the data formats in
    `formats`, for all that the target reads when there are none.
    """

    check: str
    value: Any
    effect: Effect = "rejects"
    says: str = ""
    source: str = ""
    formats: tuple[str, ...] = ()


class Profile(Struct, frozen=True):
    """What is known of a target, and when it was looked up (`checked`, a date as text)."""

    name: str
    title: str
    checked: str
    status: str
    formats: tuple[str, ...]
    containers: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    notes: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)

    def asks(self, check: str, form: str = "") -> Requirement | None:
        """The requirement with this check, of a data format if one is named, if there is one."""
        return next((item for item in self.requirements if item.check == check and _holds(item, form)), None)

    def of_rows(self, effect: Effect, form: str) -> tuple[Requirement, ...]:
        """What is asked of the rows of a data format with this effect."""
        return tuple(
            item
            for item in self.requirements
            if item.effect == effect and (not item.formats or form in item.formats)
        )


def _holds(item: Requirement, form: str) -> bool:
    return not form or not item.formats or form in item.formats


def names() -> list[str]:
    """All targets, sorted."""
    return [name.removesuffix(".toml") for name in resources.names("targets")]


@cache
def profile(name: str) -> Profile:
    """The profile of a target.

    Raises UsageError for an unknown one.
    """
    if name not in names():
        raise UsageError(f"unknown target {name!r}; known: {', '.join(names())}")
    import tomllib

    data = tomllib.loads(resources.text(f"targets/{name}.toml"))
    return Profile(
        name=name,
        title=data["title"],
        checked=data["checked"].isoformat(),
        status=data["status"],
        formats=tuple(data["formats"]),
        containers=tuple(data["containers"]),
        requirements=tuple(_requirement(item) for item in data.get("requirement", ())),
        notes=tuple(data.get("notes", ())),
        sources=data["sources"],
    )


def _requirement(item: dict[str, Any]) -> Requirement:
    return Requirement(**{**item, "formats": tuple(item.get("formats", ()))})
