"""The ladder: better prompts, then few-shot examples, then retrieval, then fine-tuning."""

from __future__ import annotations

from typing import Literal

from auditor.model import Rung
from auditor.verdict.facts import Facts

RungName = Literal["prompting", "few-shot", "rag", "fine-tuning"]
State = Literal["take", "tried", "later", "no", "open"]

RUNGS: dict[RungName, str] = {
    "prompting": "write a better prompt",
    "few-shot": "put a few good examples into the prompt",
    "rag": "let the prompt quote the documents that hold the knowledge",
    "fine-tuning": "train a model on the examples",
}

_TAKES: dict[str, RungName] = {
    "prompting": "prompting",
    "few-shot": "few-shot",
    "rag": "rag",
    "fine-tune": "fine-tuning",
}


def climb(advice: str, facts: Facts, *, waits: bool) -> tuple[Rung, ...]:
    """Where the project stands on each rung; `waits` says that fine-tuning only lacks good data."""
    return tuple(_rung(name, advice, facts, waits) for name in RUNGS)


def _rung(name: RungName, advice: str, facts: Facts, waits: bool) -> Rung:
    score = facts.baseline.tuned if name == "fine-tuning" else facts.baseline.measured().get(name)
    target = facts.baseline.target
    told = RUNGS[name]
    if score is not None:
        told += f": scores {score:.0%}" + ("" if target is None else f", the target is {target:.0%}")
    return Rung(name, _state(name, advice, facts, waits, tried=score is not None), told)


def _state(name: RungName, advice: str, facts: Facts, waits: bool, *, tried: bool) -> State:
    if name == _TAKES.get(advice):
        return "take"
    if tried and name != "fine-tuning":
        return "tried"
    if name == "fine-tuning":
        return "later" if waits else "no"
    return "no" if name == "rag" and facts.external_knowledge is False and not facts.changes_often else "open"
