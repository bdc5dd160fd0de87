"""Every character that steers or hides is spelled out, and what is shown as code is shown whole."""

import os
import sys
import unicodedata

import pytest
from markdown_it import MarkdownIt

from auditor.reporters import escape

HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def test_whatever_steers_or_hides_is_spelled_out_alone_and_among_letters():
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) in HIDDEN or 0xE0000 <= ord(character) <= 0xE0FFF:
            seen = escape.visible(f"a{character}b")
            if seen == f"a{character}b":
                assert unicodedata.category(character) == "Cf", hex(ord(character))  # signs of some scripts
                assert ord(character) not in range(0x2000, 0x2070)
                continue
            assert seen.startswith("a\\"), hex(ord(character))
            assert seen.endswith("b")
            assert escape.visible(character) == seen[1:-1] != ""
    assert escape.visible("a\nb\tc\rd\x1be\u200bf é 😀") == r"a\nb\tc\rd\u{1b}e\u{200b}f é 😀"


@pytest.mark.parametrize("text", ["`", "`a", "a`", "a``b`", "```", "a", " a ", "a|b", "\\", "`\n`"])
def test_markdown_shows_code_as_it_is(text):
    shown = escape.visible(text)
    page = MarkdownIt("gfm-like", {"linkify": False}).render(f"| x |\n|---|\n| {escape.code_span(text)} |\n")
    inner = page.split("<code>", 1)[1].split("</code>", 1)[0]
    assert inner.strip() == shown.strip()


def test_paths_are_relative_to_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    inside, beside = os.path.join(tmp_path, "a", "b.jsonl"), os.path.join(tmp_path.parent, "c")
    assert escape.relative(inside) == escape.relative("./a//b.jsonl") == "a/b.jsonl"
    assert escape.relative(beside) == escape.relative("../c") == "../c"
    assert escape.uri(os.path.join(tmp_path, "a b%")) == "a%20b%25"
