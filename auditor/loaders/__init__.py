"""Bytes become records: one module per container, the plan of files and shards, and reading rows again."""

from __future__ import annotations

from auditor.loaders.bundles import bundles, pooled
from auditor.loaders.paths import expand
from auditor.loaders.plan import Plan, changed, most_rows, outputs, plan, shard_size, shards
from auditor.loaders.reading import is_scattered, read, reread
from auditor.loaders.source import DataFile, Shard

__all__ = [
    "DataFile",
    "Plan",
    "Shard",
    "bundles",
    "changed",
    "expand",
    "is_scattered",
    "most_rows",
    "outputs",
    "plan",
    "pooled",
    "read",
    "reread",
    "shard_size",
    "shards",
]
