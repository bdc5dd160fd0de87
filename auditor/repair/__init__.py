"""Repairs beside the audit: what it flags is put right or left out, and no row is ever lost.

`REPAIRS` says which rule is repaired how; `fix` writes a cleaned copy with an account of every change,
`convert` the same examples in another format, `split` files for training and measuring that do not leak.
"""

from __future__ import annotations

from auditor.repair.convert import Converted, convert
from auditor.repair.fix import Repaired, fix
from auditor.repair.outputs import Outputs
from auditor.repair.repairs import REPAIRS
from auditor.repair.split import Divided, split

__all__ = ["REPAIRS", "Converted", "Divided", "Outputs", "Repaired", "convert", "fix", "split"]
