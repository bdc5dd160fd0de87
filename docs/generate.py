"""Writes the pages made from the code: rules, commands, formats, targets, the README's picture.

    python docs/generate.py           writes what is stale
    python docs/generate.py --check   says what is stale, exit 1

What stands elsewhere once (a rule's docstring, a command's help) is never written again by hand.
"""

from __future__ import annotations

import inspect
import io
import json
import os
import re
import sys
from importlib import import_module
from pathlib import Path

import click
import data_pages
import repair_examples
from rich.console import Console
from rich.text import Text

from auditor import audit
from auditor.catalog import Entry, catalog
from auditor.cli import COMMANDS
from auditor.config import TASKS
from auditor.config_file import DATASET_KEYS, LEVELS, TOP_KEYS
from auditor.reporters import render
from auditor.reporters.view import View

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
HEADINGS = ("What it does", "Why it matters", "Example", "How to fix", "When to ignore it", "How sure we are")
FAMILIES = {
    "INP": "Input: can it be read at all?",
    "FMT": "Format: is each record an example?",
    "CNT": "Count: are there enough?",
    "DUP": "Duplicates",
    "LBL": "Labels",
    "NOI": "Noise",
    "LNG": "Language",
    "TOK": "Tokens",
    "PII": "Personal data",
    "SEC": "Secrets",
    "STY": "House style",
    "LEK": "Leakage between splits",
    "RDY": "Readiness: is fine-tuning the right tool?",
}


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    entries = catalog()
    made = {DOCS / "rules" / f"{code}.md": rule_page(entry) for code, entry in entries.items()}
    made[DOCS / "rules" / "index.md"] = rule_index(entries)
    made[ROOT / "auditor" / "repair" / "examples.json"] = repair_examples.page()
    made[DOCS / "commands.md"] = commands()
    made[ROOT / "schemas" / "config.schema.json"] = config_schema()
    made |= {DOCS / name: page() for name, page in data_pages.PAGES.items()}
    made[DOCS / "add-a-checker.md"] = section(ROOT / "CONTRIBUTING.md", "Add a checker")
    made[DOCS / "images" / "no-go.svg"] = picture("classification_not_ready.csv", "classification")
    return made


def section(file: Path, title: str) -> str:
    """One section of a page as a page of its own."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", file.read_text("utf-8"), re.M | re.S)
    if found is None:
        raise ValueError(f"{file.name} has no section {title!r}")
    return f"# {title}\n\n{found[1].strip()}\n"


def rule_page(entry: Entry) -> str:
    """A rule's docstring as Markdown, under its facts."""
    rule = entry.rule
    gate = {None: "no", 0.0: "yes, any row"}.get(
        rule.gate, f"above {rule.gate:.0%} of the rows" if rule.gate else ""
    )
    facts = [
        ("severity", rule.severity),
        ("confidence", rule.confidence),
        ("rows usable", "no" if rule.drops else "yes"),
        ("NO-GO by itself", gate),
        ("`auditor fix`", rule.fix or "no"),
    ]
    table = "".join(f"| {name} | {value} |\n" for name, value in facts)
    repaired = repair_examples.section(rule.code)
    return f"# {rule.code} {rule.name}\n\n| | |\n| --- | --- |\n{table}\n{markdown(entry.text)}\n{repaired}"


def markdown(text: str) -> str:
    """A checker's docstring: its headings become headings, indented text becomes paragraphs."""
    lines = [
        f"\n## {line}\n" if line in HEADINGS else line.removeprefix("    ") for line in text.splitlines()
    ]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def rule_index(entries: dict[str, Entry]) -> str:
    """All rules by family."""
    parts = ["# Rules\n\n`auditor explain CODE` prints each of these pages.\n"]
    for family, title in FAMILIES.items():
        rows = [
            f"| [{code}]({code}.md) | {entry.rule.name} | {entry.rule.severity} | {entry.rule.summary} |\n"
            for code, entry in entries.items()
            if code.startswith(family)
        ]
        if rows:
            parts.append(f"\n## {title}\n\n| code | name | severity | finds |\n| --- | --- | --- | --- |\n")
            parts += rows
    return "".join(parts)


def commands() -> str:
    """The help of every command."""
    parts = ["# Commands\n\nExit codes: 0 GO, 1 NO-GO, 2 could not audit, 130 interrupted.\n"]
    for name, (module, _) in COMMANDS.items():
        command = import_module(module).command
        with click.Context(command, info_name=f"auditor {name}", max_content_width=100) as context:
            context.terminal_width = 100
            text = inspect.cleandoc(command.get_help(context))
        parts.append(f"\n## auditor {name}\n\n```text\n{text}\n```\n")
    return "".join(parts)


def config_schema() -> str:
    """The JSON Schema of auditor.toml, for editors: keys and their kinds as the loader checks them."""
    kinds = {str: "string", int: "integer", bool: "boolean", list: "array", dict: "object"}

    def table(keys: dict[str, type], required: tuple[str, ...] = ()) -> dict[str, object]:
        properties: dict[str, object] = {key: {"type": kinds[kind]} for key, kind in sorted(keys.items())}
        properties["task"] = {"enum": list(TASKS)}
        made: dict[str, object] = {"type": "object", "additionalProperties": False, "properties": properties}
        return made | ({"required": list(required)} if required else {})

    dataset = table({**DATASET_KEYS, "name": str, "paths": list, "splits": dict}, ("paths",))
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "auditor.toml",
        **table(TOP_KEYS),
    }
    schema["properties"]["dataset"] = {"type": "array", "items": dataset}
    schema["properties"]["severity"] = {"type": "object", "additionalProperties": {"enum": list(LEVELS)}}
    return json.dumps(schema, indent=2) + "\n"


def picture(name: str, task: str) -> str:
    """What the terminal shows for a sample, as SVG."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        report = audit(f"sample_data/{name}", task=task, jobs=1)
    finally:
        os.chdir(before)
    text = render(report, "terminal", View(width=100, color=True))
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(f"$ auditor check sample_data/{name} --task {task}\n\n{text}".rstrip()))
    svg = console.export_svg(title="auditor", unique_id="auditor")
    return (
        re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL) + "\n"
    )  # no font is fetched from anywhere


def stale() -> list[Path]:
    """Pages that are missing, different, or left over from a rule that is gone."""
    made = pages()
    wrong = [path for path, text in made.items() if not path.exists() or path.read_text("utf-8") != text]
    return wrong + [path for path in (DOCS / "rules").glob("*.md") if path not in made]


def main() -> int:
    """Write or check all pages; returns the exit code."""
    wrong = stale()
    if "--check" in sys.argv:
        for path in wrong:
            print(f"stale: {path.relative_to(ROOT)}; run make docs")
        return 1 if wrong else 0
    made = pages()
    for path in wrong:
        if path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], "utf-8")
        else:
            path.unlink()
        print(f"{'wrote' if path in made else 'removed'} {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
