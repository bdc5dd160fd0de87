"""A secret in the data is in the clear in no report, no log and no journal, wherever it stands."""

import json
import random
import string
import subprocess
import sys
from itertools import count, cycle

import pytest

from auditor import auditing, fix, reporters
from auditor.checkers.placeholders import Placeholders
from auditor.config import Config, Fields
from auditor.model import Spot
from auditor.reporters.view import View
from tests.test_cli import auditor
from tests.test_rules import FOLDER
from tests.test_surroundings import ENVIRONMENT

_DRAW = random.Random(7)


def _random(count, alphabet=string.ascii_letters + string.digits):
    return "".join(_DRAW.choice(alphabet) for _ in range(count))


SECRETS = {
    "aws": "AKIA" + _random(16, string.ascii_uppercase + "234567"),
    "github": "ghp_" + _random(36),
    "stripe": "sk_live_" + _random(24),
    "mail": "maria.k" + _random(5, string.ascii_lowercase) + "@firma-nord.de",
    "card": "5425 2334 3010 9903",
    "telephone": "+1 212 736 5000",
}
SHOWN = 9  # characters in a row that are too many


def pieces(secret):
    """Every run of characters of the secret that is long enough to be of use."""
    return {secret[i : i + SHOWN] for i in range(len(secret) - SHOWN + 1)}


def lines(secret):
    """Rows that hold the secret in every place that a report could quote."""
    yield from (
        json.dumps({"prompt": f"Where is box {n}?", "completion": f"In room {n}."}) for n in range(12)
    )
    text = f"the key {secret} opens it"
    yield json.dumps({"prompt": text, "completion": text})
    yield json.dumps({"prompt": text, "completion": text})
    yield json.dumps({"prompt": text, "completion": "  TODO " + secret})
    yield json.dumps({"prompt": f"TODO {secret}  ", "completion": ""})
    yield json.dumps({secret: 1, "prompt": "x", "completion": "y"})
    yield json.dumps({"text": text, "label": secret})
    yield json.dumps({"messages": [{"role": secret, "content": secret}]})
    yield json.dumps([secret])
    yield json.dumps(secret)
    yield f'{{"prompt": "x", "{secret}": 1, "{secret}": 2}}'
    for before in range(0, 140, 3):  # cut by the length of an excerpt at every place
        yield f'{{"prompt": "{"a b " * (before // 4)}{secret} tail", "completion": oops}}'
        yield f'{{"prompt": "{"a b " * 9}", oops {"c d " * (before // 4)}{secret}"}}'
        yield json.dumps({"prompt": " " * (before * 4) + secret, "completion": ""})


@pytest.mark.parametrize("name", SECRETS)
def test_no_report_shows_it(tmp_path, name):
    secret = SECRETS[name]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(lines(secret)))
    (tmp_path / "latin.jsonl").write_bytes(
        b"".join(b'{"prompt": "' + b"a " * n + secret.encode() + b' caf\xe9"}\n' for n in range(0, 70, 3))
    )
    rows = "".join(f"{secret},{label}\n" for label in ("a", "b", "a,b", secret))
    (tmp_path / "data.csv").write_text("text,label\n" + rows)
    for select in ((), ("DUP", "FMT", "INP", "LBL", "NOI")):  # without the rule that looks for secrets, too
        for file in sorted(tmp_path.glob("*.*")):
            report = auditing.run([(str(file), "train")], Config(select=select, max_places=0))
            for form in reporters.FORMATS:
                text = reporters.render(report, form, View(detail=2, width=300))
                shown = sorted(piece for piece in pieces(secret) if piece in text)
                assert not shown, (form, file.name, text[max(0, text.index(shown[0]) - 200) :][:300])


