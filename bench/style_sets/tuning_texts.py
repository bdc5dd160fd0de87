"""The style sets of texts that the thresholds were picked on."""

from __future__ import annotations

import json
import random
import re

from bench.style_sets import StyleSet
from bench.style_sets.prose import LABELS, name, phrase, prose, sentence

# --- notes in four sections ---

SOAP = ("Subjective", "Objective", "Assessment", "Plan")


def soap(chance: random.Random) -> str:
    return "\n".join(f"{title}: {prose(chance, 1, 4)}" for title in SOAP)


def section_gone(chance: random.Random, good: str) -> str:
    lines = good.split("\n")
    del lines[chance.randrange(4)]
    return "\n".join(lines)


def sections_swapped(chance: random.Random, good: str) -> str:
    lines = good.split("\n")
    first = chance.randrange(3)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    return "\n".join(lines)


def section_renamed(chance: random.Random, good: str) -> str:
    old, new = chance.choice((("Assessment", "Impression"), ("Plan", "Next steps"), ("Objective", "Exam")))
    return good.replace(old + ":", new + ":")


def bold_sections(_: random.Random, good: str) -> str:
    return re.sub(r"^(\w+):", r"**\1:**", good, flags=re.MULTILINE)


def plain_prose(chance: random.Random, good: str) -> str:
    return re.sub(r"^\w+: ", "", good, flags=re.MULTILINE).replace("\n", " ")


# --- three labelled lines ---


def three_lines(chance: random.Random) -> str:
    return "\n".join(f"Line {number}: {phrase(chance)}" for number in (1, 2, 3))


def four_lines(chance: random.Random, good: str) -> str:
    return f"{good}\nLine 4: {phrase(chance)}"


