"""What stands under headings and labels, and after the last of them."""

from __future__ import annotations

import random

import pytest

from auditor.text.style.courtesy import ends_with_courtesy
from auditor.text.style.traits import traits
from bench.house_style import flagged

WORDS = ("river", "lamp", "garden", "old", "quick", "paper", "stone", "under", "bright", "seven")


def _line(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(3, 12))).capitalize()


def _release(chance: random.Random) -> str:
    names = sorted(chance.sample(["Added", "Changed", "Fixed", "Removed"], chance.randint(1, 3)))
    items = {name: [f"- {_line(chance)}" for _ in range(chance.randint(1, 4))] for name in names}
    parts = [f"### {name}\n\n" + "\n".join(lines) for name, lines in items.items()]
    return f"## [{chance.randint(0, 9)}.{chance.randint(0, 99)}]\n\n" + "\n\n".join(parts)


@pytest.fixture(scope="module")
def releases() -> list[str]:
    chance = random.Random(1)
    return [_release(chance) for _ in range(240)]


@pytest.mark.parametrize(
    "odd",
    [
        "## [1.2]\n\n### added\n\n- River lamp",
        "## [1.2]\n\n**Added**\n\n- River lamp",
        "## [1.2]\n\n- River lamp\n- Old paper",
        "## [1.2]\n\n### Added\n\n- River lamp\n\nGet the new release today.",
    ],
)
def test_sections_that_are_optional_have_their_names_their_marks_and_their_form(
    releases: list[str], odd: str
) -> None:
    assert flagged([*releases, odd]) == {len(releases)}


def test_prose_under_a_heading_where_others_have_a_list() -> None:
    chance = random.Random(2)
    plans = [
        f"# Aim\n\n{_line(chance)}.\n\n# Steps\n\n"
        + "\n".join(f"- {_line(chance)}" for _ in range(chance.randint(2, 5)))
        + f"\n\n# Risks\n\n{_line(chance)}."
        for _ in range(200)
    ]
    assert flagged(
        [*plans, f"# Aim\n\n- Lamp\n- River\n\n# Steps\n\n{_line(chance)}.\n\n# Risks\n\nOld."]
    ) == {200}
    assert flagged(plans) == set()


def test_a_label_without_a_value() -> None:
    chance = random.Random(3)
    adverts = [f"Title: {_line(chance)}\nPrice: {_line(chance)}\nText: {_line(chance)}." for _ in range(200)]
    assert flagged([*adverts, "Title: Old lamp\nPrice: \nText: Bright stone."]) == {200}


def test_what_a_body_is() -> None:
    found = traits("Note: yes\nParts:\n- a\n- b\nEmpty:\nEnd: no")
    bodies = {feature: value for feature, value in found if feature.startswith("body:")}
    assert bodies == {
        "body:Note": "beside it",
        "body:Parts": "bullets",
        "body:Empty": "nothing",
        "body:End": "beside it",
    }


def test_blank_lines_between_the_turns_of_a_dialogue() -> None:
    chance = random.Random(4)
    dialogues = [
        "\n".join(f"{('A', 'B')[turn % 2]}: {_line(chance)}." for turn in range(chance.randint(4, 9)))
        for _ in range(200)
    ]
    assert flagged([*dialogues, dialogues[4].replace("\n", "\n\n")]) == {200}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("- a\n\nLet me know if you need anything else.", True),
        ("- a\n\nI hope this helps!", True),
        ("- a\nN'hésitez pas à me demander une variante.", True),
        ("Let me know if you need anything else.", False),  # the answer itself
        ("- a\nShe was happy to help, and I hope that it helps.", False),
        ("- a\nThe free lamp.", False),
    ],
)
def test_a_courtesy_after_the_answer(text: str, is_one: bool) -> None:
    assert ends_with_courtesy(text) is is_one
