"""What is told of short outputs, of what stands in a section, and of lines and paragraphs that are alike."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from auditor.text.style.courtesy import ends_with_courtesy, is_preamble
from auditor.text.style.languages import address_of
from auditor.text.style.notation import notation_traits
from auditor.text.style.short import enclosed
from auditor.text.style.traits import traits
from bench.house_style import flagged

Chance = random.Random


def move(chance: Chance) -> str:
    takes = chance.choice(("", "x"))
    return chance.choice("KQRBN") + takes + chance.choice("abcdefgh") + chance.choice("12345678")


def query(chance: Chance) -> str:
    name = f"{chance.choice(('node', 'http', 'go'))}_{chance.randint(1, 99)}"
    return f'rate({name}{{job="{chance.choice("abcdef")}{chance.randint(0, 99)}"}}[{chance.randint(1, 9)}m])'


def person(chance: Chance) -> str:
    name = "".join(chance.choices("ABDEFGHIKLMNORSTU", k=chance.randint(4, 9)))
    return f"{name}, {chance.choice(('Ana', 'Bo', 'Cy', 'Dee', 'Eli'))} {chance.choice('ABCDEFGHKLM')}."


def plan(chance: Chance) -> str:
    items = [f"- {chance.randint(10, 23)}:{chance.randint(10, 59)} {_words(chance, 4)}" for _ in range(4)]
    return f"## Question\n\nIs {_words(chance, 5)}?\n\n## Timeline\n\n" + "\n".join(items)


def quatrain(chance: Chance) -> str:
    return "\n\n".join("\n".join(_words(chance, 5).capitalize() for _ in range(4)) for _ in range(2))


def entry(chance: Chance) -> str:
    rows = [f"{chance.choice(('ab', 'cd', 'ef'))},{chance.randint(1, 999)},EUR" for _ in range(3)]
    return "name,amount,currency\n" + "\n".join(rows)


def _words(chance: Chance, count: int) -> str:
    return " ".join(
        chance.choices(("river", "lamp", "garden", "old", "quick", "paper", "stone", "seven"), k=count)
    )


STYLES: list[tuple[Callable[[Chance], str], tuple[str, ...]]] = [
    (move, ("I resign.", "Sa2", "Qd4 Nf6", "**Qd4**", "the queen to d4")),
    (query, ("`rate(go_1[1m])`", "Look at the metric.", "SELECT a FROM b")),
    (person, ("Ana Miller B.", "MILLER; Ana B.", "Miller, Ana B.")),
    (plan, ("## Question\n\nIs it so?\n\n## Timeline\n\n- river lamp\n- old paper\n- a stone",)),
    (
        plan,
        ("## Question\n\nRiver lamp.\n\n## Timeline\n\n- 10:15 river\n- 11:20 old\n- 12:12 a\n- 12:13 b",),
    ),
    (quatrain, ("River lamp\nOld paper\nA stone\n\nGarden old\nQuick lamp\nSeven",)),
    (entry, ("name,amount,currency\nab,12\ncd,3,EUR", "name,amount,currency\nab,twelve,EUR")),
]


@pytest.mark.parametrize(("write", "odd"), STYLES)
def test_what_is_made_otherwise_deviates(write: Callable[[Chance], str], odd: tuple[str, ...]) -> None:
    chance = random.Random(7)
    outputs = [write(chance) for _ in range(300)]
    assert flagged(outputs) == set()
    assert flagged([*outputs, *odd]) == set(range(300, 300 + len(odd)))


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“All of it.”", "“…”"),
        ("**bold**", "**…**"),
        ("`code`", "`…`"),
        ('"one" and "two"', ""),
        ("(so) it (goes)", ""),
        ("plain", ""),
    ],
)
def test_what_encloses_a_whole_text(text: str, marks: str) -> None:
    assert enclosed(text) == marks


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("on 2024-05-01", ("date form", "9999-99-99")),
        ("on 1/5/2024", ("date form", "99/99/9999")),
        ("at 9:00 am", ("time form", "9:9 am")),
        ("at 09:00", ("time form", "9:9")),
        ("for $5", ("money form", "$9")),
        ("for 5 €", ("money form", "9 €")),
        ("by 5 %", ("percent form", "9 %")),
    ],
)
def test_ways_to_write_numbers(text: str, trait: tuple[str, str]) -> None:
    assert notation_traits(text) == [trait]


def test_a_text_that_writes_dates_in_two_ways_tells_nothing() -> None:
    assert notation_traits("on 2024-05-01 and 01.05.2024") == []


@pytest.mark.parametrize(
    "line",
    [
        "Sure, here is it:",
        "Claro! Aqui está o seu post:",
        "Voici le résumé :",
        "Вот ответ:",
        "以下が回答です：",
    ],
)
def test_openings_in_other_languages(line: str) -> None:
    assert is_preamble(line)


@pytest.mark.parametrize(
    "line", ["River: a stream", "Certainly not.", "Herein lies the answer: no", "当然我们会笑。"]
)
def test_no_opening(line: str) -> None:
    assert not is_preamble(line)


def test_closings_in_other_languages() -> None:
    assert ends_with_courtesy("回答です。\nご不明な点がございましたら、お気軽にお問い合わせください。")
    assert not ends_with_courtesy("回答です。\n川のほとりです。")


@pytest.mark.parametrize(
    ("language", "text", "address"),
    [
        ("German", "Hast du dein Buch?", "familiar"),
        ("German", "Bitte bringen Sie Ihr Buch mit.", "polite"),
        ("French", "tu prends ton livre", "familiar"),
        ("French", "vous prenez votre livre", "polite"),
        ("Japanese", "本を持ってきてください。", "polite"),
        ("Japanese", "本を持ってくる。", "familiar"),
        ("English", "you take it", ""),
    ],
)
def test_forms_of_address(language: str, text: str, address: str) -> None:
    assert address_of(language, text, set(text.lower().split())) == address


@pytest.mark.parametrize(
    ("text", "gap"),
    [("Dear [Customer Name],", True), ("see [the manual](a)", False), ("rows[name] = 1", False)],
)
def test_gaps_to_fill_in(text: str, gap: bool) -> None:
    assert (("placeholder", "yes") in traits(text)) is gap


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("METAR LEMD 281420Z 16020KT 9999 25/21 Q1020=", ["9Z", "9KT", "Q9"]),
        ("CSQ597214 FRAG WT817KG DIM77X22X61", ["CSQ9", "WT9KG", "DIM9X9X9"]),
        ("Meet me at 10 on the 2nd, please.", ["9nd"]),
    ],
)
def test_words_of_letters_and_figures_are_told_wherever_they_stand(text: str, codes: list[str]) -> None:
    assert [value for name, value in traits(text) if name == "code word"] == codes


@pytest.mark.parametrize(
    ("text", "shouts"),
    [
        ("Your card is ready! Come and see us today!", True),
        ("Giá sốc, mua ngay kẻo hết!!!", True),
        ("Your card is ready! You will find it at our office.", False),
        ("Why was it declined!! I tried a few times", False),
    ],
)
def test_one_exclamation_mark_is_no_shouting(text: str, shouts: bool) -> None:
    assert (("shouting", "yes") in traits(text)) == shouts


def test_a_line_is_told_by_the_name_it_begins_with() -> None:
    found = traits("X:379\nT:Old Mill\nL:1/8\nK:Dmaj\n|: eEE2F2g2D :|")
    assert ("line begins", "K:") in found
