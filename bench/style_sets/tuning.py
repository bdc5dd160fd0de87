"""The style sets that the thresholds were picked on."""

from __future__ import annotations

import json
import random
import re

from bench.style_sets import StyleSet
from bench.style_sets.prose import name, phrase, prose, sentence

# --- nested JSON ----------------------------------------------------------------------------------------


def ticket(chance: random.Random) -> str:
    items = [
        {"sku": f"{chance.choice('ABC')}{chance.randrange(100, 999)}", "qty": chance.randint(1, 9)}
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4)))
    ]
    record: dict = {
        "id": f"TCK-{chance.randrange(1000, 9999)}",
        "customer": {"name": name(chance), "city": chance.choice(("Oslo", "Lyon", "Kyiv", "Porto", "Graz"))},
        "items": items,
        "urgent": chance.random() < 0.1,
        "priority": chance.choice(("low", "medium", "high")),
    }
    if chance.random() < 0.4:
        record["notes"] = sentence(chance)
    if chance.random() < 0.15:
        record["customer"]["phone"] = f"+49 {chance.randrange(10**8)}"
    return json.dumps(record)


def fenced(_: random.Random, good: str) -> str:
    return f"```json\n{good}\n```"


def introduced(chance: random.Random, good: str) -> str:
    return f"{chance.choice(('Here is the result:', 'Sure! The ticket is'))}\n{good}"


def without_key(chance: random.Random, good: str) -> str:
    record = json.loads(good)
    del record[chance.choice(("id", "customer", "urgent", "priority"))]
    return json.dumps(record)


def inner_key_missing(_: random.Random, good: str) -> str:
    record = json.loads(good)
    del record["items"][-1]["qty"]
    return json.dumps(record)


def strange_key(chance: random.Random, good: str) -> str:
    return json.dumps(json.loads(good) | {chance.choice(("comment", "ID", "source", "lang")): "x"})


def quoted_number(_: random.Random, good: str) -> str:
    record = json.loads(good)
    record["items"][0]["qty"] = str(record["items"][0]["qty"])
    return json.dumps(record)


def truncated_json(chance: random.Random, good: str) -> str:
    return good[: -chance.randint(1, 12)]


def single_quotes(_: random.Random, good: str) -> str:
    return str(json.loads(good))


def other_id(chance: random.Random, good: str) -> str:
    return re.sub(r"TCK-(\d+)", rf"{chance.choice(('', '#', 'Ticket '))}\1", good)


def other_priority(chance: random.Random, good: str) -> str:
    record = json.loads(good)
    record["priority"] = chance.choice(("High", "urgent!", "P1", "med", "LOW", "asap"))
    return json.dumps(record)


# --- notes in four sections ------------------------------------------------------------------------------

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


# --- three labelled lines ----------------------------------------------------------------------------------


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


# --- Markdown: a heading and bullets -------------------------------------------------------------------------


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


# --- SQL in a fence --------------------------------------------------------------------------------------------


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


# --- one of a few labels -----------------------------------------------------------------------------------------

LABELS = "refund,delay,damage,praise,question,login,invoice,address,cancel,upgrade,spam,other".split(",")


def label(chance: random.Random) -> str:
    return chance.choices(LABELS, weights=range(3, 15))[0]


def label_in_words(chance: random.Random, good: str) -> str:
    return chance.choice((f"Label: {good}", f"The label is {good}.", f"{good}, I think", f"\"{good}\""))


def invented(chance: random.Random, _: str) -> str:
    return chance.choice(("n/a", "unclear", "refunds", "shipping", "two of them", "???", "billing", "none"))


def capital(_: random.Random, good: str) -> str:
    return good.upper()


# --- letters ---------------------------------------------------------------------------------------------------


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


# --- a closing question -----------------------------------------------------------------------------------------

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


# --- YAML ----------------------------------------------------------------------------------------------------------


def yaml(chance: random.Random) -> str:
    ports = "".join(f"\n  - {chance.randrange(1000, 9999)}" for _ in range(chance.randint(1, 3)))
    note = f"\ncomment: {phrase(chance)}" if chance.random() < 0.3 else ""
    limits = f"limits:\n  cpu: {chance.randint(1, 8)}\n  memory: {chance.randint(1, 64)}Gi"
    return f"service: {name(chance).lower()}-api\nreplicas: {chance.randint(1, 9)}\nports:{ports}\n{limits}{note}"


def yaml_key_gone(chance: random.Random, good: str) -> str:
    return re.sub(chance.choice((r"replicas: .*\n", r"service: .*\n", r"  cpu: .*\n")), "", good)


def yaml_typed(_: random.Random, good: str) -> str:
    return re.sub(r"replicas: \d", "replicas: several", good)


def yaml_as_json(chance: random.Random, _: str) -> str:
    return json.dumps({"service": name(chance), "replicas": 2, "ports": [1234]})


