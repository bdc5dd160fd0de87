"""The style sets that the thresholds were picked on."""

from bench.style_sets.tuning_data import DATA
from bench.style_sets.tuning_texts import TEXTS

TUNING = (*DATA, *TEXTS)
