"""A set of short commands in 150 classes: what one says to a smart home, by intent and slots.

    pip install hassil home-assistant-intents
    python bench/home_commands.py --language de --table TABLE.csv --neighbours NEAR.json

Home Assistant's sentence templates, filled in at random (seeded): "(schalte|mach) [das] {name} an". A class
is an intent with its domain and the kinds of its slots; a sentence that two classes can say is left out; the
150 classes with most sentences, at most 100 of each. NEAR is made as in `api_methods.py`.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from api_methods import CLASSES, neighbours

MOST, LEAST, DRAWS = 100, 25, 6
WORDS = (
    "milk",
    "call mum",
    "dinner is ready",
    "pizza",
    "homework",
    "bread",
    "meeting",
    "laundry",
    "eggs",
    "the news",
)
VALUES = {
    "en": {
        "name": "lamp,heater,tv,radio,coffee machine,desk lamp,fan,garage door,front door,speaker,blinds,"
        "humidifier,printer,thermostat,dishwasher,oven",
        "area": "kitchen,bedroom,living room,bathroom,garage,office,hallway,attic,basement,nursery",
        "floor": "first floor,ground floor,upstairs,second floor",
    },
    "de": {
        "name": "Lampe,Heizung,Fernseher,Radio,Kaffeemaschine,Ventilator,Garagentor,Lautsprecher,Rollladen,"
        "Drucker,Backofen",
        "area": "Küche,Schlafzimmer,Wohnzimmer,Bad,Garage,Büro,Flur,Keller",
        "floor": "Erdgeschoss,ersten Stock,Obergeschoss",
    },
}  # the names that a household gives


class Speaker:
    """Says random sentences of a grammar."""

    def __init__(self, grammar: Any, values: dict[str, str], chance: Random) -> None:
        self.grammar, self.chance = grammar, chance
        self.values = {kind: names.split(",") for kind, names in values.items()}

    def say(self, part: Any) -> str:
        """One way to say this part of a template."""
        match type(part).__name__:
            case "TextChunk":
                return part.original_text or part.text
            case "Sentence":
                return self.say(part.expression)
            case "Alternative":
                return self.say(self.chance.choice(part.items))
            case "Permutation":
                return " ".join(map(self.say, self.chance.sample(part.items, len(part.items))))
            case "RuleReference":
                return self.say(self.grammar.expansion_rules[part.rule_name])
            case "ListReference":
                return self._value(part.list_name)
        return "".join(map(self.say, part.items))

    def _value(self, kind: str) -> str:
        if kind in self.values:
            return self.chance.choice(self.values[kind])
        known = self.grammar.slot_lists.get(kind)
        match type(known).__name__:
            case "TextSlotList":
                return self.say(self.chance.choice(known.values).text_in)
            case "RangeSlotList":
                return str(self.chance.randint(int(known.start), int(known.stop)))
        return self.chance.choice(WORDS)


def commands(language: str) -> list[tuple[str, str]]:
    """Sentences with their class."""
    from hassil.intents import Intents

    stored = files("home_assistant_intents").joinpath("data", f"{language}.json").read_text(encoding="utf-8")
    grammar, chance = Intents.from_dict(json.loads(stored)), Random(1)
    speaker = Speaker(grammar, VALUES[language], chance)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, intent in grammar.intents.items():
        for block in intent.data:
            slots = sorted((block.slots or {}).items())
            told = [
                f"{key}={value}" for key, value in slots if key in ("domain", "device_class", "state", "name")
            ]
            key = f"{name}|{','.join(told)}|{(block.metadata or {}).get('slot_combination', '')}"
            for template in [each for _ in range(DRAWS) for each in block.sentences]:
                found[key][" ".join(speaker.say(template).split()).lower()] = None
    classes = defaultdict(set)
    for key, texts in found.items():
        for text in texts:
            classes[text].add(key)
    kept = {key: [text for text in texts if len(classes[text]) == 1] for key, texts in found.items()}
    for texts in kept.values():
        chance.shuffle(texts)
    ranked = sorted(
        (key for key in kept if len(kept[key]) >= LEAST), key=lambda key: (-len(kept[key][:MOST]), key)
    )
    return [(text, key) for key in sorted(ranked[:CLASSES]) for text in kept[key][:MOST]]


def main() -> None:
    """Write the table and the neighbours."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--language", choices=sorted(VALUES), default="de")
    words.add_argument("--table", type=Path, required=True)
    words.add_argument("--neighbours", type=Path, required=True)
    given = words.parse_args()
    rows = commands(given.language)
    with given.table.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("text", "category"), *rows])
    near = neighbours([text for text, _ in rows], [key for _, key in rows])
    given.neighbours.write_text(json.dumps(near, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
