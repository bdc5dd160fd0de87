"""Real sentences: English from the real data sets, other languages from the message catalogues of the machine.

python -m bench.style_exam.sentences DATA sentences.json
"""

from __future__ import annotations

import csv
import gettext
import json
import pathlib
import random
import re
import sys

LOCALES = {"de_s": ["de"], "fr_s": ["fr"], "es_s": ["es"], "ru_s": ["ru"], "ja_s": ["ja"], "zh_s": ["zh_CN"], "ar_s": ["ar"],
           "hi_s": ["hi"], "ko_s": ["ko"], "it_s": ["it"], "pt_s": ["pt", "pt_BR"], "pl_s": ["pl"], "tr_s": ["tr"], "el_s": ["el"]}  # fmt: skip
DENSE = ("ja", "zh_CN", "ko")  # scripts that say much in few characters
MOST = 3000
SENTENCE = re.compile(r"[A-Z][^\n#*|<>{}\[\]?!:;\"]{25,180}\.")
ODD = re.compile(r"[\n%{}<>`\[\]:：|*#\"]")


def english(data: pathlib.Path) -> set[str]:
    texts = [json.loads(line)["answer"] for line in (data / "medquad_qa.jsonl").open()]
    for row in json.loads((data / "gpteacher_roleplay.json").read_text()):
        texts += [row["output"], row["input"], row["instruction"]]
    texts += [json.loads(line)["question"] for line in (data / "gsm8k_train.jsonl").open()]
    for line in (data / "sgd_dialogues_chat.jsonl").open():
        texts += [turn["content"] for turn in json.loads(line)["messages"]]
    found = (part.strip() for text in texts for part in re.split(r"(?<=[.])\s+", text))
    return {each for each in found if SENTENCE.fullmatch(each) and "  " not in each}


def questions(data: pathlib.Path) -> set[str]:
    found = (" ".join(row["text"].split()) for row in csv.DictReader((data / "banking77_train.csv").open()))
    return {each[0].upper() + each[1:] for each in found if 20 < len(each) < 220}


def catalogue(locales: list[str]) -> set[str]:
    """Whole sentences among the translated messages of the programs that are installed here."""
    least = 10 if locales[0] in DENSE else 25
    found = set()
    for file in (
        f for name in locales for f in pathlib.Path("/usr/share/locale").glob(f"{name}/LC_MESSAGES/*.mo")
    ):
        try:
            messages = gettext.GNUTranslations(file.open("rb"))._catalog.values()
        except (OSError, ValueError, UnicodeDecodeError):
            continue
        for text in (message.strip() for message in messages):
            whole = least < len(text) < 170 and text[-1] in ".。।" and not text.endswith("...")
            if whole and not ODD.search(text) and not text[0].islower():
                found.add(text)
    return found


def main() -> None:
    data, out = map(pathlib.Path, sys.argv[1:3])
    pools = {"fact": english(data), "ask": questions(data)} | {
        name: catalogue(of) for name, of in LOCALES.items()
    }
    chance = random.Random(1)
    told = {name: sorted(pool) for name, pool in pools.items() if pool}
    told = {
        name: sorted(chance.sample(pool, MOST)) if len(pool) > MOST else pool for name, pool in told.items()
    }
    out.write_text(json.dumps(told, ensure_ascii=False))
    print({name: len(pool) for name, pool in told.items()})


if __name__ == "__main__":
    main()
