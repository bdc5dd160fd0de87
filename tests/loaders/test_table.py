"""Tables: dialect, quotes, ragged rows; every physical line is accounted for."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import loaders
from auditor.config import Config
from auditor.errors import InputError, UsageError
from auditor.loaders.dialect import dialect

PLAIN = Config(task="style", input_format="prompt-completion")


def table(*lines: str, end: str = "\n") -> bytes:
    return end.join(["prompt,completion", *lines, ""]).encode()


@pytest.fixture
def read_table(read):
    return lambda content, config=PLAIN: read(content, "data.csv", config)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quoted_line_ends_belong_to_the_cell_and_lines_are_physical(read_table, end):
    found = read_table(table('a,"x', 'y"', "b,z", end=end))
    assert found.outputs == [f"x{end}y", "z"]
    assert sorted(found.places.values()) == [(2, 1), (4, 2)]


@pytest.mark.parametrize("text", ["NA", "null", "None", "nan", "1.10", "007", "TRUE", "1e5", " x "])
def test_cells_stay_text(read_table, text):
    assert read_table(table(f"a,{text}")).outputs == [text]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a", "1 cell, the header has 2"),
        ("a,b,c", "3 cells, the header has 2; a cell that holds ',' must stand in quotes"),
        ('"a"b,c', "behind a closing quote"),
        ('"a,b', "not closed"),
        ("a\rb,c", "carriage return"),
    ],
)
def test_a_row_that_does_not_fit_is_named_and_the_next_one_is_read(read_table, line, words):
    found = read_table(table("1,one", line, "2,two", "3,three"))
    assert found.codes == [(3, "INP005")]
    assert words in found.broken[0].message
    assert found.outputs == ["one", "two", "three"]


def test_an_open_quote_does_not_swallow_the_rest(read_table):
    lines = [f"{n},text {n}" for n in range(50)]
    found = read_table(table('"open,x', *lines, 'y,"quoted, well"', '"open again,x', *lines))
    assert found.codes == [(2, "INP005"), (54, "INP005")]
    assert len(found.records) == 101


@pytest.mark.parametrize(
    ("broken", "codes"),
    [
        ('"caf\xe9\nand more",x\n', [(2, "INP002")]),  # the lines of one cell, of which one does not decode
        ('"more\nand caf\xe9",x\n', [(2, "INP002")]),
        ('"caf\xe9,x\n', [(2, "INP005")]),  # never closed
    ],
)
def test_a_byte_that_does_not_decode_in_quotes_does_not_swallow_the_rest(read_table, broken, codes):
    rest = "".join(f"{n},text {n}\n" for n in range(50))
    found = read_table(b"prompt,completion\n" + broken.encode("latin-1") + rest.encode())
    assert found.codes == codes
    assert len(found.records) == 50


def test_a_quote_inside_a_cell_is_text(read_table):
    assert read_table(table('5" disk,it is 3" wide', "b,\"say \"\"hi\"\"\"")).outputs == [
        'it is 3" wide', 'say "hi"',
    ]  # fmt: skip


def test_blank_lines_are_counted(read_table):
    found = read_table(b"\nprompt,completion\n\na,b\n   \n\n")
    assert (found.blank, len(found.records)) == (4, 1)


def test_lines_of_white_space_are_blank_before_the_header_and_in_one_column(read_table):
    found = read_table(b"  \n\t\nprompt,completion\n  \na,b\n")
    assert (found.blank, found.outputs) == (3, ["b"])
    one = read_table(b'completion\na\n  \n""\n" "\n', PLAIN)
    assert (one.blank, one.outputs) == (1, ["a", "", " "])


def test_a_header_alone_has_no_examples(read_table):
    found = read_table(b"prompt,completion\n")
    assert found.rows == 0


def test_bytes_that_are_not_utf8_break_their_row_only(read_table):
    found = read_table(table("1,one") + "2,café\n".encode("latin-1") + b"3,three\n")
    assert found.codes == [(3, "INP002")]
    assert found.outputs == ["one", "three"]


def test_a_byte_order_mark_is_no_part_of_the_first_name(read_table):
    assert read_table(b"\xef\xbb\xbf" + table("a,b")).outputs == ["b"]


def test_a_byte_order_mark_before_a_row_is_no_text_and_within_it_is(read_table):
    found = read_table(table("\ufeffa,b", '"x', '\ufeffy",z'))
    assert [record["prompt"] for record in found.records] == ["a", "x\n\ufeffy"]


def test_a_header_without_a_line_end_is_a_header(read_table):
    found = read_table(b"prompt,completion")
    assert (found.rows, found.file.header) == (0, ("prompt", "completion"))


def test_zero_bytes_are_characters_like_others(read_table):
    assert read_table(table("1,one", "2,tw\x00o")).outputs == ["one", "tw\x00o"]


def test_a_record_over_the_limit(read_table):
    config = Config(task="style", input_format="prompt-completion", thresholds={"limits.record-bytes": 200})
    found = read_table(table("1," + "x" * 500, "2,two", '"open' + ",y" * 60, *["3,three"] * 30), config)
    assert found.codes == [(2, "INP006"), (4, "INP006")]
    assert set(found.outputs) == {"two", "three"}
    assert found.rows == 33


@given(
    rows=st.lists(
        st.tuples(*[st.text(st.sampled_from('ab,"\n é;\u2028'), min_size=1, max_size=8)] * 2), max_size=8
    ),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=150, deadline=None)
def test_what_the_standard_library_writes_is_read_as_it_was(tmp_path_factory, rows, end):
    out = io.StringIO()
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([("prompt", "completion"), *rows])
    path = tmp_path_factory.mktemp("csv") / "data.csv"
    path.write_bytes(out.getvalue().encode())
    config = Config(task="style", input_format="prompt-completion", delimiter=",")
    files = loaders.plan([(str(path), "train")], config).files
    batches = [batch for piece in loaders.shards(files) for batch in loaders.read(piece, config)]
    assert [tuple(e.record.values()) for batch in batches for e in batch.examples] == rows


@given(lines=st.lists(st.text(st.sampled_from('ab,"\n'), max_size=12), max_size=10))
@settings(max_examples=150, deadline=None)
def test_every_line_is_part_of_exactly_one_row(tmp_path_factory, lines):
    """Rows start on rising lines, and a row's lines end where the next begins."""
    path = tmp_path_factory.mktemp("csv") / "data.csv"
    content = "a,b\n" + "\n".join(lines)
    path.write_bytes(content.encode())
    config = Config(task="style", input_format="prompt-completion", delimiter=",", header=True)
    files = loaders.plan([(str(path), "train")], config).files
    batches = [batch for piece in loaders.shards(files) for batch in loaders.read(piece, config)]
    starts = [line for batch in batches for line in batch.lines]
    physical = content.removesuffix("\n").count("\n") + 1
    assert starts == sorted(set(starts))
    assert all(2 <= line <= physical for line in starts)
    if lines and content.endswith("\n") is False and len(starts) < physical - 1:
        assert '"' in content, "only quotes join lines"


