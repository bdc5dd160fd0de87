"""Ways to run the same observation over all shards; they know nothing about checkers.

An engine is given `observe`, which makes a state of a piece, and `merge`, which joins two, in any order.
"""

from __future__ import annotations

from auditor.engines.cluster import cluster
from auditor.engines.processes import processes
from auditor.engines.serial import serial

__all__ = ["cluster", "processes", "serial"]
