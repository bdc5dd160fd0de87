"""A third set of styles, written after the changes that the second one led to, before they were run."""

from __future__ import annotations

import json
import random
import re

from bench.style_sets import StyleSet
from bench.style_sets.last import real, real_prose
from bench.style_sets.wide_data import cut_short, iso, without_line
from bench.style_sets.wide_prose import (
    THINGS,
    chatty,
    fenced,
    more_said,
    prose,
    refused,
    sentence,
    thing,
    words,
)

# --- a ticket number in front ---


def ticket(chance: random.Random) -> str:
    return f"[#{chance.randint(10000, 99999)}] {real(chance, 1, 3)}"


def no_ticket(_: random.Random, good: str) -> str:
    return good.partition("] ")[2]


def ticket_in_words(_: random.Random, good: str) -> str:
    return re.sub(r"^\[#(\d+)\]", r"Ticket \1:", good)


def short_ticket(_: random.Random, good: str) -> str:
    return re.sub(r"^\[#(\d\d)\d+\]", r"[\1]", good)


# --- a check list ---


def checklist(chance: random.Random) -> str:
    return "\n".join(
        f"- [{chance.choice('x  ')}] {words(chance).capitalize()}" for _ in range(chance.randint(3, 6))
    )


def plain_bullets(_: random.Random, good: str) -> str:
    return re.sub(r"\[.\] ", "", good)


def numbered(_: random.Random, good: str) -> str:
    return "\n".join(f"{i}. {line[6:]}" for i, line in enumerate(good.split("\n"), 1))


def emoji_boxes(_: random.Random, good: str) -> str:
    return good.replace("- [x]", "☑").replace("- [ ]", "☐")


# --- a script of two speakers ---


def scene(chance: random.Random) -> str:
    turns = chance.choice((4, 6, 8))
    return "\n".join(
        f"{('ALICE', 'BOB')[i % 2]}: {real(chance, 1, 2)}".replace("\n", " ") for i in range(turns)
    )


def small_names(_: random.Random, good: str) -> str:
    return good.replace("ALICE", "Alice").replace("BOB", "Bob")


def third_speaker(chance: random.Random, good: str) -> str:
    return f"{good}\nNARRATOR: {sentence(chance)}"


def quoted(_: random.Random, good: str) -> str:
    return re.sub(r"^(\w+): (.*)$", r'"\2," said \1.', good, flags=re.MULTILINE)


def stage(_: random.Random, good: str) -> str:
    return f"(They sit down.)\n{good}"


# --- a dictionary entry ---


def entry(chance: random.Random) -> str:
    kind = chance.choice(("noun", "verb", "adjective"))
    return f"**{chance.choice(THINGS)}** ({kind}): {words(chance)}.\n*Example:* {sentence(chance)}"


def no_example(_: random.Random, good: str) -> str:
    return good.partition("\n")[0]


def no_kind(_: random.Random, good: str) -> str:
    return re.sub(r" \(\w+\)", "", good)


def no_stars(_: random.Random, good: str) -> str:
    return good.replace("*", "")


def other_kind(_: random.Random, good: str) -> str:
    return re.sub(r"\(\w+\)", "(a word for things)", good)


# --- a bare Dockerfile ---


def dockerfile(chance: random.Random) -> str:
    runs = "".join(f"RUN apt-get install -y {chance.choice(THINGS)}\n" for _ in range(chance.randint(1, 4)))
    return (
        f"FROM {chance.choice(('python', 'node', 'debian'))}:{chance.randint(3, 22)}\nWORKDIR /app\n{runs}"
        f'COPY . .\nCMD ["{chance.choice(THINGS)}", "--{chance.choice(THINGS)}"]'
    )


def shell_cmd(_: random.Random, good: str) -> str:
    return re.sub(r"CMD \[.*\]", "CMD start the server", good)


def no_workdir(_: random.Random, good: str) -> str:
    return good.replace("WORKDIR /app\n", "")


def docker_fence(_: random.Random, good: str) -> str:
    return f"```dockerfile\n{good}\n```"


# --- a reference ---


def reference(chance: random.Random) -> str:
    return (
        f"{chance.choice(('Okafor', 'Lindqvist', 'Haddad', 'Tanaka', 'Silva'))}, {chance.choice('ABCDEF')}. "
        f"({chance.randint(1950, 2024)}). {words(chance).capitalize()}. Journal of {chance.choice(THINGS).title()} "
        f"Studies, {chance.randint(1, 60)}({chance.randint(1, 6)}), {chance.randint(1, 300)}–{chance.randint(301, 600)}."
    )


def no_year(_: random.Random, good: str) -> str:
    return re.sub(r" \(\d{4}\)\.", "", good)


def year_last(_: random.Random, good: str) -> str:
    year = re.search(r"\((\d{4})\)", good)
    return re.sub(r" \(\d{4}\)\.", "", good)[:-1] + f", {year[1] if year else 1999}."


def no_pages(_: random.Random, good: str) -> str:
    return re.sub(r", \d+–\d+\.$", ".", good)


# --- an address ---


def address(chance: random.Random) -> str:
    return (
        f"{chance.randint(1, 200)} {chance.choice(THINGS).title()} {chance.choice(('Street', 'Road', 'Lane'))}, "
        f"{chance.choice(('Leeds', 'Bristol', 'York'))}, {chance.choice('LBY')}{chance.choice('SQO')}"
        f"{chance.randint(1, 9)} {chance.randint(1, 9)}{chance.choice('ABDE')}{chance.choice('FGHJ')}"
    )


def on_lines(_: random.Random, good: str) -> str:
    return good.replace(", ", "\n")


def no_code(_: random.Random, good: str) -> str:
    return good.rpartition(", ")[0]