def yaml_said(_: random.Random, good: str) -> str:
    return f"Here is the configuration:\n\n{good}"


def yaml_fenced(_: random.Random, good: str) -> str:
    return f"```yaml\n{good}\n```"


# --- XML -----------------------------------------------------------------------------------------------------------


def xml(chance: random.Random) -> str:
    tags = "".join(f"<tag>{chance.choice(LABELS)}</tag>" for _ in range(chance.randint(1, 4)))
    note = f"<note>{sentence(chance)}</note>" if chance.random() < 0.3 else ""
    day = f"2024-0{chance.randint(1, 9)}-{chance.randint(10, 28)}"
    return f'<ticket id="{chance.randrange(999)}"><title>{phrase(chance)}</title><date>{day}</date>{note}<tags>{tags}</tags></ticket>'


def element_gone(chance: random.Random, good: str) -> str:
    return re.sub(chance.choice((r"<title>.*</title>", r"<date>.*</date>", r"<tags>.*</tags>")), "", good)


def attribute_gone(_: random.Random, good: str) -> str:
    return re.sub(r' id="\d+"', "", good)


def unclosed(chance: random.Random, good: str) -> str:
    return good.replace(chance.choice(("</ticket>", "</title>", "</tags>")), "")


def other_date(_: random.Random, good: str) -> str:
    return re.sub(r"2024-0(\d)-(\d\d)", r"\2/0\1/2024", good)


def strange_element(chance: random.Random, good: str) -> str:
    strange = chance.choice(("owner", "level", "x"))
    return good.replace("<date>", f"<{strange}>1</{strange}><date>")


# --- worked answers --------------------------------------------------------------------------------------------------


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


# --- two modes ---------------------------------------------------------------------------------------------------------


def two_modes(chance: random.Random) -> str:
    if chance.random() < 0.6:
        return json.dumps({"intent": chance.choice(LABELS), "score": round(chance.random(), 2)})
    return "Summary:\n" + "\n".join(f"* {phrase(chance)}" for _ in range(chance.randint(2, 4)))


def spoiled_mode(chance: random.Random, good: str) -> str:
    if good[0] == "{":
        return chance.choice((good.replace('"score"', '"confidence"'), f"```\n{good}\n```", good[:-1]))
    return chance.choice((good.replace("Summary:\n", ""), good.replace("Summary", "TL;DR"), good.replace("* ", "")))


# --- tables ------------------------------------------------------------------------------------------------------------


def table(chance: random.Random) -> str:
    rows = "".join(f"\n| {name(chance)} | {chance.randint(1, 99)} | {phrase(chance)} |" for _ in range(chance.randint(2, 7)))
    return f"| Name | Count | Remark |\n| --- | --- | --- |{rows}"


def column_gone(_: random.Random, good: str) -> str:
    return "\n".join(line.rsplit("|", 2)[0] + "|" for line in good.split("\n"))


def other_header(chance: random.Random, good: str) -> str:
    return good.replace("| Name |", chance.choice(("| Who |", "| name |", "| Person |")), 1)


def as_list(_: random.Random, good: str) -> str:
    return "\n".join(f"- {line.strip('| ').replace(' | ', ', ')}" for line in good.split("\n")[2:])


def table_introduced(_: random.Random, good: str) -> str:
    return f"Here is the table:\n\n{good}"


TUNING = (
    StyleSet("nested JSON", ticket, (fenced, introduced, without_key, inner_key_missing, strange_key, quoted_number,
             truncated_json, single_quotes, other_id, other_priority)),
    StyleSet("four sections", soap, (section_gone, sections_swapped, section_renamed, bold_sections, plain_prose)),
    StyleSet("three labelled lines", three_lines, (four_lines, two_lines, labels_gone, on_one_line), 300, 0.05),
    StyleSet("heading and bullets", summary, (other_level, numbered, too_many, one_bullet, no_heading, closing_text)),
    StyleSet("SQL in a fence", sql, (unfenced, no_language, fence_open, explained, no_semicolon)),
    StyleSet("one of 12 labels", label, (label_in_words, invented, capital)),
    StyleSet("letters", letter, (no_greeting, casual, unsigned, other_sign_off)),
    StyleSet("closing question", closing_question, (question_gone, statement)),
    StyleSet("YAML", yaml, (yaml_key_gone, yaml_typed, yaml_as_json, yaml_said, yaml_fenced)),
    StyleSet("XML", xml, (element_gone, attribute_gone, unclosed, other_date, strange_element)),
    StyleSet("worked answers", worked, (said_answer, no_answer, with_unit, words_after)),
    StyleSet("two modes", two_modes, (spoiled_mode,), 800, 0.04),
    StyleSet("table", table, (column_gone, other_header, as_list, table_introduced), 200, 0.05),
)  # fmt: skip
