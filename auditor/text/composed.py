"""Letters in one piece: what Unicode's form NFC makes of a letter and the marks behind it."""

from __future__ import annotations

import unicodedata

from auditor.text.expression import later

# A letter with the marks that join it, a run of Korean letters, and the signs for kelvin, ångström and ohm,
# which are the letters. Longer runs of marks are no spelling of a letter (and slow to put in order).
_APART = later(
    "[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]{1,8}+(?![\u0300-\u036f\u3099\u309a])"
    "|[\u1100-\u11ff]{2,30}|[\u2126\u212a\u212b]"
)


def composed(text: str) -> str:
    """The text with every such letter in one piece, where there is one.

    Not all of NFC: that also takes apart letters of Hindi and Hebrew that everybody writes in one piece, and
    replaces characters of Japanese names.
    """
    return text if text.isascii() else _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
