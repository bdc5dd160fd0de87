"""A secret in the data is in the clear in no report, no log and no journal, wherever it stands."""

import json
import random
import string
import subprocess
import sys

import pytest

from auditor import auditing, fix, reporters
from auditor.config import Config
from auditor.reporters.view import View
from tests.test_cli import auditor
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