def planted(value, secrets, places):
    """A JSON value with a secret between the words of every text of several words."""
    if isinstance(value, str):
        words = value.replace("SKU", "name").split(" ")  # behind that word a number is no card
        if len(words) > 1:
            words.insert(
                {0: 0, 1: len(words), 2: len(words) // 2}[next(places) % 3], f"see {next(secrets)} there"
            )
        return " ".join(words)
    if isinstance(value, dict):
        return {key: planted(inner, secrets, places) for key, inner in value.items()}
    return [planted(inner, secrets, places) for inner in value] if isinstance(value, list) else value


RULES = sorted(folder.parent.name for folder in FOLDER.glob("*/bad.jsonl"))


@pytest.mark.parametrize("code", RULES)
def test_no_rule_shows_it(tmp_path, code):
    """Whatever a checker cuts out of a row to say what is wrong there, in the rows of its own folder."""
    options = {
        "task": "style",
        **json.loads((FOLDER / code / "expected.json").read_text()).get("options", {}),
    }
    if "fields" in options:
        options["fields"] = Fields(**options["fields"])
    for begin in range(2):
        inputs = []
        for source in sorted((FOLDER / code).glob("bad*.jsonl")):
            path = tmp_path / source.name
            secrets, places = cycle(SECRETS.values()), count(begin)
            lines = source.read_text(errors="surrogateescape").split("\n")
            sowed = "".join(sown(line, secrets, places) for line in lines)
            path.write_text(sowed, errors="surrogateescape")
            inputs.append((str(path), "train" if source.stem == "bad" else source.stem.split("-")[1]))
        report = auditing.run(inputs, Config(select=(code,), max_places=0, **options))
        text = reporters.render(report, "json", View(detail=2))
        for secret in SECRETS.values():
            shown = sorted(piece for piece in pieces(secret) if piece in text)
            assert not shown, text[max(0, text.index(shown[0]) - 200) :][:300]


def sown(line, secrets, places):
    """A line with secrets in its texts; one that is no JSON gets them between its words."""
    try:
        return json.dumps(planted(json.loads(line), secrets, places)) + "\n"
    except ValueError:
        return f"{line} see {next(secrets)} there\n" if line else ""


@pytest.mark.parametrize("name", SECRETS)
def test_no_checker_can_show_it(tmp_path, monkeypatch, name):
    """Even one that cuts the raw text of a row at any place, for its message and its evidence."""
    secret = SECRETS[name]
    text = f"TODO the key {secret} opens it and nothing else will"
    path = tmp_path / "data.jsonl"
    path.write_text(
        "".join(json.dumps({"prompt": f"Where is {n}?", "completion": text}) + "\n" for n in range(60))
    )

    def problem(self, example):
        cut = example.output[int(example.input.split()[2][:-1]) :]
        return Spot(example.row, f"it says {cut[:30]!r}", "output", " ".join(cut[:40].lower().split()))

    monkeypatch.setattr(Placeholders, "problem", problem)
    report = auditing.run([(str(path), "train")], Config(select=("NOI004",), max_places=0, task="style"))
    assert len(report.findings[0].places) == 60
    shown = reporters.render(report, "json", View(detail=2)).lower()
    assert "opens it" in shown
    assert not [piece for piece in pieces(secret.lower()) if piece in shown]


@pytest.mark.parametrize("name", SECRETS)
def test_no_journal_shows_it(tmp_path, name):
    secret = SECRETS[name]
    path = tmp_path / "data.jsonl"
    rows = [{"prompt": f"Where is {n}?", "completion": f"  {secret} is in room {n}. "} for n in range(9)]
    path.write_text("\n".join(map(json.dumps, rows)))
    for unsafe in (False, True):
        fix(path, tmp_path / "out.jsonl", unsafe=unsafe, task="style")
        journal = (tmp_path / "out.jsonl.changes.jsonl").read_text()
        assert journal
        assert not [piece for piece in pieces(secret) if piece in journal]
    shown = auditor("fix", "data.jsonl", "--diff", "--unsafe", cwd=tmp_path)
    assert not [piece for piece in pieces(secret) if piece in shown.stdout + shown.stderr]


def test_no_trace_shows_it(tmp_path):
    script = tmp_path / "broken.py"
    script.write_text(
        "import sys\nfrom auditor import auditing, cli\n"
        f"def run(*_, **__): raise KeyError('the key {SECRETS['github']} opens it')\n"
        "auditing.audit = run\nsys.argv = ['auditor', 'check', __file__, '--debug']\ncli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, script], env=ENVIRONMENT, capture_output=True, check=False, text=True
    )
    assert "Traceback" in done.stderr
    assert SECRETS["github"] not in done.stderr


def test_what_kind_of_secret_it_is_is_said(tmp_path):
    """The header of a private key holds the words by which we name its kind."""
    body = "\n".join(_random(64) for _ in range(6))
    key = f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----"
    path = tmp_path / "data.jsonl"
    path.write_text(
        json.dumps({"prompt": f"Which door does {key} open?", "completion": "The one at the back."})
    )
    report = auditing.run([(str(path), "train")], Config(select=("SEC",), max_places=0))
    (found,) = report.findings
    assert found.message == "keys, tokens or passwords: private key (1)"
    assert found.places[0].message.startswith("private key")
    text = reporters.render(report, "json", View(detail=2))
    assert not [piece for piece in pieces(body.replace("\n", "")) if piece in text]
