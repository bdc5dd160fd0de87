"""Run with the Python of an environment that holds nothing but the built wheel: does the product work there?

usage: wheel_smoke.py SAMPLE_DATA_FOLDER
"""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

samples = Path(sys.argv[1])
auditor = Path(sysconfig.get_path("scripts")) / "auditor"


def check(name: str, code: int) -> dict:
    done = subprocess.run(
        [auditor, "check", samples / name, "--task", "classification", "-f", "json"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == code, (name, done.returncode, done.stdout[-500:], done.stderr)
    return json.loads(done.stdout)


import auditor as package  # noqa: E402  (after the arguments are read, so that usage errors are quick)

assert "site-packages" in package.__file__, package.__file__
assert check("classification_ready.csv", 0)["verdict"]["decision"] == "go"
assert check("classification_not_ready.csv", 1)["verdict"]["decision"] == "no-go"

broken = Path("broken.jsonl")
broken.write_text('{"messages": [{"role": "asistant", "content": "hello"}]}\n')
codes = {finding["code"] for finding in check(str(broken.resolve()), 1)["findings"]}
assert "FMT006" in codes, codes  # worded from a JSON Schema: the wheel finds its schemas
print("the wheel works: schemas found, GO and NO-GO as expected")
