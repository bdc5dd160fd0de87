"""The style sets of structured data that the thresholds were picked on: JSON, YAML, XML, tables."""

from __future__ import annotations

import json
import random
import re

from bench.style_sets import StyleSet
from bench.style_sets.prose import LABELS, name, phrase, sentence

# --- nested JSON ---


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


# --- YAML ---


def yaml(chance: random.Random) -> str:
    ports = "".join(f"\n  - {chance.randrange(1000, 9999)}" for _ in range(chance.randint(1, 3)))
    note = f"\ncomment: {phrase(chance)}" if chance.random() < 0.3 else ""
    limits = f"limits:\n  cpu: {chance.randint(1, 8)}\n  memory: {chance.randint(1, 64)}Gi"
    service = f"service: {name(chance).lower()}-api\nreplicas: {chance.randint(1, 9)}"
    return f"{service}\nports:{ports}\n{limits}{note}"


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


# --- XML ---


def xml(chance: random.Random) -> str:
    tags = "".join(f"<tag>{chance.choice(LABELS)}</tag>" for _ in range(chance.randint(1, 4)))
    note = f"<note>{sentence(chance)}</note>" if chance.random() < 0.3 else ""
    day = f"2024-0{chance.randint(1, 9)}-{chance.randint(10, 28)}"
    inside = f"<title>{phrase(chance)}</title><date>{day}</date>{note}<tags>{tags}</tags>"
    return f'<ticket id="{chance.randrange(999)}">{inside}</ticket>'


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


# --- tables ---


def table(chance: random.Random) -> str:
    rows = "".join(
        f"\n| {name(chance)} | {chance.randint(1, 99)} | {phrase(chance)} |"
        for _ in range(chance.randint(2, 7))
    )
    return f"| Name | Count | Remark |\n| --- | --- | --- |{rows}"


def column_gone(_: random.Random, good: str) -> str:
    return "\n".join(line.rsplit("|", 2)[0] + "|" for line in good.split("\n"))


def other_header(chance: random.Random, good: str) -> str:
    return good.replace("| Name |", chance.choice(("| Who |", "| name |", "| Person |")), 1)


def as_list(_: random.Random, good: str) -> str:
    return "\n".join(f"- {line.strip('| ').replace(' | ', ', ')}" for line in good.split("\n")[2:])


def table_introduced(_: random.Random, good: str) -> str:
    return f"Here is the table:\n\n{good}"


DATA = (
    StyleSet(
        "nested JSON",
        ticket,
        (
            fenced,
            introduced,
            without_key,
            inner_key_missing,
            strange_key,
            quoted_number,
            truncated_json,
            single_quotes,
            other_id,
            other_priority,
        ),
    ),
    StyleSet("YAML", yaml, (yaml_key_gone, yaml_typed, yaml_as_json, yaml_said, yaml_fenced)),
    StyleSet("XML", xml, (element_gone, attribute_gone, unclosed, other_date, strange_element)),
    StyleSet("table", table, (column_gone, other_header, as_list, table_introduced), 200, 0.05),
)
