"""What is kept of a data set to compare it with another: digests of all rows, words of a sample."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from auditor.model import Batch, Example
from auditor.text.columns import input_digests, output_digests, row_ids
from auditor.text.sample import Sample

_WORD = re.compile(r"[^\W\d_]{2,30}")
_READ = 4_000  # characters of a text whose words count

Digests = NDArray[np.uint64]


class Profile:
    """A data set in 16 bytes a row, its labels, and the words of up to 4,096 rows drawn evenly."""

    def __init__(self) -> None:
        """Start empty."""
        self._inputs, self._outputs = array("Q"), array("Q")
        self.sample: Sample[tuple[frozenset[str], str]] = Sample()
        self.labels: set[str] = set()

    def observe(self, batch: Batch) -> None:
        """Take in the training rows of one batch."""
        self.labels.update(label for example in batch.examples for label in example.labels or ())
        kept = np.array([example.split == "train" for example in batch.examples], bool)
        if kept.any():
            self._inputs.frombytes(input_digests(batch)[kept].tobytes())
            self._outputs.frombytes(output_digests(batch)[kept].tobytes())
        for position, key in self.sample.wanted(row_ids(batch)):
            example = batch.examples[position]
            if example.split == "train":
                self.sample.add(key, example.row, (words(example), example.input[:_READ]))

    @property
    def inputs(self) -> Digests:
        """64 bits of every input's normal form."""
        return np.frombuffer(self._inputs, np.uint64)

    @property
    def pairs(self) -> Digests:
        """64 bits of every input together with its output."""
        return self.inputs * np.uint64(0x9E3779B97F4A7C15) ^ np.frombuffer(self._outputs, np.uint64)

    def vocabularies(self) -> Iterator[frozenset[str]]:
        """The words of each sampled row."""
        return (found for _, (found, _) in self.sample.items())

    def texts(self) -> list[str]:
        """The inputs of the sampled rows, in reading order."""
        return [text for _, (_, text) in self.sample.items()]


def words(example: Example) -> frozenset[str]:
    """The words of an input, in lower case."""
    return frozenset(_WORD.findall(example.input[:_READ].casefold()))
