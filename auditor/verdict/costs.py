"""What a tuned model saves or costs, from the user's own prices and times."""

from __future__ import annotations

from math import inf

from msgspec import Struct

from auditor.verdict.facts import Costs


class Economics(Struct, frozen=True):
    """The sums of a month, in the user's currency; `break_even_days` is infinite when nothing is saved."""

    prompted_month: float
    tuned_month: float
    training: float
    break_even_days: float
    currency: str = ""

    @property
    def saving(self) -> float:
        """What the tuned model saves a month, its upkeep paid; negative when it costs more."""
        return self.prompted_month - self.tuned_month

    @property
    def pays(self) -> bool:
        """Whether the training has paid for itself within a year."""
        return self.break_even_days <= 365


def economics(costs: Costs, measured_tokens: float | None = None) -> Economics | None:
    """The sums, or None unless the volume and both prices are given.

    Training costs tokens × epochs × price; without a training price it counts as 0, and `sentence` says so.
    `measured_tokens` is what the audit counted, used where the project gives no number of its own.
    """
    if costs.calls_per_month is None or costs.prompted_price is None or costs.tuned_price is None:
        return None
    prompted = costs.calls_per_month * costs.prompted_price
    tuned = costs.calls_per_month * costs.tuned_price + costs.upkeep
    tokens = costs.training_tokens if costs.training_tokens is not None else measured_tokens or 0
    training = tokens / 1_000_000 * costs.epochs * (costs.training_price or 0)
    days = 30 * training / (prompted - tuned) if prompted > tuned else inf
    return Economics(prompted, tuned, training, days, costs.currency)


def sentences(costs: Costs, measured_tokens: float | None = None) -> list[str]:
    """The sums in words, one sentence for money and one for time, as far as they are known."""
    told = []
    sums = economics(costs, measured_tokens)
    if sums is not None:
        told.append(_money(costs, sums))
    if costs.prompted_latency and costs.tuned_latency:
        ratio = costs.prompted_latency / costs.tuned_latency
        told.append(
            f"A call takes {costs.tuned_latency:,.0f} ms instead of {costs.prompted_latency:,.0f} ms"
            + (f", {ratio:.1f} times faster." if ratio >= 1 else ".")
        )
    return told


def _money(costs: Costs, sums: Economics) -> str:
    unit = f" {sums.currency}" if sums.currency else ""
    text = (
        f"{costs.calls_per_month:,.0f} calls a month cost {sums.tuned_month:,.2f}{unit} tuned "
        f"instead of {sums.prompted_month:,.2f}{unit} prompted"
    )
    if sums.saving <= 0:
        return f"{text}: nothing is saved."
    if not sums.training:
        return f"{text}: {sums.saving:,.2f}{unit} saved a month, the training not counted."
    return (
        f"{text}: {sums.saving:,.2f}{unit} saved a month, and the training ({sums.training:,.2f}{unit}) "
        f"is paid back on day {max(1, -(-sums.break_even_days // 1)):,.0f}."
    )
