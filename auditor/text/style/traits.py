"""All traits of one output: what form it has, and then what that form makes countable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from auditor.model import Batch
from auditor.text.style.blocks import BLOCKS, block_traits
from auditor.text.style.counted import Counted
from auditor.text.style.edges import (
    ENDS,
    FIRST,
    LAST,
    SIGNS,
    STARTS,
    TEMPLATE,
    WHOLE,
    WITHIN_SENTENCE,
    WORDS,
    end_traits,
    first_traits,
    last_traits,
    sentence_ends,
    sign_traits,
    start_traits,
    template,
    whole_traits,
)
from auditor.text.style.inline import INLINE, inline_traits
from auditor.text.style.json_text import FENCED, around, beside, read_json
from auditor.text.style.lines import LINE_KINDS, MAX_LINES, is_code, line_traits
from auditor.text.style.markup import HTML, leading_block, markup_traits, span
from auditor.text.style.masks import cast, mask, series
from auditor.text.style.notation import NOTATION, notation_traits
from auditor.text.style.separated import RECORD, separated
from auditor.text.style.short import SHORT, short_traits
from auditor.text.style.tone import TONE_FEATURES, tone_traits
from auditor.text.style.trait import MAX_TRAITS, Trait, kept, kind, path
from auditor.text.style.yaml_text import yaml_traits

_YAML_START = re.compile(r"(?:---\n)?(?:- )?[a-z_][\w.-]*:(?:\s|$)")
_CODE_WORD = re.compile(r"\s*(\w{1,20}|[^\w\s]{1,3})")
_INDENTED = re.compile(r"\n(\t| +)(?=\S)")
CODE_SIGNS = ("->", "=>", ":=", "::", '"""', "//", "/*", "--", "${", "&&", "==", "#")
KEPT = 20_000  # characters of an output of a sample that is kept
CODE = 2000  # characters of code in which signs are looked for
COUNTED = 600  # characters up to which a line may be a list
SENTENCES = 2000  # characters up to which sentences are counted
INDENTATION = frozenset(("indentation",))
SIZES = frozenset(("item", "blank lines", "lines", "paragraphs", "sentences", "separator", "separated items"))


def batch_traits(batch: Batch, counted: Counted = None) -> list[list[Trait]]:
    """The counted traits of every output of a batch, aligned with its examples; not to be changed.

    Computed once for all checkers, and once for equal outputs: labels are few.
    """
    return batch.derive("style_traits", lambda: _of_each([row.output for row in batch.examples], counted))


def _of_each(outputs: list[str], counted: Counted) -> list[list[Trait]]:
    known = {output: _again(output, counted) for output in dict.fromkeys(outputs)}
    return [known[output] for output in outputs]


_LOOKED_AT: dict[str, list[Trait]] = {}


def first_look(outputs: Sequence[str]) -> list[list[Trait]]:
    """All traits of the outputs of a sample; kept until the next sample, as its rows are seen again."""
    known = {output: traits(output) for output in dict.fromkeys(outputs)}
    _LOOKED_AT.clear()
    _LOOKED_AT.update((output, found) for output, found in known.items() if len(output) <= KEPT)
    return [known[output] for output in outputs]


def _again(output: str, counted: Counted) -> list[Trait]:
    """The counted traits of an output that may have been in the sample."""
    found = _LOOKED_AT.get(output, ())
    if not 0 < len(found) < MAX_TRAITS:
        return traits(output, counted)
    return [trait for trait in found if counted is None or trait[0] in counted]


def traits(output: str, counted: Counted = None) -> list[Trait]:
    """What is countable in an output, edge white space aside; [] when it holds nothing else.

    Each trait once, in the order of the text, at most `MAX_TRAITS`. Linear in the length of the output.
    """
    text = output.strip()
    if not text:
        return []
    return kept(_form(text, counted), counted, MAX_TRAITS)


def _form(text: str, counted: Counted) -> list[Trait]:
    """The traits of the output, and of a block like `<think>…</think>` in front of it."""
    if text[0] == "<" and (name := leading_block(text)):
        _, closed, rest = text.partition(f"</{name}>")
        answer = _body(rest.strip(), counted) if rest.strip() else [("format", "nothing")]
        return [("thought", f"<{name}>" if closed else f"<{name}> that is not closed"), *answer]
    return _body(text, counted)


def _body(text: str, counted: Counted) -> list[Trait]:
    """The traits of the output by its form: JSON, markup, a code block, YAML, text."""
    if (json := read_json(text)) is not None:
        return json.traits(counted)
    fence = FENCED.match(text) if text.startswith("```") else None
    fenced = fence is not None and fence.end() == len(text)
    body = fence[2].strip() if fence and fenced else text
    if "<" in body and (where := span(body)) is not None:
        return _markup(body, where, fence[1] if fence and fenced else None, counted)
    if fence and fenced:
        return [("format", "code block"), *_block(fence[1], body)]
    if _YAML_START.match(text) and (yaml := yaml_traits(text, counted)) is not None:
        return [("format", "YAML"), ("wrapper", "none"), *yaml]
    return _text(text, counted)


def _markup(body: str, where: tuple[int, int], fence: str | None, counted: Counted) -> list[Trait]:
    start, end = where
    before, after = body[:start].strip(), body[end:].strip()
    wrapper = around(fence is not None, fence or "", before, after)
    found = markup_traits(body[start:end], counted)
    top = next((value for feature, value in found if feature == "element:"), "")
    form = "HTML" if top.lower() in HTML or body[:9].lower() == "<!doctype" else "XML"
    return [("format", form), ("wrapper", wrapper), *beside(before, after), *found]


