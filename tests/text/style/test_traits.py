"""What one output is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.style.trait import MAX_TRAITS, codes
from auditor.text.style.traits import traits


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ('{"a": 1}', ("format", "JSON object")),
        ('[{"a": 1}]', ("format", "JSON list")),
        ('```json\n{"a": 1}\n```', ("wrapper", "a code fence marked json")),
        ('Sure:\n{"a": 1, "b": "two words"}', ("wrapper", "text in front")),
        ('<call>\n{"a": 1, "b": "two words"}\n</call>', ("text after it", "</call>")),
        (
            'Here:\n```json\n[{"a": 1, "b": "two"}]\n```',
            ("wrapper", "a code fence marked json and text in front"),
        ),
        ("---\ntitle: a\n---\nText.", ("rules", "2")),
        ("The initials 'J.A.' could be his.", ("sentences", "1")),
        ("Ada;Bern;2024-01-31", ("pattern:field 3", "9999-99-99")),
        ("569,6 km", ("decimal mark", ",")),
        ('wait(city="Oslo")', ("sign", "=")),
        ("Read it at https://a.example!", ("link", "yes")),
        ("{'a': 1}", ("format", "JSON object")),
        ('{"items": [{"sku": "A1"}, {}]}', ("partial:items[]", "sku")),
        ("<t><a>1</a></t>", ("element:t", "a")),
        ("<t><a>1</t>", ("valid", "a tag is not closed or closes twice")),
        ("a: 1\nb:\n  - x\n  - y", ("items:b", "2")),
        ("Plan: rest\nGoal: sleep", ("section", "Goal")),
        ("件名：会議", ("section", "件名")),
        ("## Résumé\n\n- un\n- deux", ("outline", "H2 > bullets")),
        ("```sql\nSELECT 1;\n```", ("code language", "sql")),
        ("So it is.\n#### 1,250.50", ("last line", "#### <number>")),
        ("It costs -5", ("last 2 words", "costs <number>")),
        ("fix(api): less", ("form of the first word", "a(a):")),
        ("Wir haben die Daten für Sie und das Team.", ("language", "German")),
        ("お支払いを確認しました", ("language", "Japanese")),
        ("Sure, here is the list: rice, tea", ("preamble", "yes")),
        ("All Parcels Late", ("full stop", "none")),
        ("billing, returns", ("item", "returns")),
        ("We do not sell it.", ("contractions", "written out")),
        ("我的软件在所有操作系统上运行,包括Windows,Linux和Mac OS。", ("script", "Chinese characters")),
        ("Sure! यह अनुबंध पुरानी रिपोर्ट से अलग है।", ("script of the first word", "Latin letters")),
        ('def menu():\n    return """\n- tea\n- rice"""', ("outline", "code")),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", ("table columns", "2")),
    ],
)
def test_sees(output: str, expected: tuple[str, str]) -> None:
    assert expected in traits(output)


@pytest.mark.parametrize(
    ("output", "is_written_out"),
    [
        ("That is it.", True),
        ("(They would, if they have to.)", True),
        ("I am not, he said.", True),
        ("You should not", True),
        ("One cannot do that.", True),
        ("AI will do it, one will not", True),
        ("AI will do it.", False),
        ("I willed it, and so it will be.", False),
        ("We area planners, so are all.", False),
        ("The pod not seen, which is fine.", False),
        ("It  is, do\nnot, we, are.", False),
        ("Xcannot, is", False),
    ],
)
def test_contractions_are_written_out_in_pairs_of_whole_words(output: str, is_written_out: bool) -> None:
    assert (("contractions", "written out") in traits(output)) is is_written_out


@pytest.mark.parametrize(
    ("output", "sections"),
    [
        ("level=info code=7", ["level", "code"]),
        ('a="x y"  b=2', ["a", "b"]),
        (f"{'n' * 40} = 5", ["n" * 40]),
        ("a = b = c", ["a"]),
        (f"{'n' * 41} = 5", []),
        ("She sold 4+8 = <<4+8=12>>12", []),
        ("(a=1 b=2)", []),
        ("so a=1 b=2", []),
        ("= 5", []),
    ],
)
def test_a_line_of_assignments_begins_with_a_name(output: str, sections: list[str]) -> None:
    assert [value for feature, value in traits(output) if feature == "section"] == sections


@pytest.mark.parametrize(
    ("output", "language"),
    [
        ("das Haus und der Hund", "German"),
        ("der und the", None),  # two words
        ("und der die the of and", None),  # as many of the one as of the other
        ("con del il y no", None),  # "con" and "del" are Spanish too
        ("gli della di è non", "Italian"),
    ],
)
def test_a_language_has_twice_the_common_words_of_any_other(output: str, language: str | None) -> None:
    assert dict(traits(output)).get("language") == language


@pytest.mark.parametrize(
    ("output", "form"),
    [
        ("[Verse 1]\nLa la", "text"),
        ("Subjective: pain\nPlan: rest", "text"),
        ("Use <b>bold</b> where it matters, and nowhere else in the whole text.", "text"),
        ('print("<DL>\\n<DT>a</DT><DT>b</DT>\\n</DL>")', "text"),
        ("16 < 17 and <<16-3=13>>13", "text"),
        ("note: this is a sentence: not YAML", "text"),
    ],
)
def test_is_not_taken_in(output: str, form: str) -> None:
    assert ("format", form) in traits(output)


@given(st.text(max_size=300))
def test_any_text_has_few_short_traits_each_once(output: str) -> None:
    found = traits(output)
    assert len(found) == len(set(found)) <= MAX_TRAITS
    assert all(0 <= codes([trait])[0] < 2**64 and len(trait[1]) <= 400 for trait in found)
    assert bool(found) == bool(output.strip())


HOSTILE = (
    "{",
    "[",
    "<a",
    "<a ",
    "```",
    "``` ",
    "- ",
    "a: ",
    "**",
    "#",
    "1. ",
    '"',
    ".",
    "！",
    "'t",
    "|",
    "\n",
    "9.",
    " ",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_repetition_is_read_to_its_end(piece: str) -> None:
    assert len(traits(f"```{piece * 100_000}b")) <= MAX_TRAITS
    assert len(traits(f"a{piece * 100_000}b")) <= MAX_TRAITS
