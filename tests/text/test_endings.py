"""How texts end: open sentences, tables and words, against texts that end like that and are whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.endings import is_open_sentence, last_word, open_table

LAST_WORD = re.compile(r"(?<![A-Za-z'])([A-Za-z']*[A-Za-z][A-Za-z']*)\W{0,2}\Z")
LONG = "The ferry leaves at six from the old pier and comes back at nine in the evening when the guests have "


@pytest.mark.parametrize(
    "text",
    [
        "The pump stands still. " * 3 + "Press the green button below it until the lam",
        "Die Pumpe steht still. " * 3 + "Drücken Sie den Knopf an der Seite, bis die Lampe blin",
        "La pompe est arrêtée. " * 3 + "Appuyez sur le bouton vert jusqu'à ce que le voyant cli",
        "Насос стоит, и горит лампочка. " * 3 + "Нажмите кнопку сбоку и держите её, пока лам",
        "ポンプが止まっていて、赤いランプが点いています。横にある緑のボタンを押したまま、ランプが",
        "水泵停了，门旁边的红色指示灯亮着。请一直按住旁边那个绿色的按钮，直到红色的指示灯",
        LONG + "fini",
        f"{LONG}left.\n\nIn winter it goes on Sundays only, and the guests have to wa",
        "All is well.\n\n## Next steps",
    ],
)
def test_a_text_that_stops_within_a_sentence(text: str) -> None:
    assert is_open_sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "A light coat",
        "How to mend a leaking tap without tools and without a plumber",
        "I remain at your service at any hour of the day. Yours sincerely and faithfully, Jane Austen",
        "I wish you all the best. With respect and much hope, Your old companion",
        "Glad to help. Have a good day",
        "Sure. I have 10 ideas for films you will love. Maybe this one? It has an 8.0 rating",
        "Read more about it. The whole story stands at https://example.org/the/whole/story",
        "Tests are made. They are:  - blood work  - imaging of the chest  - a walk on the treadmill",
        "Take these. Notes: a pencil, a ruler and a sheet of white paper",
        f"- {LONG}gone",
        f"Over the hill the swallows come\nand nobody can tell them why\n{LONG}gone",
        f"SELECT name FROM guests WHERE boat = 1 AND {'x' * 60} = 3 ORDER BY name of guest desc",
        "これは本です",
        "## Title",
    ],
)
def test_a_text_that_may_end_so(text: str) -> None:
    assert not is_open_sentence(text)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | fo", True),
        ("| a | b |\n|---|---|\n| 1 | 2 |", False),
        ("a | b\n--|--\n1 | 2", False),
        ("|x", False),
    ],
)
def test_a_table_that_is_cut(text: str, is_open: bool) -> None:
    assert open_table(text) is is_open


@given(st.text("aB'. ,-é\n", max_size=12))
def test_the_last_word_is_read_backwards(text: str) -> None:
    found = LAST_WORD.search(text)
    assert last_word(text).strip("'") == (found[1].strip("'") if found else "")
