"""Textual styles of the first wide test."""

from __future__ import annotations

import random
import re

from bench.style_sets import StyleSet
from bench.style_sets.wide_data import without_line
from bench.style_sets.wide_prose import (
    THINGS,
    chatty,
    fenced,
    just_prose,
    more_said,
    prose,
    refused,
    sentence,
    thing,
    words,
)

NAMES = ("Ms Okafor", "Mr Lindqvist", "Dr Haddad", "Ms Petrova", "Mr Tanaka", "Ms Silva")


def boxed(chance: random.Random) -> str:
    steps = [
        f"${a} \\times {b} = {a * b}$"
        for a, b in ((chance.randint(2, 40), chance.randint(2, 9)) for _ in range(3))
    ]
    body = " ".join(f"{sentence(chance)[:-1]}: {step}." for step in steps[: chance.randint(1, 3)])
    return f"{body}\n\nThe answer is $\\boxed{{{chance.randint(-50, 9999)}}}$."


def unboxed(_: random.Random, good: str) -> str:
    return re.sub(r"\$\\boxed\{(.*?)\}\$", r"\1", good)


def box_gone(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[0]


def box_of_words(_: random.Random, good: str) -> str:
    return re.sub(r"boxed\{.*?\}", "boxed{forty-two}", good)


def thought(chance: random.Random) -> str:
    return f"<think>\n{prose(chance, 2, 8)}\n</think>\n\n{prose(chance, 1, 3)}"


def no_thought(_: random.Random, good: str) -> str:
    return good.partition("</think>\n\n")[2]


def think_open(_: random.Random, good: str) -> str:
    return good.replace("</think>\n\n", "")


def other_tag(_: random.Random, good: str) -> str:
    return good.replace("think>", "reasoning>")


def answer_gone(_: random.Random, good: str) -> str:
    return good.partition("</think>")[0] + "</think>"


def haiku(chance: random.Random) -> str:
    return f"{thing(chance)} in the rain\n{words(chance)}\n{chance.choice(THINGS)} and nothing more"


def capitals(_: random.Random, good: str) -> str:
    return "\n".join(line.capitalize() + "." for line in good.split("\n"))


def two_lines(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[0]


def one_line(_: random.Random, good: str) -> str:
    return good.replace("\n", " / ")


def titled(_: random.Random, good: str) -> str:
    return f"Haiku about rain\n\n{good}"


def four_lines(chance: random.Random, good: str) -> str:
    return f"{good}\n{words(chance)}"


def limerick(chance: random.Random) -> str:
    lines = [
        f"There once was a {chance.choice(THINGS)} from {chance.choice(('Rye', 'Cork', 'Leeds', 'Oslo'))},"
    ]
    lines += [
        f"{words(chance).capitalize()};",
        f"{words(chance).capitalize()},",
        f"{words(chance).capitalize()},",
    ]
    return "\n".join([*lines, f"And that was the end of the {chance.choice(THINGS)}."])


def no_opening(chance: random.Random, good: str) -> str:
    return "\n".join([sentence(chance), *good.split("\n")[1:]])


def clauses(chance: random.Random) -> str:
    out = []
    for number in range(1, chance.randint(2, 4) + 1):
        out.append(f"{number}. {thing(chance).upper()}")
        out += [f"{number}.{inner} {sentence(chance)}" for inner in range(1, chance.randint(2, 4) + 1)]
    return "\n".join(out)


def dashed(_: random.Random, good: str) -> str:
    return re.sub(r"^\d\.\d ", "- ", good, flags=re.MULTILINE)


def lettered(_: random.Random, good: str) -> str:
    return re.sub(r"^\d\.(\d) ", lambda m: f"({'abcde'[int(m[1])]}) ", good, flags=re.MULTILINE)


def in_one(_: random.Random, good: str) -> str:
    return " ".join(re.sub(r"^[\d.]+ ", "", line) for line in good.split("\n"))


def dialogue(chance: random.Random) -> str:
    pairs = chance.randint(2, 4)
    return "\n\n".join(f"Q: {words(chance).capitalize()}?\nA: {prose(chance, 1, 2)}" for _ in range(pairs))


def spelled_out(_: random.Random, good: str) -> str:
    return good.replace("Q:", "Question:").replace("A:", "Answer:")


def bold_q(_: random.Random, good: str) -> str:
    return re.sub(r"^([QA]):", r"**\1:**", good, flags=re.MULTILINE)


def answers_gone(_: random.Random, good: str) -> str:
    return re.sub(r"\nA: .*", "", good)


def email(chance: random.Random) -> str:
    hello = f"Subject: {thing(chance).capitalize()}\n\nDear {chance.choice(NAMES)},"
    body = "\n\n".join(prose(chance, 1, 4) for _ in range(chance.randint(1, 3)))
    return f"{hello}\n\n{body}\n\nKind regards,\nThe {chance.choice(('Billing', 'Support', 'Claims'))} Team"


def no_subject(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def hey(_: random.Random, good: str) -> str:
    return re.sub(r"Dear .*,", "Hey there!", good)


def no_sign_off(_: random.Random, good: str) -> str:
    return good.rpartition("\n\n")[0]


def cheers(_: random.Random, good: str) -> str:
    return re.sub(r"Kind regards,\n.*", "Cheers, Tom", good)


def three_bullets(chance: random.Random) -> str:
    return "\n".join(f"- **{chance.choice(THINGS).capitalize()}**: {sentence(chance)}" for _ in range(3))


def fourth(chance: random.Random, good: str) -> str:
    return f"{good}\n- **More**: {sentence(chance)}"


def not_bold(_: random.Random, good: str) -> str:
    return good.replace("**", "")


def stars(_: random.Random, good: str) -> str:
    return good.replace("- **", "* **")


def numbers(_: random.Random, good: str) -> str:
    return "\n".join(f"{i}. {line[2:]}" for i, line in enumerate(good.split("\n"), 1))


HEADS = ("SUMMARY", "DETAILS", "NEXT STEPS")


def capital_heads(chance: random.Random) -> str:
    return "\n\n".join(f"{head}\n{prose(chance, 1, 5)}" for head in HEADS)


def head_gone(chance: random.Random, good: str) -> str:
    return good.replace(f"{chance.choice(HEADS)}\n", "")


def small_heads(_: random.Random, good: str) -> str:
    return (
        good.replace("SUMMARY", "Summary").replace("DETAILS", "Details").replace("NEXT STEPS", "Next steps")
    )


def hashed(_: random.Random, good: str) -> str:
    return re.sub(r"^([A-Z ]{7,})$", r"## \1", good, flags=re.MULTILINE)


def part_gone(chance: random.Random, good: str) -> str:
    parts = good.split("\n\n")
    del parts[chance.randrange(3)]
    return "\n\n".join(parts)


def swapped(_: random.Random, good: str) -> str:
    one, two, three = good.split("\n\n")
    return "\n\n".join((one, three, two))


def one_sentence(chance: random.Random) -> str:
    return sentence(chance)


def several(chance: random.Random, _: str) -> str:
    return prose(chance, 4, 7)


def no_stop(_: random.Random, good: str) -> str:
    return good[:-1]


def listed(chance: random.Random, _: str) -> str:
    return "\n".join(f"- {words(chance)}" for _ in range(3))


def korean(chance: random.Random) -> str:
    return prose(chance, 1, 4, "ko")


def in_english(chance: random.Random, _: str) -> str:
    return prose(chance, 1, 4)


def both(chance: random.Random, good: str) -> str:
    return f"{prose(chance, 1, 3)}\n{good}"


def headed(_: random.Random, good: str) -> str:
    return f"Translation: {good}"


QUESTIONS = (
    "Would you like me to check anything else?", "Is there anything else I can help with?", "Does that solve it?",
)  # fmt: skip


def closing(chance: random.Random) -> str:
    return f"Thank you for contacting us. {prose(chance, 1, 5)} {chance.choice(QUESTIONS)}"


def no_question(_: random.Random, good: str) -> str:
    for question in QUESTIONS:
        good = good.removesuffix(f" {question}")
    return good


def no_thanks(_: random.Random, good: str) -> str:
    return good.removeprefix("Thank you for contacting us. ")


def goodbye(_: random.Random, good: str) -> str:
    return no_question(_, good) + " Have a nice day."


def checks(chance: random.Random) -> str:
    points = "\n".join(f"✅ {words(chance).capitalize()}" for _ in range(chance.randint(2, 5)))
    return f"🚀 {thing(chance).capitalize()}\n\n{points}"


def no_emoji(_: random.Random, good: str) -> str:
    return good.replace("✅ ", "").replace("🚀 ", "")


def dashes_for_checks(_: random.Random, good: str) -> str:
    return good.replace("✅", "-")


def no_title(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def band(chance: random.Random) -> str:
    text = sentence(chance)
    while len(text.split()) < 40:
        text += " " + sentence(chance)
    return text


def too_short(chance: random.Random, _: str) -> str:
    return sentence(chance)


def too_long(chance: random.Random, _: str) -> str:
    return prose(chance, 25, 40)


def table(chance: random.Random) -> str:
    rows = "\n".join(
        f"| {chance.choice(THINGS)} | {chance.randint(1, 99)} |" for _ in range(chance.randint(2, 6))
    )
    return f"Here is the comparison:\n\n| Item | Count |\n|---|---|\n{rows}\n\nSource: {thing(chance)} survey"


def no_source(_: random.Random, good: str) -> str:
    return good.rpartition("\n\n")[0]


def third_column(_: random.Random, good: str) -> str:
    return re.sub(r"^(\|.*\|)$", r"\1 x |", good, flags=re.MULTILINE)


def list_for_table(_: random.Random, good: str) -> str:
    return re.sub(r"^\| (\w+) \| (\d+) \|$", r"- \1: \2", good, flags=re.MULTILINE).replace(
        "| Item | Count |\n|---|---|\n", ""
    )


ANY = (chatty, more_said, refused, just_prose)

WIDE_TEXTS = (
    StyleSet("boxed answers", boxed, (unboxed, box_gone, box_of_words, more_said, refused, just_prose)),
    StyleSet("think tags, then text", thought, (no_thought, think_open, other_tag, answer_gone, refused)),
    StyleSet("haiku", haiku, (capitals, two_lines, one_line, titled, four_lines, *ANY), 300, 0.05),
    StyleSet("limerick", limerick, (no_opening, without_line, one_line, four_lines, *ANY), 200, 0.05),
    StyleSet("legal clauses", clauses, (dashed, lettered, in_one, *ANY), 400, 0.03),
    StyleSet("questions and answers", dialogue, (spelled_out, bold_q, answers_gone, *ANY), 500, 0.03),
    StyleSet("business mail", email, (no_subject, hey, no_sign_off, cheers, refused, just_prose), 600, 0.04),
    StyleSet("three bullets", three_bullets, (fourth, two_lines, not_bold, stars, numbers, *ANY), 500, 0.04),
    StyleSet("capital headings", capital_heads, (head_gone, small_heads, hashed, part_gone, swapped, *ANY)),
    StyleSet("one sentence", one_sentence, (several, no_stop, listed, chatty, fenced, more_said), 800, 0.03),
    StyleSet("Korean translation", korean, (in_english, both, headed, refused), 400, 0.03),
    StyleSet(
        "thanks, then a question", closing, (no_question, no_thanks, goodbye, refused, just_prose), 700, 0.03
    ),
    StyleSet("check marks", checks, (no_emoji, dashes_for_checks, no_title, *ANY), 300, 0.04),
    StyleSet("forty words", band, (too_short, too_long, listed, refused), 600, 0.03),
    StyleSet(
        "table between lines",
        table,
        (no_source, third_column, list_for_table, refused, just_prose),
        400,
        0.04,
    ),
)
