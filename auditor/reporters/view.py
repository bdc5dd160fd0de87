"""How a report is to be shown: the size and abilities of the screen, and how much of it to tell."""

from __future__ import annotations

from msgspec import Struct


class View(Struct, frozen=True):
    """What the terminal reporter may use.

    `width` is in columns; `detail` is -1 for the verdict alone, 0 for the usual, 1 for every finding and
    2 for every place; `links` says that file names may be links (OSC 8). `name` is that of the data set where
    there are several.
    """

    width: int = 100
    color: bool = False
    ascii: bool = False
    detail: int = 0
    links: bool = False
    name: str = ""