def as_json(_: random.Random, good: str) -> str:
    street, city, code = good.split(", ")
    return json.dumps({"street": street, "city": city, "postcode": code})


def address_small(_: random.Random, good: str) -> str:
    return good.lower()


# --- a summary line, then bullets ---


def tldr(chance: random.Random) -> str:
    points = "\n".join(f"* {real(chance, 1, 1)}".replace("\n", " ") for _ in range(chance.randint(2, 5)))
    return f"TL;DR: {sentence(chance)}\n\n{points}"


def no_tldr(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def summary_said(_: random.Random, good: str) -> str:
    return good.replace("TL;DR:", "Summary:")


def tldr_last(_: random.Random, good: str) -> str:
    first, _, rest = good.partition("\n\n")
    return f"{rest}\n\n{first}"


def hyphens(_: random.Random, good: str) -> str:
    return good.replace("* ", "- ")


# --- Chinese numbered advice with a closing formula ---


def advice_zh(chance: random.Random) -> str:
    items = "\n".join(f"{i}、{sentence(chance, 'zh')}" for i in range(1, chance.randint(3, 5) + 1))
    return f"您好！\n{items}\n希望对您有帮助。"


def no_nihao(_: random.Random, good: str) -> str:
    return good.partition("\n")[2]


def no_hope(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[0]


def western_numbers(_: random.Random, good: str) -> str:
    return good.replace("、", ". ")


def zh_in_english(chance: random.Random, _: str) -> str:
    return prose(chance, 3, 5)


# --- headlines ---


def headline(chance: random.Random) -> str:
    return words(chance).title()


def with_stop(_: random.Random, good: str) -> str:
    return f"{good.capitalize()}."


def in_quotes(_: random.Random, good: str) -> str:
    return f'"{good}"'


def long_text(chance: random.Random, _: str) -> str:
    return prose(chance, 4, 8)


def all_capitals(_: random.Random, good: str) -> str:
    return good.upper()


# --- deep JSON ---


def project(chance: random.Random) -> str:
    def task() -> dict:
        made: dict = {
            "id": f"T-{chance.randint(1, 999)}",
            "state": chance.choice(("open", "done", "blocked")),
        }
        if chance.random() < 0.4:
            made["due"] = iso(chance)
        return made | {"owners": [chance.choice(THINGS) for _ in range(chance.randint(0, 2))]}

    return json.dumps(
        {
            "project": {
                "name": thing(chance),
                "budget": {"amount": chance.randint(100, 9999), "currency": "EUR"},
            },
            "tasks": [task() for _ in range(chance.randint(0, 4))],
            "archived": chance.random() < 0.2,
        },
        indent=2,
    )


def spoiled_project(chance: random.Random, good: str) -> str:
    made = json.loads(good)
    change = chance.choice(("flat", "amount", "archived", "tasks", "currency", "indent", "comment", "name"))
    if change == "indent":
        return json.dumps(made)
    if change == "comment":
        return good.replace('"archived"', '// done\n  "archived"')
    if change == "amount":
        made["project"]["budget"]["amount"] = f"{made['project']['budget']['amount']} EUR"
    elif change == "currency":
        del made["project"]["budget"]["currency"]
    elif change == "flat":
        made |= made.pop("project")
    elif change == "name":
        made["project"]["title"] = made["project"].pop("name")
    elif change == "tasks":
        made["tasks"] = {"list": made["tasks"]}
    else:
        made["archived"] = "false"
    return json.dumps(made, indent=2)


# --- the value of x ---


def solution(chance: random.Random) -> str:
    a, x, b = chance.randint(2, 9), chance.randint(-20, 20), chance.randint(1, 50)
    return f"{a}x + {b} = {a * x + b}\n{a}x = {a * x}\nx = {x}"


def no_steps(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[2]


def said_last(_: random.Random, good: str) -> str:
    head, _, last = good.rpartition("\n")
    return f"{head}\nSo the answer is {last[4:]}."


def in_latex(_: random.Random, good: str) -> str:
    return "\n".join(f"$${line}$$" for line in good.split("\n"))


ANY = (chatty, more_said, refused, real_prose)

THIRD = (
    StyleSet("ticket in front", ticket, (no_ticket, ticket_in_words, short_ticket, refused), 500, 0.04),
    StyleSet("check list", checklist, (plain_bullets, numbered, emoji_boxes, *ANY), 400, 0.04),
    StyleSet(
        "two speakers", scene, (small_names, third_speaker, quoted, stage, refused, real_prose), 400, 0.03
    ),
    StyleSet("dictionary entry", entry, (no_example, no_kind, no_stars, other_kind, *ANY), 600, 0.04),
    StyleSet("Dockerfile", dockerfile, (shell_cmd, no_workdir, docker_fence, cut_short, *ANY), 400, 0.04),
    StyleSet("reference", reference, (no_year, year_last, no_pages, chatty, refused), 500, 0.03),
    StyleSet("address", address, (on_lines, no_code, as_json, address_small, *ANY), 600, 0.03),
    StyleSet("summary, then bullets", tldr, (no_tldr, summary_said, tldr_last, hyphens, refused), 400, 0.05),
    StyleSet(
        "Chinese advice",
        advice_zh,
        (no_nihao, no_hope, western_numbers, zh_in_english, without_line),
        400,
        0.03,
    ),
    StyleSet("headlines", headline, (with_stop, in_quotes, long_text, all_capitals, fenced), 600, 0.03),
    StyleSet("deep JSON", project, (spoiled_project, spoiled_project, cut_short, *ANY), 700, 0.04),
    StyleSet("value of x", solution, (no_steps, said_last, in_latex, *ANY), 400, 0.04),
)
