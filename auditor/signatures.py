"""Signatures of the inputs as datasketch objects: for an index of your own, in memory or in Redis.

    from auditor.signatures import lsh, minhash

    index = lsh(["train.jsonl"], threshold=0.7)
    index.query(minhash("where is my card"))          # → ["train.jsonl:12", …]

The arithmetic is that of `datasketch.MinHash(num_perm, seed, scheme="affine32")`, bit for bit; the shingles
and their hashes are ours, so make what you ask with by `minhash`, not by `MinHash.update`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from auditor import loaders
from auditor.config import Config
from auditor.text.near.comparison import word_forms
from auditor.text.near.minhash import SEED, signatures, to_datasketch
from auditor.text.near.shingles import character_shingles, word_shingles
from auditor.text.normalise import normalise_all
from auditor.text.ragged import Ragged

if TYPE_CHECKING:
    from datasketch import LeanMinHash, MinHashLSH

Shingles = Literal["words", "characters"]

NUM_PERM = 128  # datasketch's default
WHOLE = 1 << 62  # bytes of a shard: one for each file, so that lines are counted from its start


def minhashes(
    paths: Sequence[str],
    shingles: Shingles = "characters",
    num_perm: int = NUM_PERM,
    seed: int = SEED,
    config: Config | None = None,
) -> Iterator[tuple[str, LeanMinHash]]:
    """Every row's "path:line" with the signature of its input; rows without a shingle are left out.

    `shingles` are runs of four characters, for texts of a sentence, or of three words, for longer ones; both
    of the normal form without punctuation. Raises InputError when a file cannot be read.
    """
    config = config or Config()
    plan = loaders.plan([(path, "train") for path in paths], config)
    for shard in loaders.shards(plan.files, WHOLE):
        for batch in loaders.read(shard, config):
            line_of = dict(zip(batch.rows, batch.lines, strict=True))
            found = _shingled([example.input for example in batch.examples], shingles)
            filled = np.flatnonzero(found.lengths)
            sketches = to_datasketch(signatures(found.take(filled), num_perm, seed), seed)
            for place, sketch in zip(filled.tolist(), sketches, strict=True):
                yield f"{shard.file.shown}:{line_of[batch.examples[place].row]}", sketch


def minhash(
    text: str, shingles: Shingles = "characters", num_perm: int = NUM_PERM, seed: int = SEED
) -> LeanMinHash:
    """The signature of one text, to ask an index with."""
    return to_datasketch(signatures(_shingled([text], shingles), num_perm, seed), seed)[0]


def lsh(
    paths: Sequence[str],
    threshold: float = 0.7,
    shingles: Shingles = "characters",
    num_perm: int = NUM_PERM,
    storage_config: Mapping[str, Any] | None = None,
    config: Config | None = None,
    **settings: Any,
) -> MinHashLSH:
    """A `datasketch.MinHashLSH` of all rows, by "path:line".

    `storage_config` is datasketch's: {"type": "redis", "redis": {"host": "localhost", "port": 6379}} keeps
    the index in Redis. `settings` go to `MinHashLSH` (`params=(bands, rows)`, `weights`).
    """
    from datasketch import MinHashLSH

    storage = dict(storage_config) if storage_config else None
    index = MinHashLSH(threshold=threshold, num_perm=num_perm, storage_config=storage, **settings)
    with index.insertion_session() as session:
        for key, sketch in minhashes(paths, shingles, num_perm, SEED, config):
            session.insert(key, sketch)
    return index


def _shingled(texts: Sequence[str], shingles: Shingles) -> Ragged:
    forms = word_forms(normalise_all(texts))
    return word_shingles(forms.words) if shingles == "words" else character_shingles(forms.texts)
