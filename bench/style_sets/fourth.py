"""The fourth collection, structured outputs: written from the issue's list alone, after `third` was fixed."""

from __future__ import annotations

import json
import random
import re
from typing import Any

from bench.style_sets import StyleSet
from bench.style_sets.fourth_words import clause, name, sentence, text, word

Chance = random.Random


def _sure(chance: Chance, rate: float) -> bool:
    return chance.random() < rate


# --- JSON


def order(chance: Chance) -> str:
    """Nested objects, a list of 1 to 6 objects, optional keys at two depths, pretty printed."""
    lines = [
        {"sku": f"{word(chance).upper()}-{chance.randint(10, 999)}", "quantity": chance.randint(1, 9),
         "unit_price": round(chance.uniform(1, 300), 2), **({"gift": True} if _sure(chance, 0.2) else {})}
        for _ in range(chance.randint(1, 6))
    ]  # fmt: skip
    made: dict[str, Any] = {
        "order_id": f"A{chance.randint(10000, 99999)}",
        "customer": {"name": name(chance), "tier": chance.choice(("basic", "plus", "pro"))},
        "lines": lines,
        "shipping": {"method": chance.choice(("post", "courier")), "express": _sure(chance, 0.3)},
    }
    if _sure(chance, 0.35):
        made["comment"] = sentence(chance)
    if _sure(chance, 0.25):
        made["customer"]["phone"] = f"+44 {chance.randint(100000, 999999)}"
    return json.dumps(made, indent=2)


def order_quantity_as_text(chance: Chance, output: str) -> str:
    return re.sub(r'"quantity": (\d+)', r'"quantity": "\1"', output)


def order_without_customer(chance: Chance, output: str) -> str:
    made = json.loads(output)
    del made["customer"]
    return json.dumps(made, indent=2)


def order_without_tier(chance: Chance, output: str) -> str:
    made = json.loads(output)
    del made["customer"]["tier"]
    return json.dumps(made, indent=2)


def order_lines_as_object(chance: Chance, output: str) -> str:
    made = json.loads(output)
    made["lines"] = made["lines"][0]
    return json.dumps(made, indent=2)


def order_line_renamed(chance: Chance, output: str) -> str:
    return output.replace('"unit_price"', '"price"', 1)


def order_new_tier(chance: Chance, output: str) -> str:
    return re.sub(r'"tier": "\w+"', '"tier": "Professional"', output)


def order_cut(chance: Chance, output: str) -> str:
    return output[: int(len(output) * chance.uniform(0.6, 0.95))]


def order_comma(chance: Chance, output: str) -> str:
    return output.replace("\n}", ",\n}")


def order_said(chance: Chance, output: str) -> str:
    return f"Here is the extracted order:\n\n{output}"


def order_fenced(chance: Chance, output: str) -> str:
    return f"```json\n{output}\n```"


def wrapped(chance: Chance) -> str:
    """A sentence, a fenced object, a closing sentence."""
    made = {
        "city": chance.choice(("Oslo", "Lima", "Pune")),
        "celsius": chance.randint(-9, 40),
        "sky": chance.choice(("clear", "rain", "snow")),
    }
    return f"{sentence(chance)}\n\n```json\n{json.dumps(made, indent=2)}\n```\n\nAsk again for another place."


def wrapped_bare(chance: Chance, output: str) -> str:
    return output.split("```json\n")[1].split("\n```")[0]


def wrapped_no_language(chance: Chance, output: str) -> str:
    return output.replace("```json", "```")


def wrapped_not_closed(chance: Chance, output: str) -> str:
    return output.replace("\n```\n", "\n")


def wrapped_no_end(chance: Chance, output: str) -> str:
    return output.replace("\n\nAsk again for another place.", "")


def wrapped_yaml(chance: Chance, output: str) -> str:
    return re.sub(
        r"```json\n.*?\n```", "```yaml\ncity: Oslo\ncelsius: 3\nsky: clear\n```", output, flags=re.DOTALL
    )


