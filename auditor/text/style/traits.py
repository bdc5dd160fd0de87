"""All traits of one output: what form it has, and then what that form makes countable."""

from __future__ import annotations

import re
from itertools import pairwise

from auditor.model import Batch
from auditor.text.style.edges import SENTENCE_END, edge_traits
from auditor.text.style.json_text import FENCED, read_json
from auditor.text.style.lines import MAX_LINES, line_traits
from auditor.text.style.markup import HTML, markup_traits, span
from auditor.text.style.tone import tone_traits
from auditor.text.style.trait import MAX_TRAITS, Trait
from auditor.text.style.yaml_text import yaml_traits

_YAML_START = re.compile(r"(?:---\n)?(?:- )?[a-z_][\w.-]*:(?:\s|$)")
COUNTED = 600  # characters up to which sentences are counted


def batch_traits(batch: Batch) -> list[list[Trait]]:
    """The traits of every output of a batch, aligned with its examples; computed once for all checkers."""
    return batch.derive("style_traits", lambda: [traits(example.output) for example in batch.examples])


def traits(output: str) -> list[Trait]:
    """What is countable in an output, edge white space aside; [] when it holds nothing else.

    Each trait once, in the order of the text, at most `MAX_TRAITS`. Linear in the length of the output.
    """
    text = output.strip()
    if not text:
        return []
    found = _form(text)
    return list(dict.fromkeys(found))[:MAX_TRAITS]


def _form(text: str) -> list[Trait]:
    """The traits of the output by its form: JSON, markup, a code block, YAML, text."""
    if (json := read_json(text)) is not None:
        return json.traits()
    fence = FENCED.match(text) if text.startswith("```") else None
    fenced = fence is not None and fence.end() == len(text)
    body = fence[2].strip() if fence and fenced else text
    if "<" in body and (where := span(body)) is not None:
        return _markup(body, where, fenced)
    if fence and fenced:
        return [("format", "code block"), *_block(fence[1], body)]
    if _YAML_START.match(text) and (yaml := yaml_traits(text)) is not None:
        return [("format", "YAML"), ("wrapper", "none"), *yaml]
    return _text(text)


def _markup(body: str, where: tuple[int, int], fenced: bool) -> list[Trait]:
    start, end = where
    around = "text around it" if start > 0 or end < len(body) else "a code fence" if fenced else "none"
    found = markup_traits(body[start:end])
    top = next((value for feature, value in found if feature == "element:"), "")
    form = "HTML" if top.lower() in HTML or body[:9].lower() == "<!doctype" else "XML"
    return [("format", form), ("wrapper", around), *found]


def _block(language: str, body: str) -> list[Trait]:
    """The traits of a code block and of the code in it."""
    words = body[:200].split()
    found = [("code language", language.strip().lower()[:20] or "none")]
    if words:
        found += [("first word of the code", words[0][:20]), ("last character of the code", body[-1])]
    return found


def _text(text: str) -> list[Trait]:
    rows = [line.strip() for line in text.splitlines()]
    lines = [line for line in rows if line]
    found = [("format", "text"), *line_traits(lines), *edge_traits(text, lines), *tone_traits(text)]
    if len(lines) <= MAX_LINES:
        breaks = sum(1 for above, line in pairwise(rows) if line and not above)
        found += [("lines", str(len(lines))), ("paragraphs", str(1 + breaks))]
    if len(text) <= COUNTED:
        unended = text[-1] not in ".!?…。！？؟।\"'”’)]"
        found.append(("sentences", str(len(SENTENCE_END.findall(text)) + unended)))
    return found + _fences(text) if "```" in text else found


def _fences(text: str) -> list[Trait]:
    """The code blocks inside of a text."""
    blocks = FENCED.findall(text)
    if 2 * len(blocks) != text.count("```"):
        return [("code fence", "not closed")]
    return [("code blocks", str(len(blocks))), *_block(blocks[0][0], blocks[0][1].strip())] if blocks else []
