"""The schemas are found wherever the package stands."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from auditor import resources


@pytest.mark.parametrize("name", [f"formats/{name}" for name in resources.names("formats")])
def test_every_schema_is_a_schema_of_the_2020_draft(name: str) -> None:
    schema = resources.schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    assert '"oneOf"' not in resources.text(name)  # it cannot say what is wrong


def test_an_installed_package_reads_its_own_copy(tmp_path: Path) -> None:
    """The layout of the wheel: the folder stands inside the package, and nowhere else."""
    archive = tmp_path / "wheel.zip"
    source = Path(resources.__file__).parent
    with zipfile.ZipFile(archive, "w") as wheel:
        for name in ("__init__.py", "resources.py"):
            wheel.write(source / name, f"auditor/{name}")
        for path in sorted(resources.folder().rglob("*.json")):
            wheel.write(path, f"auditor/schemas/{path.relative_to(resources.folder())}")
    with zipfile.ZipFile(archive) as wheel:
        wheel.extractall(tmp_path / "site")
    code = (
        "from auditor import resources as r; print(r.folder()); r.schema('formats/openai-chat.schema.json')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); {code}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str(tmp_path / "site" / "auditor" / "schemas")
