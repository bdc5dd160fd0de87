"""Which rule is repaired how: the one list of all repairs.

A rule says itself that it has a repair (`Rule.fix`); a test holds the two together.
"""

from __future__ import annotations

from auditor.repair.base import Repair
from auditor.repair.characters import compose, remove_invisible, restore_encoding
from auditor.repair.for_target import no_drops, no_rejects
from auditor.repair.labels import respell
from auditor.repair.mask import mask_personal_data, mask_secrets
from auditor.repair.row_bytes import with_line_end, without_mark
from auditor.repair.structure import arguments_as_text, known_keys, known_roles
from auditor.repair.trim import trim
from auditor.repair.unwrap import unwrap

UNREADABLE = ("INP001", "INP002", "INP003", "INP004", "INP005", "INP006", "INP008")
NO_EXAMPLE = ("FMT002", "FMT003", "FMT004", "FMT017")
COPIES = ("DUP001", "DUP002")
TARGET = ("FMT008", "FMT010")  # only for a file that the target reads at all
LEAKS = ("LEK001", "LEK002")  # the copy in training is left out; held-out data stays as it is
BAD_LESSONS = ("LBL007", "NOI003", "NOI004", "NOI005", "NOI008", "NOI010", "NOI012")

# The order is the order in which a row is changed: values are masked before any log holds them.
_REPAIRS = (
    *(Repair(code, "safe") for code in (*UNREADABLE, *NO_EXAMPLE, *COPIES)),
    *(Repair(code, "unsafe") for code in (*LEAKS, *BAD_LESSONS)),
    Repair("SEC001", "unsafe", mask_secrets, secret=True),
    Repair("PII001", "unsafe", mask_personal_data, secret=True),
    Repair("FMT001", "safe", known_keys, drops=True),
    Repair("FMT006", "safe", known_roles, drops=True),
    Repair("FMT007", "safe", arguments_as_text, drops=True),
    Repair("FMT008", "safe", no_rejects, drops=True),
    Repair("FMT010", "safe", no_drops, drops=True),
    Repair("NOI001", "safe", restore_encoding),
    Repair("NOI007", "safe", remove_invisible),
    Repair("NOI016", "safe", compose),
    Repair("LBL004", "safe", respell),
    Repair("STY001", "unsafe", unwrap),
    Repair("STY004", "safe", trim),
    Repair("INP009", "safe", respell=without_mark),
    Repair("INP010", "safe", respell=with_line_end),
)
REPAIRS = {repair.code: repair for repair in _REPAIRS}