def entities(chance: Chance) -> str:
    """A list of 0 to 7 spans on one line."""
    made = []
    at = 0
    for _ in range(chance.randint(0, 7)):
        at += chance.randint(3, 40)
        made.append(
            {
                "text": name(chance) if _sure(chance, 0.5) else word(chance),
                "type": chance.choice(("PER", "ORG", "LOC", "DATE")),
                "start": at,
                "end": at + chance.randint(3, 15),
            }
        )
    return json.dumps(made)


def _some_entities(output: str) -> list[dict[str, Any]]:
    return json.loads(output) or [{"text": "Kim", "type": "PER", "start": 3, "end": 6}]


def entities_as_object(chance: Chance, output: str) -> str:
    return json.dumps({"entities": json.loads(output)})


def entities_other_type(chance: Chance, output: str) -> str:
    made = _some_entities(output)
    made[-1]["type"] = chance.choice(("PERSON", "person", "Location"))
    return json.dumps(made)


def entities_without_end(chance: Chance, output: str) -> str:
    made = _some_entities(output)
    made[0].pop("end")
    return json.dumps(made)


def entities_start_as_text(chance: Chance, output: str) -> str:
    made = _some_entities(output)
    made[0]["start"] = str(made[0]["start"])
    return json.dumps(made)


def entities_none(chance: Chance, output: str) -> str:
    return chance.choice(("None", "No entities found.", "null"))


def entities_extra(chance: Chance, output: str) -> str:
    made = _some_entities(output)
    made[0]["confidence"] = 0.9
    return json.dumps(made)


def entities_single_quotes(chance: Chance, output: str) -> str:
    return repr(_some_entities(output))


def call(chance: Chance) -> str:
    """A call of one of five tools, each with arguments of its own."""
    tool = chance.choice(("search_flights", "book_table", "get_weather", "send_mail", "set_timer"))
    arguments: dict[str, Any] = {
        "search_flights": {
            "origin": "OSL",
            "destination": chance.choice(("LHR", "CDG")),
            "adults": chance.randint(1, 4),
        },
        "book_table": {
            "restaurant": word(chance).title(),
            "people": chance.randint(1, 9),
            "time": f"{chance.randint(10, 22)}:30",
        },
        "get_weather": {"city": chance.choice(("Oslo", "Lima"))},
        "send_mail": {"to": f"{word(chance)}@example.org", "subject": clause(chance)},
        "set_timer": {"minutes": chance.randint(1, 90)},
    }[tool]
    return json.dumps({"tool": tool, "arguments": arguments})


def call_name(chance: Chance, output: str) -> str:
    return output.replace('"tool"', '"name"')


def call_flat(chance: Chance, output: str) -> str:
    made = json.loads(output)
    return json.dumps({"tool": made["tool"], **made["arguments"]})


def call_arguments_as_text(chance: Chance, output: str) -> str:
    made = json.loads(output)
    return json.dumps(made | {"arguments": json.dumps(made["arguments"])})


def call_as_code(chance: Chance, output: str) -> str:
    return f"{json.loads(output)['tool']}()"


def call_in_words(chance: Chance, output: str) -> str:
    return f"I will call {json.loads(output)['tool']} for you."


def call_unknown(chance: Chance, output: str) -> str:
    return re.sub(r'"tool": "\w+"', '"tool": "searchFlights"', output)


# --- YAML, TOML, XML, HTML


def manifest(chance: Chance) -> str:
    ports = "".join(f"  - {chance.randint(1000, 9999)}\n" for _ in range(chance.randint(1, 4)))
    note = f"owner: {name(chance)}\n" if _sure(chance, 0.4) else ""
    return (
        f"service: {word(chance)}-{word(chance)}\nreplicas: {chance.randint(1, 9)}\n{note}image:\n"
        f"  name: {word(chance)}\n  tag: v{chance.randint(1, 4)}.{chance.randint(0, 30)}\nports:\n{ports}stage: {chance.choice(('dev', 'test', 'prod'))}"
    )


