"""What stands under the headings and labels of a text: prose, a list, nothing; which kinds of line it has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from auditor.text.style.counted import Counted, at_lines, titles_asked
from auditor.text.style.edges import sentence_ends
from auditor.text.style.short import word_form
from auditor.text.style.trait import Trait

HEADED = ("bold line", "line in brackets")  # beside H1 to H6
FIELDS = frozenset(("labelled line", "assignments"))
LABEL_ENDS = (":", "：", ":**", ":__")  # of a label whose value stands below it
MOST = 30  # headings and labels that are looked at
LISTS = frozenset(("bullets", "numbered list", "lettered list"))
SEVERAL = "in several ways"
COUNTED = 600  # characters of a body whose sentences are counted
_MARKS = " :：*_]】"
LONGEST = 6  # parts of a body that are named


def is_heading(name: str) -> bool:
    """Whether a line of this kind is a heading."""
    return name[0] == "H" or name in HEADED


def body_traits(
    lines: Sequence[str], kinds: Sequence[str], titles: dict[int, str], counted: Counted = None
) -> list[Trait]:
    """The traits of lines of these kinds, of which some have a title: number of the line → title.

    ("body:Plan", "bullets") says what stands between a heading and the next one, or a label and the next
    title, ("title:H2", "Plan") how the heading is written. ("line kind", …) is one for each kind of line,
    where labels are part of the text.
    """
    several = dict.fromkeys(kinds)
    plain = kinds
    if not FIELDS.isdisjoint(several):
        plain = ["text" if each in FIELDS else each for each in kinds]
        several = dict.fromkeys(plain)
    found = [("line kind", each) for each in several]
    asked = at_lines(counted)
    if not asked.bodies:
        return [*found, ("kind of the last line", plain[-1])]
    found.append(("kind of the last line", plain[-1]))
    inside = titles_asked(counted) if counted is not None else frozenset()
    title_end = heading_end = len(kinds)
    for start in list(titles)[MOST - 1 :: -1]:
        if is_heading(kinds[start]):
            found.append((f"title:{kinds[start]}", titles[start]))
            end, heading_end = heading_end, start
        else:
            end = title_end if lines[start].endswith(LABEL_ENDS) else 0
        title_end = start
        found.append((f"body:{titles[start]}", _body(tuple(plain[start + 1 : end])) if end else "beside it"))
        if counted is None or titles[start] in inside:
            below = lines[start + 1 : end] or [lines[start].partition(titles[start])[2].lstrip(_MARKS)]
            found += _inside(titles[start], below, plain[start + 1 : end])
    return found


def _inside(title: str, lines: Sequence[str], kinds: Sequence[str]) -> list[Trait]:
    """What all items of a list under a title begin and end with; how the text under it ends."""
    if not lines[-1]:
        return []
    end = lines[-1][-1]
    found = [(f"ends:{title}", "a word" if end.isalnum() else end)]
    if kinds and LISTS.issuperset(kinds):
        items = [line.split() for line in lines]
        found.append((f"items:{title}", str(len(items))))
        for name, at in (("item head", 1), ("item tail", -1)):
            forms = {word_form(words[at]) for words in items if len(words) > 1}
            found.append((f"{name}:{title}", forms.pop() if len(forms) == 1 else SEVERAL))
    elif sum(map(len, lines)) <= COUNTED:
        text = " ".join(lines)
        found.append((f"sentences in:{title}", str(len(sentence_ends(text)) + end.isalnum())))
    return found


@lru_cache(maxsize=1024)
def _body(kinds: tuple[str, ...]) -> str:
    if len(kinds) == 1:
        return kinds[0]
    names = [name for name, _ in groupby(kinds)]
    return ", then ".join(names[:LONGEST]) or "nothing"
