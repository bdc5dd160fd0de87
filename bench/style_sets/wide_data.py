"""Structured styles of the first wide test: JSON, YAML, TOML, XML, CSV, key-value lines, SQL, calls."""

from __future__ import annotations

import json
import random
import re

from bench.style_sets import StyleSet
from bench.style_sets.wide_prose import (
    THINGS,
    chatty,
    fenced,
    just_prose,
    more_said,
    refused,
    sentence,
    thing,
    words,
)


def iso(chance: random.Random) -> str:
    return f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def without_line(chance: random.Random, good: str) -> str:
    lines = good.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def cut_short(chance: random.Random, good: str) -> str:
    return good[: int(len(good) * chance.uniform(0.4, 0.8))]


# --- Russian key-value block ---


def karta(chance: random.Random) -> str:
    name = chance.choice(("Иванов И.", "Петрова А.", "Сидоров К.", "Ким Л.", "Орлова М."))
    total = f"{chance.randint(1, 90)} {chance.randint(100, 999)} ₽"
    day = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.20{chance.randint(10, 25)}"
    return f"Клиент: {name}\nДата: {day}\nСумма: {total}\nКомментарий: {sentence(chance, 'ru')}"


def latin_labels(_: random.Random, good: str) -> str:
    return good.replace("Клиент", "Client").replace("Дата", "Date").replace("Сумма", "Sum")


def day_as_iso(chance: random.Random, good: str) -> str:
    return re.sub(r"\d\d\.\d\d\.\d{4}", iso(chance), good)


def dollars(_: random.Random, good: str) -> str:
    return good.replace("₽", "USD")


def lines_swapped(_: random.Random, good: str) -> str:
    lines = good.split("\n")
    return "\n".join([lines[1], lines[0], *lines[2:]])


# --- nested JSON with an id, an enumeration, dates and Chinese texts ---


def order(chance: random.Random) -> str:
    lines = [
        {"sku": f"{chance.choice('ABC')}{chance.randint(100, 999)}", "qty": chance.randint(1, 9)}
        for _ in range(chance.randint(1, 4))
    ]
    made = {
        "id": f"ORD-20{chance.randint(20, 25)}-{chance.randint(0, 99999):05}",
        "status": chance.choice(("pending", "paid", "shipped", "returned")),
        "created": iso(chance),
        "customer": {"name": sentence(chance, "zh")[:3], "vip": chance.random() < 0.3},
        "lines": lines,
    }
    return json.dumps(
        made | ({"note": sentence(chance, "zh")} if chance.random() < 0.4 else {}), ensure_ascii=False
    )


def spoiled_order(chance: random.Random, good: str) -> str:
    made = json.loads(good)
    change = chance.choice(
        ("id", "status", "case", "created", "vip", "qty", "gone", "extra", "null", "lines", "pair")
    )
    if change == "pair":
        return good[:-1] + ",}"
    if change == "gone":
        del made[chance.choice(("id", "status", "created", "customer"))]
    elif change == "vip":
        made["customer"]["vip"] = "yes"
    elif change == "qty":
        made["lines"][0]["qty"] = str(made["lines"][0]["qty"])
    elif change == "lines":
        del made["lines"][0]["sku"]
    else:
        made |= {
            "id": {"id": made["id"][4:].replace("-", "/")},
            "status": {"status": "in transit"},
            "case": {"status": made["status"].upper()},
            "created": {"created": made["created"].replace("-", ".")},
            "extra": {"confidence": 0.93},
            "null": {"customer": None},
        }[change]
    return json.dumps(made, ensure_ascii=False)


# --- YAML with lists ---


def deployment(chance: random.Random) -> str:
    ports = "\n".join(f"  - {chance.randint(1000, 9999)}" for _ in range(chance.randint(1, 3)))
    return (
        f"service: {chance.choice(THINGS)}\nimage: repo/{chance.choice(THINGS)}:{chance.randint(1, 9)}."
        f"{chance.randint(0, 20)}\nreplicas: {chance.randint(1, 6)}\nenv: {chance.choice(('dev', 'prod', 'test'))}"
        f"\nports:\n{ports}\nlimits:\n  cpu: {chance.randint(1, 8)}\n  memory: {chance.choice((256, 512, 1024))}Mi"
    )


