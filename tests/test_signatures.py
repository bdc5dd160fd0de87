"""Signatures as datasketch objects."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash

from auditor.signatures import _shingled, lsh, minhash, minhashes

TEXTS = ("where is my new card", "", "wher is my new card please", "what is the exchange rate for pounds")


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps({"text": text, "label": "a"}) + "\n" for text in TEXTS))
    return str(path)


@pytest.mark.parametrize("shingles", ["words", "characters"])
def test_a_signature_is_what_datasketch_makes_of_the_same_hashes(shingles: str) -> None:
    ours = minhash(TEXTS[0], shingles=shingles, num_perm=64, seed=3)
    theirs = MinHash(num_perm=64, seed=3, scheme="affine32", hashfunc=lambda value: value)
    for value in _shingled([TEXTS[0]], shingles).values:
        theirs.update(int(value) >> 32)
    assert LeanMinHash(theirs) == ours


def test_rows_are_named_by_path_and_line(data: str) -> None:
    found = dict(minhashes([data], num_perm=16))
    assert list(found) == [f"{data}:1", f"{data}:3", f"{data}:4"]
    assert found[f"{data}:1"] == minhash("Where is my NEW card?", num_perm=16)


@pytest.mark.parametrize("storage", [None, {"type": "dict"}])
def test_an_index_answers_with_the_near_rows(data: str, storage: dict | None) -> None:
    index = lsh([data], threshold=0.5, storage_config=storage)
    found = set(index.query(minhash("where is my new card?")))
    assert f"{data}:1" in found <= {f"{data}:1", f"{data}:3"}
    assert index.query(minhash("something else altogether")) == []


def test_a_text_without_words_has_the_empty_signature() -> None:
    assert (minhash("", num_perm=8).hashvalues == np.uint32(0xFFFFFFFF)).all()


def test_signatures_go_into_redis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fakeredis = pytest.importorskip("fakeredis", reason="Redis storage is tried with fakeredis")
    redis = pytest.importorskip("redis", reason="Redis storage is tried with fakeredis")
    monkeypatch.setattr(redis, "Redis", fakeredis.FakeRedis)
    data = tmp_path / "data.jsonl"
    data.write_text('{"text": "where is my new card", "label": "a"}\n{"text": "close it", "label": "b"}\n')
    storage = {"type": "redis", "redis": {"host": "localhost", "port": 6379}}
    index = lsh([str(data)], storage_config=storage)
    assert index.query(minhash("Where is my new card?")) == [f"{data}:1"]
