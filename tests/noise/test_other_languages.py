"""Refusals, turns, slots and furniture in other languages than English; and texts that only look alike."""

import json
from pathlib import Path

import pytest

from auditor.auditing import run
from auditor.config import Config

FOUND = {
    "NOI001": ["Привет, как дела?".encode().decode("cp1251")],
    "NOI002": [
        "Wir verwenden Cookies. Alle akzeptieren",
        "Merci.\nLire la suite »",
        "Gracias.\nTodos los derechos reservados.",
    ],
    "NOI003": ["请稍等片刻，谢谢。" * 9, "\n".join(f"{n}. Wash your hands." for n in range(1, 9)), "ha" * 60],
    "NOI004": ["Mit freundlichen Grüßen\n[Ihr Name]", "Atentamente,\n[Su nombre]", "此致\n[您的姓名]"],
    "NOI005": [
        "Als KI-Sprachmodell habe ich keine Meinung dazu.",
        "Je suis désolé, mais je ne peux pas vous aider avec cela.",
        "Lo siento, pero no puedo ayudar con eso.",
        "作为一个AI语言模型，我没有个人意见。",
    ],
    "NOI006": [
        "Dann gilt das (siehe auch das Kapitel über die",
        "Es geht so:\n1. Reis waschen\n2. Wasser kochen\n3.",
    ],
    "NOI008": [
        "Bis morgen.\nBenutzer: Und dann?\nAssistent: Dann warten Sie.",
        "好的。\n用户：谢谢\n助手：不客气",
    ],
}
CLEAN = [
    "Es tut mir leid, ich kann die Karte heute nicht mehr senden; sie kommt am Montag.",
    "Lo siento, no puedo enviar la tarjeta hoy; llegará el lunes.",
    "Je suis désolé du retard, la carte arrivera lundi.",
    "Ein Sprachmodell sagt das nächste Wort voraus.",
    "Der Nutzer: ein Mensch, der das Gerät bedient.",
    "Сёстры и Рёва жили в Самаре.",
    "7 x 1 = 7\n7 x 2 = 14\n7 x 3 = 21\n7 x 4 = 28\n7 x 5 = 35\n7 x 6 = 42",
    "Die Funktion ist auf dem Intervall [0, 1) stetig und dort auch beschränkt",
    "Non, non, non, non !",
]


def _flagged(answers: list[str], tmp_path: Path) -> list[set[str]]:

    file = tmp_path / "rows.jsonl"
    rows = [json.dumps({"prompt": f"Frage {n}?", "completion": text}) for n, text in enumerate(answers)]
    file.write_text("\n".join(rows), encoding="utf-8")
    report = run([(str(file), "train")], Config(task="generation", select=("NOI",), max_places=0))
    codes: list[set[str]] = [set() for _ in answers]
    for finding in report.findings:
        for place in finding.places:
            codes[place.at.row - 1].add(finding.code)
    return codes


@pytest.mark.parametrize("code", FOUND)
def test_what_is_said_in_other_languages_is_found(code: str, tmp_path: Path) -> None:
    found = _flagged([*FOUND[code], *CLEAN], tmp_path)[: len(FOUND[code])]
    assert [text for text, codes in zip(FOUND[code], found, strict=True) if code not in codes] == []


def test_what_only_looks_like_it_is_left_alone(tmp_path: Path) -> None:
    found = _flagged(CLEAN, tmp_path)
    assert [(text, codes) for text, codes in zip(CLEAN, found, strict=True) if codes] == []


@pytest.mark.parametrize(("wrong", "decision"), [(12, "go"), (16, "no-go")])
def test_mojibake_in_more_than_one_row_of_twenty_is_no_data_to_train_on(
    tmp_path: Path, wrong: int, decision: str
) -> None:
    seasons = [f"Un été numéro {number} à la plage, où l'eau était {number}" for number in range(240)]
    texts = [text.encode().decode("cp1252") if at < wrong else text for at, text in enumerate(seasons)]
    path = tmp_path / "seasons.jsonl"
    rows = (json.dumps({"text": text, "label": "ab"[at % 2]}) for at, text in enumerate(texts))
    path.write_text("\n".join(rows) + "\n")
    config = Config(task="classification", task_source="option", select=("NOI001", "CNT001"))
    report = run([(str(path), "train")], config)
    assert [finding.count for finding in report.findings if finding.code == "NOI001"] == [wrong]
    assert report.verdict.decision == decision
