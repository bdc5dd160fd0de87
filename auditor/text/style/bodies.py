"""What stands under the headings and labels of a text: prose, a list, nothing; which kinds of line it has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from auditor.text.style.trait import Trait

HEADED = ("bold line", "line in brackets")  # beside H1 to H6
FIELDS = frozenset(("labelled line", "assignments"))
LABEL_ENDS = (":", "：", ":**", ":__")  # of a label whose value stands below it
MOST = 30  # headings and labels that are looked at
LONGEST = 6  # parts of a body that are named


def is_heading(kind: str) -> bool:
    """Whether a line of this kind is a heading."""
    return kind[0] == "H" or kind in HEADED


def body_traits(lines: Sequence[str], kinds: Sequence[str], titles: dict[int, str]) -> list[Trait]:
    """The traits of lines of these kinds, of which some have a title: number of the line → title.

    ("body:Plan", "bullets") says what stands between a heading and the next one, or a label and the next
    title, ("title:H2", "Plan") how the heading is written. ("line kind", …) is one for each kind of line,
    where labels are part of the text.
    """
    plain = ["text" if kind in FIELDS else kind for kind in kinds]
    found = [("line kind", kind) for kind in dict.fromkeys(plain)]
    found.append(("kind of the last line", plain[-1]))
    title_end = heading_end = len(kinds)
    for start in list(titles)[MOST - 1 :: -1]:
        if is_heading(kinds[start]):
            found.append((f"title:{kinds[start]}", titles[start]))
            end, heading_end = heading_end, start
        else:
            end = title_end if lines[start].endswith(LABEL_ENDS) else 0
        title_end = start
        found.append((f"body:{titles[start]}", _body(plain[start + 1 : end]) if end else "beside it"))
    return found


def _body(kinds: Sequence[str]) -> str:
    names = [kind for kind, _ in groupby(kinds)]
    return ", then ".join(names[:LONGEST]) or "nothing"