DIALECTS = {
    "comma": ("text,label\na,b\nc d,e\n", ",", True),
    "tab": ("text\tlabel\na, x\tb\nc\td\n", "\t", True),
    "semicolon with decimal commas": ("text;label\n1,5;a\n2,5;b\n", ";", True),
    "bar": ("text|label\na|b\n", "|", True),
    "one column": ("text\nhello, world\nx\n", ",", True),
    "no header, labels come again": ("where is my card,card\nhelp me,card\nhi,greeting\n", ",", False),
    "no header, a number first": ("1,hello\n2,world\n", ",", False),
    "no header, a long text first": ("x" * 80 + ",b\nc,d\n", ",", False),
    "unknown names": ("headline,teaser\nrain,umbrella\nsun,hat\n", ",", True),
    "commas in quotes": ('text;label\n"a,b,c";x\n"d,e,f";y\n', ";", True),
}


@pytest.mark.parametrize(("head", "delimiter", "headed"), DIALECTS.values(), ids=DIALECTS)
def test_the_dialect_is_detected_and_said(head, delimiter, headed):
    found = dialect(head, Config())
    assert (found.delimiter, found.headed) == (delimiter, headed)
    assert ("delimiter (detected)" in found.note) is (delimiter != ",")  # a comma is what everybody expects
    assert ("no header row" in found.note) is not headed


