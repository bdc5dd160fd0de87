"""What of every row is compared, as columns of a batch: computed once, whoever asks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from auditor.config import Config
from auditor.model import Batch
from auditor.text.columns import (
    digests,
    input_digests,
    normal_inputs,
    normal_outputs,
    system_digests,
)
from auditor.text.first_look import unusual
from auditor.text.near.comparison import WordForms, word_forms
from auditor.text.near.courtesies import courtesies_of, without_courtesies
from auditor.text.near.frames import edges_of
from auditor.text.near.shingles import mixed
from auditor.text.near.templates import TELLING_SYSTEMS, without_templates
from auditor.text.normalise import normalise_all
from auditor.text.ragged import Hashes

TEXT = 80  # bytes; a shorter output is the answer of a row that lacks its input, not a text to be learnt


def compared_inputs(batch: Batch, templates: tuple[str, ...]) -> list[bytes]:
    """The normal inputs without the templates that most of them share, and without courtesies."""
    return batch.derive("compared_inputs", lambda: without_courtesies(_own_words(batch, templates)))


def _own_words(batch: Batch, templates: tuple[str, ...]) -> list[bytes]:
    """The normal inputs without templates, behind the system prompts where these tell what a row is about.

    Of a text without an input, as a model is trained further on, the text.
    """
    return batch.derive("own_words", lambda: _without_templates(batch, templates))


def _without_templates(batch: Batch, templates: tuple[str, ...]) -> list[bytes]:
    texts = normal_inputs(batch)
    if not all(texts):
        outputs = normal_outputs(batch)
        texts = [
            text or (other if len(other) >= TEXT else b"") for text, other in zip(texts, outputs, strict=True)
        ]
    if TELLING_SYSTEMS in templates:
        systems = normalise_all([example.system for example in batch.examples])
        texts = [b" ".join(filter(None, pair)) for pair in zip(systems, texts, strict=True)]
    return without_templates(texts, templates)


def compared_edges(batch: Batch, templates: tuple[str, ...]) -> NDArray[np.uint32]:
    """What tells how the compared inputs begin and end (see `auditor.text.near.frames`)."""
    return batch.derive("compared_edges", lambda: edges_of(compared_inputs(batch, templates)))


def input_forms(batch: Batch, templates: tuple[str, ...]) -> WordForms:
    """The word forms of the inputs."""
    return batch.derive("input_forms", lambda: word_forms(compared_inputs(batch, templates)))


def word_digests(batch: Batch, templates: tuple[str, ...]) -> Hashes:
    """64 bits of the words of every input, its operators, and what it holds besides text.

    Equal for "Has my top-up failed?" and "has my top up failed", unlike `input_digests`; but not with a
    "please" before one of them.
    """
    return batch.derive("word_digests", lambda: _word_digests(batch, templates))


def _word_digests(batch: Batch, templates: tuple[str, ...]) -> Hashes:
    forms, normal = input_forms(batch, templates), normal_inputs(batch)
    texts = digests(words or text for words, text in zip(forms.texts, normal, strict=True))
    attached, odd = np.zeros(len(normal), np.uint64), list(unusual(batch))
    attached[odd] = input_digests(batch)[odd] ^ digests(normal[place] for place in odd)
    return texts + mixed(forms.guards) + attached + _courtesies(batch, templates)


def _courtesies(batch: Batch, templates: tuple[str, ...]) -> Hashes:
    """64 bits of the courtesies in every input; nearly all have none."""
    pairs = list(zip(_own_words(batch, templates), compared_inputs(batch, templates), strict=True))
    found = digests([b""]).repeat(len(pairs))
    polite = [place for place, (whole, compared) in enumerate(pairs) if len(whole) != len(compared)]
    found[polite] = digests(courtesies_of(*pairs[place]) for place in polite)
    return found


def sketched_digests(batch: Batch, config: Config) -> Hashes:
    """64 bits of what the sketches of every row are made of."""
    telling = TELLING_SYSTEMS in config.templates
    return input_digests(batch) ^ mixed(system_digests(batch)) if telling else input_digests(batch)