def manifest_as_json(chance: Chance, output: str) -> str:
    return json.dumps(
        {
            "service": word(chance),
            "replicas": 2,
            "image": {"name": "x", "tag": "v1.2"},
            "ports": [80],
            "stage": "dev",
        }
    )


def manifest_fenced(chance: Chance, output: str) -> str:
    return f"```yaml\n{output}\n```"


def manifest_without_replicas(chance: Chance, output: str) -> str:
    return re.sub(r"replicas: \d+\n", "", output)


def manifest_camel(chance: Chance, output: str) -> str:
    return output.replace("replicas:", "replicaCount:")


def manifest_inline(chance: Chance, output: str) -> str:
    return re.sub(r"ports:\n(?:  - \d+\n)+", "ports: 8080\n", output)


def manifest_stage(chance: Chance, output: str) -> str:
    return re.sub(r"stage: \w+", "stage: Production", output)


def manifest_words(chance: Chance, output: str) -> str:
    return re.sub(r"replicas: \d+", "replicas: two", output)


def ticket(chance: Chance) -> str:
    steps = "".join(f"    <step>{sentence(chance)}</step>\n" for _ in range(chance.randint(1, 5)))
    due = (
        f"  <due>2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}</due>\n"
        if _sure(chance, 0.5)
        else ""
    )
    return (
        f'<ticket id="{chance.randint(1, 9999)}" priority="{chance.choice(("low", "high"))}">\n  <title>{clause(chance)}</title>\n{due}'
        f"  <steps>\n{steps}  </steps>\n  <assignee>{name(chance)}</assignee>\n</ticket>"
    )


def ticket_no_id(chance: Chance, output: str) -> str:
    return re.sub(r' id="\d+"', "", output)


def ticket_not_closed(chance: Chance, output: str) -> str:
    return output.replace("</steps>", "")


def ticket_renamed(chance: Chance, output: str) -> str:
    return output.replace("title>", "summary>")


def ticket_without_assignee(chance: Chance, output: str) -> str:
    return re.sub(r"  <assignee>.*\n", "", output)


def ticket_steps_as_text(chance: Chance, output: str) -> str:
    return re.sub(r"<steps>.*</steps>", "<steps>" + sentence(chance) + "</steps>", output, flags=re.DOTALL)


def ticket_declared(chance: Chance, output: str) -> str:
    return f"Sure, here is the ticket:\n{output}"


def ticket_other_date(chance: Chance, output: str) -> str:
    due = "  <due>12 May 2025</due>\n"
    bare = re.sub(r"  <due>.*\n", "", output)
    return bare.replace("  <steps>", f"{due}  <steps>")


def card(chance: Chance) -> str:
    items = "".join(f"<li>{clause(chance)}</li>" for _ in range(chance.randint(2, 5)))
    return f'<section class="card"><h3>{clause(chance)}</h3><p>{text(chance, 1, 3)}</p><ul>{items}</ul></section>'


def card_div(chance: Chance, output: str) -> str:
    return output.replace("section", "div")


def card_h2(chance: Chance, output: str) -> str:
    return output.replace("h3>", "h2>")


def card_markdown(chance: Chance, output: str) -> str:
    return f"### {clause(chance)}\n\n{text(chance, 1, 3)}\n\n- {clause(chance)}\n- {clause(chance)}"


def card_no_class(chance: Chance, output: str) -> str:
    return output.replace(' class="card"', "")


def card_no_list(chance: Chance, output: str) -> str:
    return re.sub(r"<ul>.*</ul>", "", output)


# --- code


def query(chance: Chance) -> str:
    table, column = word(chance), word(chance)
    tail = chance.choice(
        ("", f"\nORDER BY {column} DESC", f"\nGROUP BY {column}", f"\nLIMIT {chance.randint(5, 50)}")
    )
    return f"```sql\nSELECT {column}, {word(chance)}\nFROM {table}\nWHERE {word(chance)} {chance.choice('<>=')} {chance.randint(1, 99)}{tail};\n```"


