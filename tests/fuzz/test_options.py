"""Whatever stands behind an option of a command, and whatever the data: an answer, or one line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import targets
from auditor.formats import BY_NAME

from .nasty import NAME, files
from .test_side_files import ends_well

VALUED = (
    "--input", "--output", "--label", "--split-column", "--group", "--delimiter", "--select", "--ignore",
    "--split", "--against", "--min", "--ideal", "--baseline", "--schema", "--config", "--index",
)  # fmt: skip
VALUES = (
    "", "a", "text", "label", "prompt", "messages[0].content", "a.b", ",", "\t", "||", "\x1b[2J", "\udcff",
    "*", "DUP", "DUP001", "XXX", "..", ".", "0", "-1", "1e9", "nan", "train", "é", "'", "data.jsonl",
    "/dev/null", "a=b", "=x", "x=",
)  # fmt: skip
OPTION = st.one_of(
    st.tuples(st.sampled_from(VALUED), st.sampled_from(VALUES)),
    st.tuples(st.just("--input-format"), st.sampled_from((*sorted(BY_NAME), "custom", "unknown", "x"))),
    st.tuples(st.just("--target"), st.sampled_from((*targets.names(), "x"))),
    st.tuples(st.sampled_from(("--header", "--no-header"))),
)
COMMANDS = (
    "check",
    "check",
    "check",
    "fix",
    "split",
    "lint",
    "fewshot",
    "advise",
    "init",
    "baseline",
    "diff",
)


@given(content=files(), name=NAME, options=st.lists(OPTION, max_size=3), command=st.sampled_from(COMMANDS))
@settings(settings.get_profile("fuzz"))
def test_any_option_is_taken_or_refused(tmp_path_factory, monkeypatch, content, name, options, command):
    folder = tmp_path_factory.mktemp("options")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("AUDITOR_CACHE", "")
    (folder / name).write_bytes(content)
    more = {"fix": ("-o", "out"), "diff": (f"./{name}",)}.get(command, ())
    result = ends_well(command, f"./{name}", *(word for option in options for word in option), *more)
    assert "internal error" not in result.output
