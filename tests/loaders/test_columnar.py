"""Parquet and Arrow files, and a folder that Hugging Face's `datasets` saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.auditing import run
from auditor.config import Config
from auditor.errors import InputError
from auditor.model import Report

pyarrow = pytest.importorskip("pyarrow")
ROWS = [
    {
        "messages": [
            {"role": "user", "content": f"question {i}"},
            {"role": "assistant", "content": f"answer {i}"},
        ]
    }
    for i in range(1_500)
]
ROWS[700]["messages"][1]["content"] = ""
ROWS[1_200]["messages"][1]["role"] = "asistant"


def _write(path: Path) -> Path:
    from pyarrow import ipc, parquet

    table = pyarrow.Table.from_pylist(ROWS)
    if path.suffix == ".parquet":
        parquet.write_table(table, path, row_group_size=1_000)
        return path
    opened = ipc.new_file if path.stem == "file" else ipc.new_stream
    with opened(path, table.schema) as writer:
        writer.write_table(table, max_chunksize=400)
    return path


def _audited(path: Path) -> Report:
    return run([(str(path), "train")], Config(task="style", select=("FMT", "INP")))


@pytest.mark.parametrize("name", ["data.parquet", "file.arrow", "stream.arrow"])
def test_rows_are_read_and_found_again(tmp_path: Path, name: str) -> None:
    report = _audited(_write(tmp_path / name))
    assert report.counts.rows == 1_500
    assert report.run.files[0].format == "openai-chat"
    places = [(f.rule.code, place) for f in report.findings for place in f.places]
    found = {(code, place.at.line, place.at.row, place.field) for code, place in places}
    assert found == {
        ("FMT003", 701, 701, "messages[1].content"),
        ("FMT006", 1_201, 1_201, "messages[1].role"),
    }


def test_a_saved_data_set_is_its_arrow_files(tmp_path: Path) -> None:
    (tmp_path / "train").mkdir()
    _write(tmp_path / "train" / "data-00000-of-00001.arrow")
    _write(tmp_path / "train" / "cache-1f.arrow")
    for name in ("dataset_dict.json", "train/dataset_info.json", "train/state.json"):
        (tmp_path / name).write_text(json.dumps({"splits": ["train"]}))
    report = _audited(tmp_path)
    assert report.counts.rows == 1_500
    assert len(report.run.files) == 1


def test_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    from pyarrow import parquet

    table = pyarrow.Table.from_arrays([["a"], ["b"], ["c"]], names=["text", "label", "text"])
    parquet.write_table(table, tmp_path / "data.parquet")
    with pytest.raises(InputError, match="several columns named 'text'"):
        _audited(tmp_path / "data.parquet")


def test_an_offset_that_leads_out_of_the_file_is_an_error_not_a_crash(tmp_path: Path) -> None:
    """pyarrow reads whatever stands there, or dies with SIGSEGV."""
    path = _write(tmp_path / "stream.arrow")
    raw = path.read_bytes()
    offsets = b"".join(number.to_bytes(4, "little") for number in (0, 2, 4, 6))  # of the turns of the rows
    assert raw.count(offsets) > 1
    path.write_bytes(raw.replace(offsets, offsets[:12] + b"\xff\xff\xff\x3f"))
    with pytest.raises(InputError, match="cannot be read behind row 0"):
        _audited(path)


def test_names_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    path = _write(tmp_path / "stream.arrow")
    path.write_bytes(path.read_bytes().replace(b"messages", b"\xffessages"))
    with pytest.raises(InputError, match="cannot be read behind row 0: 'utf-8' codec"):
        _audited(path)


@pytest.mark.parametrize("name", ["data.parquet", "data.arrow"])
@pytest.mark.parametrize("nested", [False, True])
def test_times_of_pandas_are_values_like_others(tmp_path, name, nested) -> None:
    """Nanoseconds, which pandas writes, come back as its own types."""
    from pyarrow import feather, parquet

    kinds = [pyarrow.timestamp("ns"), pyarrow.timestamp("ns", "Europe/Berlin"), pyarrow.duration("ns")]
    columns = [pyarrow.array([10**18, None, 1_000], kind) for kind in kinds]
    if nested:
        columns = [
            pyarrow.array([[value, None] for value in column], pyarrow.list_(column.type))
            for column in columns
        ]
    table = pyarrow.table(columns, names=["a", "b", "c"])
    (parquet.write_table if name == "data.parquet" else feather.write_feather)(table, tmp_path / name)
    report = run([(str(tmp_path / name), "train")], Config(max_places=0))
    assert (report.counts.rows, report.counts.usable) == (3, 0)
    places = [place.evidence for finding in report.findings for place in finding.places]
    assert any("2001-09-09" in evidence for evidence in places)


def test_a_damaged_file_of_rare_types_is_read_or_refused(tmp_path) -> None:
    """Decimals of impossible scales and unknown time zones are errors of Python, not of pyarrow."""
    from decimal import Decimal

    from pyarrow import ipc

    kinds = {pyarrow.decimal128(38, 10): Decimal("1.10"), pyarrow.timestamp("s", "Europe/Berlin"): 10**9}
    for kind, value in kinds.items():
        table = pyarrow.table({"text": pyarrow.array([value, None], kind)})
        sink = pyarrow.BufferOutputStream()
        with ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        whole = sink.getvalue().to_pybytes()
        refused = 0
        for place in range(len(whole)):
            (tmp_path / "data.arrow").write_bytes(
                whole[:place] + bytes((whole[place] ^ (1 << place % 8),)) + whole[place + 1 :]
            )
            try:
                run([(str(tmp_path / "data.arrow"), "train")], Config(select=("INP001",)))
            except InputError:
                refused += 1
        assert refused > 50