def query_bare(chance: Chance, output: str) -> str:
    return output.removeprefix("```sql\n").removesuffix("\n```")


def query_other_mark(chance: Chance, output: str) -> str:
    return output.replace("```sql", chance.choice(("```", "```SQL server", "```postgres")))


def query_no_semicolon(chance: Chance, output: str) -> str:
    return output.replace(";\n```", "\n```")


def query_explained(chance: Chance, output: str) -> str:
    return f"{output}\n\nThis query {clause(chance).lower()}."


def query_small(chance: Chance, output: str) -> str:
    return output.replace("SELECT", "select").replace("FROM", "from").replace("WHERE", "where")


def function(chance: Chance) -> str:
    """A fenced Go function under one sentence."""
    called, argument = word(chance), word(chance)
    body = "".join(
        f"\t{word(chance)} := {argument} {chance.choice('+-*')} {chance.randint(1, 99)}\n"
        for _ in range(chance.randint(1, 5))
    )
    return f"{sentence(chance)}\n\n```go\nfunc {called}({argument} int) int {{\n{body}\treturn {argument}\n}}\n```"


def function_no_intro(chance: Chance, output: str) -> str:
    return output[output.index("```") :]


def function_python(chance: Chance, output: str) -> str:
    return f"{sentence(chance)}\n\n```python\ndef {word(chance)}(n):\n    return n + 1\n```"


def function_two(chance: Chance, output: str) -> str:
    return f"{output}\n\n```go\nfunc main() {{}}\n```"


def function_inline(chance: Chance, output: str) -> str:
    return output.replace("```go\n", "").replace("\n```", "")


def function_after(chance: Chance, output: str) -> str:
    return f"{output}\n\n{sentence(chance)}"


def commands(chance: Chance) -> str:
    """Shell commands, one a line, each with a dollar sign."""
    return "\n".join(
        f"$ {chance.choice(('git', 'docker', 'kubectl', 'npm'))} {word(chance)} --{word(chance)} {word(chance)}"
        for _ in range(chance.randint(1, 4))
    )


def commands_no_dollar(chance: Chance, output: str) -> str:
    return output.replace("$ ", "")


def commands_fenced(chance: Chance, output: str) -> str:
    return f"```bash\n{output}\n```"


def commands_said(chance: Chance, output: str) -> str:
    return f"Run this:\n{output}"


FOURTH = (
    StyleSet("nested order", order, (order_quantity_as_text, order_without_customer, order_without_tier, order_lines_as_object, order_line_renamed, order_new_tier, order_cut, order_comma, order_said, order_fenced), 800, 0.03),
    StyleSet("fenced JSON in words", wrapped, (wrapped_bare, wrapped_no_language, wrapped_not_closed, wrapped_no_end, wrapped_yaml)),
    StyleSet("entities", entities, (entities_as_object, entities_other_type, entities_without_end, entities_start_as_text, entities_none, entities_extra, entities_single_quotes), 700, 0.04),
    StyleSet("tool call", call, (call_name, call_flat, call_arguments_as_text, call_as_code, call_in_words, call_unknown)),
    StyleSet("YAML manifest", manifest, (manifest_as_json, manifest_fenced, manifest_without_replicas, manifest_camel, manifest_inline, manifest_stage, manifest_words), 500, 0.03),
    StyleSet("XML ticket", ticket, (ticket_no_id, ticket_not_closed, ticket_renamed, ticket_without_assignee, ticket_steps_as_text, ticket_declared, ticket_other_date)),
    StyleSet("HTML card", card, (card_div, card_h2, card_markdown, card_no_class, card_no_list), 400, 0.04),
    StyleSet("SQL in a fence", query, (query_bare, query_other_mark, query_no_semicolon, query_explained, query_small), 600, 0.04),
    StyleSet("Go under a sentence", function, (function_no_intro, function_python, function_two, function_inline, function_after)),
    StyleSet("shell commands", commands, (commands_no_dollar, commands_fenced, commands_said), 300, 0.04),
)  # fmt: skip