@pytest.mark.parametrize("delimiter", ["ab", ", ", '"', "\n", "\udcff"])
def test_a_delimiter_that_is_none_is_refused(delimiter):
    with pytest.raises(UsageError, match="a delimiter is one character"):
        dialect("text,label\n", Config(delimiter=delimiter))


def test_a_tab_may_be_spelled_as_the_shell_leaves_it():
    assert dialect("text\tlabel\na\tb\n", Config(delimiter=r"\t")).header == ("text", "label")


def test_options_overrule_the_detection():
    found = dialect("text,label\na;b,c\n", Config(delimiter=";", header=False))
    assert (found.delimiter, found.headed, found.header) == (";", False, ("column_1",))


def test_no_column_hides_another():
    found = dialect("text,,text,text_2,\na,b,c,d,e\n", Config())
    assert len(set(found.header)) == 5
    assert found.header[0] == "text"
    assert "without a name of their own" in found.note


def test_columns_without_a_name_are_called_by_their_place():
    assert dialect(",label,\na,b,c\n", Config()).header == ("column_1", "label", "column_3")


def test_a_byte_order_mark_is_no_part_of_the_first_cell(read):
    found = read(b"\xef\xbb\xbf1,hello\n2,world\n", "data.csv", Config(task="style"))
    assert [record["column_1"] for record in found.records] == ["1", "2"]


def test_a_file_without_header_loses_no_row(read):
    found = read(b"1,hello\n2,world\n", "data.csv", Config(task="style"))
    assert [list(record.values()) for record in found.records] == [["1", "hello"], ["2", "world"]]


@pytest.mark.parametrize("cell", ["x" * 200_000, '"' + "y\n" * 100_000 + '"'])
def test_a_cell_may_be_longer_than_the_standard_library_takes(read_table, cell):
    csv.field_size_limit(131_072)  # its own limit, which another test may have moved
    found = read_table(table(f"a,{cell}", "b,z"))
    assert found.outputs == [cell.strip('"'), "z"]
    assert not found.broken


SMALL = Config(task="style", input_format="prompt-completion", thresholds={"limits.record-bytes": 60})
NEVER, OVER = "a quote is opened here and not closed", "a cell of more than 60 bytes, in quotes never closed"


@pytest.mark.parametrize("byte", ["y", "\xe9"], ids=["all text", "one byte that does not decode"])
@pytest.mark.parametrize(("size", "words"), [(60, NEVER), (61, OVER), (600, OVER)])
def test_an_open_quote_up_to_the_limit_costs_its_own_line_alone(read_table, byte, size, words):
    lines = ['"open,x', f"1,o{byte}e", "2,two", *["3,three"] * 100]
    text = "\n".join(lines)[: size - 1] + "\n"
    found = read_table(table() + text.encode("latin-1"), SMALL)
    messages = {line: broken.message for (line, _), broken in zip(found.codes, found.broken, strict=True)}
    assert messages.pop(2) == words
    assert list(messages) == ([3] if byte == "\xe9" else [])
    assert found.rows == text.count("\n")


def test_a_line_over_the_limit_inside_an_open_quote_is_told_with_it(read_table):
    found = read_table(table('"open,x', "1," + "y" * 300, "2,two"), SMALL)
    assert [code for _, code in found.codes] == ["INP006"]
    assert found.outputs == ["two"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('a,"b\nc"d,e\n', NEVER),  # over two lines
        ('a,"b"d\n', "text stands behind a closing quote"),
        ('a,"b\xe9"d\n', "column 5: byte 0xe9 is not UTF-8"),  # a line by itself: the byte comes first
        ("b\n" * 2, "1 cell, the header has 2"),
        ('"open,x\n1,\xe9\n', NEVER),
        ('" "\n', "1 cell, the header has 2"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(read_table, text, words):
    found = read_table(table() + text.encode("latin-1"))
    assert found.broken[0].message.startswith(words)


def test_a_table_may_have_as_many_columns_as_the_limit():
    assert len(dialect(",".join(["text"] * 10_000) + "\n", Config()).header) == 10_000
    with pytest.raises(InputError, match="10,001 columns"):
        dialect(",".join(["text"] * 10_001) + "\n", Config())