def two_lines(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[0]


def labels_gone(_: random.Random, good: str) -> str:
    return re.sub(r"Line \d: ", "", good)


def on_one_line(_: random.Random, good: str) -> str:
    return good.replace("\n", " / ")


# --- Markdown: a heading and bullets ---


def summary(chance: random.Random) -> str:
    bullets = "\n".join(f"- {sentence(chance)}" for _ in range(chance.randint(3, 5)))
    return f"## {phrase(chance).capitalize()}\n\n{bullets}"


def other_level(chance: random.Random, good: str) -> str:
    return good.replace("##", chance.choice(("#", "###")), 1)


def numbered(_: random.Random, good: str) -> str:
    head, *items = good.split("\n- ")
    return head + "".join(f"\n{number}. {item}" for number, item in enumerate(items, 1))


def too_many(chance: random.Random, good: str) -> str:
    return good + "".join(f"\n- {sentence(chance)}" for _ in range(chance.randint(4, 6)))


def one_bullet(_: random.Random, good: str) -> str:
    return "\n- ".join(good.split("\n- ")[:2])


def no_heading(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def closing_text(chance: random.Random, good: str) -> str:
    return f"{good}\n\n{sentence(chance)}"


# --- SQL in a fence ---


def sql(chance: random.Random) -> str:
    table, column = chance.choice(("orders", "users", "rooms")), chance.choice(("id", "total", "city"))
    extra = chance.choice(("", f"\nORDER BY {column}", f"\nLIMIT {chance.randint(1, 99)}"))
    verb = chance.choice(("SELECT", "SELECT", "SELECT", "WITH recent AS (SELECT 1) SELECT"))
    return f"```sql\n{verb} {column}\nFROM {table}\nWHERE {column} > {chance.randint(1, 500)}{extra};\n```"


def unfenced(_: random.Random, good: str) -> str:
    return good.removeprefix("```sql\n").removesuffix("\n```")


def no_language(chance: random.Random, good: str) -> str:
    return good.replace("```sql", chance.choice(("```", "```SQLite", "```python")))


def fence_open(_: random.Random, good: str) -> str:
    return good.removesuffix("\n```")


def explained(chance: random.Random, good: str) -> str:
    return f"{good}\nThis query {chance.choice(('lists', 'finds'))} the rows you asked for."


def no_semicolon(_: random.Random, good: str) -> str:
    return good.replace(";", "")


# --- one of a few labels ---


def label(chance: random.Random) -> str:
    return chance.choices(LABELS, weights=range(3, 15))[0]


def label_in_words(chance: random.Random, good: str) -> str:
    return chance.choice((f"Label: {good}", f"The label is {good}.", f"{good}, I think", f'"{good}"'))


def invented(chance: random.Random, _: str) -> str:
    return chance.choice(("n/a", "unclear", "refunds", "shipping", "two of them", "???", "billing", "none"))


def capital(_: random.Random, good: str) -> str:
    return good.upper()


# --- letters ---


def letter(chance: random.Random) -> str:
    return f"Dear {name(chance)},\n\n{prose(chance, 2, 6)}\n\nKind regards,\nThe Support Team"


def no_greeting(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def casual(_: random.Random, good: str) -> str:
    return good.replace("Dear", "Hey", 1)


def unsigned(_: random.Random, good: str) -> str:
    return good.rpartition("\n\n")[0]


def other_sign_off(chance: random.Random, good: str) -> str:
    return good.replace("Kind regards,", chance.choice(("Cheers,", "Best,", "Yours sincerely,")))


# --- a closing question ---

CLOSINGS = (
    "Is there anything else I can help you with?",
    "Would you like me to book that for you?",
    "Shall I send you the details?",
    "Does that answer your question?",
)


def closing_question(chance: random.Random) -> str:
    return f"{prose(chance, 1, 5)} {chance.choice(CLOSINGS)}"


def question_gone(_: random.Random, good: str) -> str:
    return re.sub(r"[^.]+\?$", "", good).strip()


def statement(chance: random.Random, good: str) -> str:
    return re.sub(r"[^.]+\?$", f" {chance.choice(('Have a nice day.', 'Let us know.', 'Bye!'))}", good)


# --- worked answers ---


def worked(chance: random.Random) -> str:
    number = chance.choice((chance.randint(-5, 99), chance.randint(1, 10**6), round(chance.random() * 99, 2)))
    return "\n".join(sentence(chance) for _ in range(chance.randint(2, 6))) + f"\n#### {number:,}"


def said_answer(_: random.Random, good: str) -> str:
    return good.replace("#### ", "The answer is ")


def no_answer(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[0]


def with_unit(chance: random.Random, good: str) -> str:
    return good + chance.choice((" dollars", " apples", " km"))


def words_after(chance: random.Random, good: str) -> str:
    return f"{good}\n{sentence(chance)}"


# --- two modes ---


def two_modes(chance: random.Random) -> str:
    if chance.random() < 0.6:
        return json.dumps({"intent": chance.choice(LABELS), "score": round(chance.random(), 2)})
    return "Summary:\n" + "\n".join(f"* {phrase(chance)}" for _ in range(chance.randint(2, 4)))


def spoiled_mode(chance: random.Random, good: str) -> str:
    if good[0] == "{":
        return chance.choice((good.replace('"score"', '"confidence"'), f"```\n{good}\n```", good[:-1]))
    return chance.choice(
        (good.replace("Summary:\n", ""), good.replace("Summary", "TL;DR"), good.replace("* ", ""))
    )


TEXTS = (
    StyleSet(
        "four sections", soap, (section_gone, sections_swapped, section_renamed, bold_sections, plain_prose)
    ),
    StyleSet(
        "three labelled lines", three_lines, (four_lines, two_lines, labels_gone, on_one_line), 300, 0.05
    ),
    StyleSet(
        "heading and bullets",
        summary,
        (other_level, numbered, too_many, one_bullet, no_heading, closing_text),
    ),
    StyleSet("SQL in a fence", sql, (unfenced, no_language, fence_open, explained, no_semicolon)),
    StyleSet("one of 12 labels", label, (label_in_words, invented, capital)),
    StyleSet("letters", letter, (no_greeting, casual, unsigned, other_sign_off)),
    StyleSet("closing question", closing_question, (question_gone, statement)),
    StyleSet("worked answers", worked, (said_answer, no_answer, with_unit, words_after)),
    StyleSet("two modes", two_modes, (spoiled_mode,), 800, 0.04),
)