def renamed(chance: random.Random, good: str) -> str:
    return good.replace("replicas", "replica_count").replace("limits", "resources")


def env_unknown(_: random.Random, good: str) -> str:
    return re.sub(r"env: \w+", "env: my own laptop", good)


def replicas_in_words(_: random.Random, good: str) -> str:
    return re.sub(r"replicas: \d", "replicas: three", good)


def yaml_to_json(_: random.Random, good: str) -> str:
    return json.dumps(dict(line.split(": ", 1) for line in good.split("\n") if ": " in line))


# --- TOML ---


def toml(chance: random.Random) -> str:
    return (
        f'[server]\nhost = "{chance.choice(THINGS)}.local"\nport = {chance.randint(1000, 9999)}\n\n'
        f'[log]\nlevel = "{chance.choice(("debug", "info", "error"))}"\nfile = "/var/log/{chance.choice(THINGS)}.log"'
    )


def with_colons(_: random.Random, good: str) -> str:
    return good.replace(" = ", ": ")


def section_gone(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def unquoted(_: random.Random, good: str) -> str:
    return good.replace('"', "")


# --- XML with attributes ---


def invoice(chance: random.Random) -> str:
    items = "".join(
        f'  <item code="{chance.choice("XYZ")}{chance.randint(10, 99)}" qty="{chance.randint(1, 9)}">{thing(chance)}</item>\n'
        for _ in range(chance.randint(1, 5))
    )
    return (
        f'<invoice number="{chance.randint(1000, 9999)}">\n  <date>{iso(chance)}</date>\n{items}'
        f'  <total currency="EUR">{chance.randint(1, 900)}.{chance.randint(10, 99)}</total>\n</invoice>'
    )


def spoiled_invoice(chance: random.Random, good: str) -> str:
    return chance.choice(
        (
            re.sub(r"  <date>.*\n", "", good),
            good.replace(' currency="EUR"', ""),
            good.replace("</invoice>", ""),
            good.replace("total", "sum"),
            re.sub(r'code="\w+" ', "", good, count=1),
            re.sub(r"<date>.*</date>", "<date>last Monday</date>", good),
            good.replace("</total>", "</total>\n  <paid>yes</paid>"),
        )
    )


# --- CSV lines ---


def csv_row(chance: random.Random) -> str:
    return ",".join(
        (
            f"{chance.randint(1, 99999)}", chance.choice(THINGS), chance.choice(("in", "out")),
            f"{chance.randint(1, 99)}.{chance.randint(0, 99):02}", iso(chance),
        )
    )  # fmt: skip


def semicolons(_: random.Random, good: str) -> str:
    return good.replace(",", ";")


def cell_gone(chance: random.Random, good: str) -> str:
    cells = good.split(",")
    del cells[chance.randrange(len(cells))]
    return ",".join(cells)


def with_header(_: random.Random, good: str) -> str:
    return f"id,name,way,price,day\n{good}"


def other_day(_: random.Random, good: str) -> str:
    return re.sub(r"(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", good)


# --- a list of function calls ---

CALLS = {
    "get_weather": lambda r: {"city": r.choice(THINGS), "unit": r.choice(("C", "F"))},
    "send_mail": lambda r: {"to": f"{r.choice(THINGS)}@example.org", "subject": thing(r)},
    "set_timer": lambda r: {"minutes": r.randint(1, 90)},
    "no_call": lambda r: {},
}


def calls(chance: random.Random) -> str:
    chosen = [chance.choice(list(CALLS)) for _ in range(chance.randint(1, 3))]
    return json.dumps([{"name": name, "arguments": CALLS[name](chance)} for name in chosen])


def spoiled_calls(chance: random.Random, good: str) -> str:
    made = json.loads(good)
    change = chance.choice(("object", "function", "text", "camel", "parameters", "python"))
    if change == "object":
        return json.dumps(made[0])
    if change == "text":
        made[0]["arguments"] = json.dumps(made[0]["arguments"])
    if change == "camel":
        made[0]["name"] = "getForecast"
    if change == "parameters":
        made[0]["parameters"] = made[0].pop("arguments")
    if change == "function":
        made = [{"function": call} for call in made]
    return f"{made[0]['name']}(now=True)" if change == "python" else json.dumps(made)


# --- SQL on one line ---


def query(chance: random.Random) -> str:
    table, column = chance.choice(THINGS), chance.choice(THINGS)
    where = chance.choice(("", f" WHERE {column} > {chance.randint(1, 99)}", f" WHERE {column} = 'x'"))
    end = chance.choice(("", f" ORDER BY {column} DESC", f" LIMIT {chance.randint(1, 50)}"))
    return f"SELECT {chance.choice(('*', column, 'COUNT(*)'))} FROM {table}{where}{end};"


def no_semicolon(_: random.Random, good: str) -> str:
    return good[:-1]


def small_words(_: random.Random, good: str) -> str:
    return good.lower()


def sql_fence(_: random.Random, good: str) -> str:
    return f"```sql\n{good}\n```"


def sql_said(_: random.Random, good: str) -> str:
    return f"You can use this query: {good}"


# --- a JSON list of exactly five tags ---


def tags(chance: random.Random) -> str:
    return json.dumps(chance.sample(THINGS, 5))


def spoiled_tags(chance: random.Random, good: str) -> str:
    made = json.loads(good)
    return chance.choice(
        (
            json.dumps(made[:3]), json.dumps(made * 2), ", ".join(made), json.dumps({"tags": made}),
            json.dumps([tag.title() for tag in made]), json.dumps([f"#{tag}" for tag in made]),
            "\n".join(f"- {tag}" for tag in made), json.dumps([{"tag": tag} for tag in made]),
        )
    )  # fmt: skip


# --- logfmt ---


def log_line(chance: random.Random) -> str:
    clock = f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
    return (
        f"ts={iso(chance)}T{clock}Z level={chance.choice(('info', 'warn', 'error'))} "
        f'svc={chance.choice(THINGS)} msg="{words(chance)}" dur={chance.randint(1, 900)}ms'
    )


def field_gone(chance: random.Random, good: str) -> str:
    return re.sub(chance.choice((r" level=\w+", r" dur=\w+", r"ts=\S+ ", r" svc=\w+")), "", good)


def level_up(_: random.Random, good: str) -> str:
    return re.sub(r"level=(\w+)", lambda m: f"level={m[1].upper()}", good)


ANY = (chatty, more_said, fenced, refused, just_prose)

WIDE_DATA = (
    StyleSet(
        "Russian key-value lines",
        karta,
        (latin_labels, day_as_iso, dollars, lines_swapped, without_line, *ANY),
    ),
    StyleSet("orders in nested JSON", order, (spoiled_order, spoiled_order, cut_short, *ANY), 700, 0.04),
    StyleSet(
        "YAML deployment",
        deployment,
        (renamed, env_unknown, replicas_in_words, yaml_to_json, *ANY),
        400,
        0.04,
    ),
    StyleSet("TOML", toml, (with_colons, section_gone, unquoted, without_line, *ANY), 300, 0.04),
    StyleSet("XML invoice", invoice, (spoiled_invoice, spoiled_invoice, *ANY), 500, 0.03),
    StyleSet("CSV row", csv_row, (semicolons, cell_gone, with_header, other_day, *ANY), 500, 0.03),
    StyleSet("list of calls", calls, (spoiled_calls, spoiled_calls, *ANY), 600, 0.03),
    StyleSet("SQL on one line", query, (no_semicolon, small_words, sql_fence, sql_said, *ANY), 400, 0.05),
    StyleSet("five tags", tags, (spoiled_tags, spoiled_tags, *ANY), 300, 0.04),
    StyleSet("logfmt", log_line, (field_gone, level_up, *ANY), 800, 0.02),
)
