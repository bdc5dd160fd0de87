"""SEC001, PII001: secrets and personal data become placeholders, the same value the same one in its row."""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.repair.base import Change, Findings, Row
from auditor.repair.edits import Edit, TextPath
from auditor.text.joined import bounded
from auditor.text.sensitive.kinds import Sensitive
from auditor.text.sensitive.masking import with_placeholders
from auditor.text.sensitive.personal import chosen_kinds, find_personal_data
from auditor.text.sensitive.secrets import find_secrets

_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z-]*_[0-9]{1,6}\]")


def mask_secrets(findings: Findings) -> Change:
    """Put a placeholder for every key, token and password, in all texts of the row."""
    return _masking(find_secrets)


def mask_personal_data(findings: Findings) -> Change:
    """Put a placeholder for every value of the chosen kinds, in all texts of the row."""
    kinds = chosen_kinds(findings.config.options)
    return _masking(lambda text: find_personal_data(text, kinds))


def _masking(find: Callable[[str], list[Sensitive]]) -> Change:
    def change(row: Row) -> dict[TextPath, Edit]:
        texts = list(row.texts())
        # placeholders that are there already keep their numbers
        known = {found: found for _, text in texts for found in _PLACEHOLDER.findall(text)}
        masked = ((path, text, with_placeholders(text, find(bounded(text)), known)) for path, text in texts)
        return {path: after for path, before, after in masked if after != before}

    return change