def _block(language: str, body: str) -> list[Trait]:
    """The traits of a code block and of the code in it."""
    words = body[:200].split()
    found = [("code language", language.strip().lower()[:20] or "none")]
    if words:
        first = body.split("\n", 1)[0]
        found += [("first word of the code", words[0][:20]), ("last character of the code", body[-1])]
        if len(first) <= TEMPLATE:
            made_of = series(cast(mask(first)))
            found += [
                ("first line of the code", template(first)),
                ("form of the first line of the code", made_of),
            ]
        found.append(("code layout", "on one line" if "\n" not in body else "over several lines"))
        found += [("code sign", sign) for sign in CODE_SIGNS if sign in body[:CODE]]
        found += dict.fromkeys(
            ("code line", word) for word in map(_code_word, body.splitlines()[:MAX_LINES]) if word
        )
    return found


def _code_word(line: str) -> str:
    """What a line of code begins with: a word, or marks."""
    start = _CODE_WORD.match(line)
    return start[1] if start else ""


class _Steps(NamedTuple):
    """Which steps of looking at a text something counted comes from."""

    lines: bool = True
    first: bool = True
    start: bool = True
    signs: bool = True
    last: bool = True
    end: bool = True
    whole: bool = True
    tone: bool = True
    inline: bool = True
    words: bool = True
    indentation: bool = True
    short: bool = True
    blocks: bool = True
    notation: bool = True
    sizes: bool = True


_EVERY_STEP = _Steps()


@lru_cache(maxsize=8)
def _steps(counted: frozenset[str]) -> _Steps:
    by_lines = any(kind(feature) in LINE_KINDS for feature in counted)
    sizes = SIZES | {feature for feature in counted if path(feature).startswith("field ")}
    others = (
        not step.isdisjoint(counted)
        for step in (
            *(FIRST, STARTS, SIGNS, LAST, ENDS, WHOLE, TONE_FEATURES, INLINE, WORDS, INDENTATION),
            *(SHORT, BLOCKS, NOTATION, sizes),
        )
    )
    return _Steps(by_lines, *others)


def _text(text: str, counted: Counted) -> list[Trait]:
    rows = list(map(str.strip, text.splitlines()))
    lines = list(filter(None, rows))
    filled = bytes(map(bool, rows))
    steps = _EVERY_STEP if counted is None else _steps(counted)
    return [
        ("format", "text"),
        *(() if not steps.lines else _code(text) if is_code(text) else line_traits(lines, counted)),
        *(first_traits(lines[0], steps.words, counted) if steps.first else ()),
        *(start_traits(lines[0], counted) if steps.start else ()),
        *(sign_traits(lines[0]) if steps.signs and len(lines) == 1 else ()),
        *(last_traits(lines, counted) if steps.last else ()),
        *(end_traits(lines[-1], counted) if steps.end else ()),
        *(whole_traits(text) if steps.whole else ()),
        *(tone_traits(text, counted) if steps.tone else ()),
        *(inline_traits(text, counted) if steps.inline else ()),
        *(_indentation(text, rows) if steps.indentation else ()),
        *(short_traits(text, len(lines) == 1) if steps.short else ()),
        *(block_traits(lines, filled, counted) if steps.blocks and 1 < len(lines) <= MAX_LINES else ()),
        *(notation_traits(text) if steps.notation else ()),
        *(_sizes(text, lines, filled, counted) if steps.sizes else ()),
        *(_fences(text) if "`" in text and "```" in text else ()),
    ]


def _code(text: str) -> list[Trait]:
    """The traits of code without a fence; how it begins and ends is told as of any text."""
    told = ("code line", "code sign", "code layout")
    return [("outline", "code"), *(trait for trait in _block("", text) if trait[0] in told)]


def _indentation(text: str, rows: list[str]) -> list[Trait]:
    """How the first indented line is indented, where one is; `rows` are the stripped lines."""
    if sum(map(len, rows)) + len(rows) - 1 == len(text):
        return []  # nothing was stripped
    starts = [at for at in (text.find("\n "), text.find("\n\t")) if at >= 0]
    indented = _INDENTED.search(text, min(starts)) if starts else None
    if indented is None:
        return []
    return [("indentation", "a tab" if indented[1] == "\t" else f"{len(indented[1])} spaces")]


def _sizes(text: str, lines: list[str], filled: bytes, counted: Counted) -> list[Trait]:
    """Lines, paragraphs, sentences, what parts a list; `filled` has a 1 for each line, 0 for blank ones."""
    found = []
    if len(lines) <= MAX_LINES:
        breaks = filled.count(b"\0\1")
        found += [("lines", str(len(lines))), ("paragraphs", str(1 + breaks))]
        if len(lines) > 2:
            found.append(
                ("blank lines", "none" if not breaks else "some" if breaks + 1 < len(lines) else "all")
            )
    if len(text) <= SENTENCES:
        unended = text[-1] not in ".!?…。！？؟।\"'”’)]"
        if counted is None or "sentences" in counted:
            within = 0 if text.islower() else len(WITHIN_SENTENCE.findall(text))
            found.append(("sentences", str(len(sentence_ends(text)) - within + unended)))
        if len(lines) == 1 and len(text) <= COUNTED:
            found += separated(text) if unended else separated(text[:-1], RECORD)
    return found


def _fences(text: str) -> list[Trait]:
    """The code blocks inside of a text."""
    blocks = FENCED.findall(text)
    if 2 * len(blocks) != text.count("```"):
        return [("code fence", "not closed")]
    return [("code blocks", str(len(blocks))), *_block(blocks[0][0], blocks[0][1].strip())] if blocks else []
