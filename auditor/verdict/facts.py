"""What the [project] table of the configuration says about the project, typed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from msgspec import Struct
from msgspec.structs import replace

from auditor.config_file import did_you_mean
from auditor.errors import ConfigError


class Baseline(Struct, frozen=True):
    """Measured scores of what could replace fine-tuning, and the score that is wanted, all from 0 to 1.

    `examples` is how many examples the scores were measured on (0: not said); `tuned` the score of a trial
    fine-tune, `metric` the name of the measure.
    """

    prompt: float | None = None
    few_shot: float | None = None
    rag: float | None = None
    tuned: float | None = None
    target: float | None = None
    metric: str = "score"
    examples: int = 0

    def measured(self) -> dict[str, float]:
        """Rung → score, in the order of the ladder, for those that were measured."""
        scores = {"prompting": self.prompt, "few-shot": self.few_shot, "rag": self.rag}
        return {rung: score for rung, score in scores.items() if score is not None}

    @property
    def best(self) -> float | None:
        """The best score without fine-tuning."""
        return max(self.measured().values(), default=None)


class Costs(Struct, frozen=True):
    """The user's own prices and times; none is assumed.

    Prices of a call and `upkeep` (a month, of the tuned model) are in the user's currency, latencies in
    milliseconds, `training_price` is for a million training tokens.
    """

    calls_per_month: float | None = None
    prompted_price: float | None = None
    tuned_price: float | None = None
    prompted_latency: float | None = None
    tuned_latency: float | None = None
    training_price: float | None = None
    training_tokens: float | None = None
    epochs: float = 3
    upkeep: float = 0
    currency: str = ""


class Facts(Struct, frozen=True):
    """The facts that the decision matrix asks for; None is "not said"."""

    external_knowledge: bool | None = None
    changes_often: bool | None = None
    style_matters: bool | None = None
    low_latency: bool | None = None
    cost_must_fall: bool | None = None
    narrow_task: bool | None = None
    explainable: bool | None = None
    minimum_gain: float = 0.03
    baseline: Baseline = Baseline()
    costs: Costs = Costs()

    def answered(self, fact: str, answer: bool) -> Self:
        """These facts with another answer to one yes-or-no question."""
        return replace(self, **{fact: answer})

    @classmethod
    def from_project(cls, project: Mapping[str, Any]) -> Self:
        """Read the [project] table; raises ConfigError for an unknown key or a value of the wrong kind.

        Keys are the names of the fields: `external_knowledge = true`, `[project.baseline] few_shot = 0.9`.
        """
        tables = {"baseline": Baseline, "costs": Costs}
        given = _known(project, cls, "project")
        for name, kind in tables.items():
            if name in given:
                if not isinstance(given[name], Mapping):
                    raise ConfigError(f"[project.{name}] must be a table")
                given[name] = kind(**_known(given[name], kind, f"project.{name}"))
        return cls(**given)


def _known(table: Mapping[str, Any], kind: type, where: str) -> dict[str, Any]:
    """The table, its keys checked to be fields of `kind` and its values to be of their types."""
    types = kind.__annotations__
    for key, value in table.items():
        if key not in types:
            raise ConfigError(f"[{where}] has no key {key!r}{did_you_mean(key, types)}")
        _check(f"{where}.{key}", value, types[key])
    return dict(table)


def _check(name: str, value: Any, kind: str) -> None:
    """Raise ConfigError when a value is not of the annotated kind or out of its range."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind.startswith("bool") and not isinstance(value, bool):
        raise ConfigError(f"{name} must be true or false, not {value!r}")
    if kind == "str" and not isinstance(value, str):
        raise ConfigError(f"{name} must be a text, not {value!r}")
    if kind.startswith(("float", "int")) and not (is_number and 0 <= value < float("inf")):
        raise ConfigError(f"{name} must be a number that is not negative, not {value!r}")
    if _is_score(name) and value > 1:
        raise ConfigError(f"{name} must lie between 0 and 1: write 0.8 for 80 %, not {value!r}")


def _is_score(name: str) -> bool:
    return name.endswith("minimum_gain") or (
        name.startswith("project.baseline.") and not name.endswith((".metric", ".examples"))
    )
