"""Inputs about a picture or a page that the model cannot see."""

from __future__ import annotations

import re

from auditor.checkers.noise import NoiseChecker
from auditor.model import Confidence, Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.joined import bounded
from auditor.text.subject import is_program

_PICTURE = r"(?:image|picture|photo(?:graph)?|painting|drawing|illustration|sketch|portrait|screenshot|logo)"
_MAKE = later(
    rf"(?:^|[.!?]\s|\bplease\s|\b(?:can|could|would|will)\syou\s)(?:generate|create|draw|paint|sketch"
    rf"|produce|render)\s(?:me\s)?(?:an?|the|some|\d)?\s?"
    rf"(?:(?!vivid|mental|clear|word|full|complete|bigger"
    rf"|accurate)[\w'-]+\s){{0,3}}?{_PICTURE}s?\b(?!\s(?:caption|description|gallery|album|prompt|essay"
    rf"|book|editor|viewer"
    r"|class|component|tag|element|loader|with\swords|in\swords|using\s(?:html|css|python|code|ascii|svg)"
    r"|file"
    r"|format|upload\w*|slider|carousel|processing|recognition|classif\w+|dataset|search))",
    re.IGNORECASE | re.MULTILINE,
)
_SHOWN = later(
    rf"\b(?:(?:this|the\s(?:attached|following|above|given|provided))\s{_PICTURE}|{_PICTURE}\s(?:above"
    rf"|below|attached"
    r"|shown))\b(?!\s(?:caption|description|file|format|prompt))",
    re.IGNORECASE,
)
# the same in small letters and without what stands around: a tenth of the time
_MAKING = later(rf"(?:generate|create|draw|paint|sketch|produce|render)\s[\w\s'-]{{0,200}}?{_PICTURE}")
_PICTURES = later(_PICTURE)
_POINTING = ("this", "attached", "following", "above", "given", "provided")
_PLACED = ("above", "below", "attached", "shown")
_NEAR = 12  # characters, in which each of these has room
_PAGE = later(
    r"\b(?:summari[sz]e|read|analy[sz]e|review|check|translate|paraphrase|explain|describe|extract|based\son"
    r"|according\sto|using\sthe\s(?:following\s)?(?:link|url|page|article|website)"
    r"|what\sdoes\s(?:this|the)\s(?:page|article|link|site|website|post|video|text)|(?:^"
    r"|[.!?]\s)(?:go\sto|open|visit))\b"
    r"[^\n]{0,80}?((?:https?://|www\.)[^\s<>\"')]{4,200})",
    re.IGNORECASE | re.MULTILINE,
)
_PASTED = 300  # characters beside the address, from which on the page is taken to be quoted
_NOT_A_PICTURE = later(
    r"<svg|!\[|data:image|https?://|\.(?:png|jpe?g|gif|svg|webp)\b|[█▓▒░╔═║│┌─]", re.IGNORECASE
)


class UnseenSources(NoiseChecker):
    """An input that asks for a picture, or about a picture or page that is not in the row.

    What it does
        Looks in the input for requests to draw something, for "this image" or "the attached photo" without an
        image in the row, and for "summarize https://…" without the text of the page. Rows with image parts,
        and answers that give SVG, an image link or ASCII art, are right. It does not run in classification
        and extraction.
    Why it matters
        The answer had to be made up, so the row teaches the model to claim what it cannot know.
    Example
        "Summarize the article at https://example.org/news/42."
    How to fix
        Put the text of the page into the input, or delete the row.
    When to ignore it
        When the model will have tools that draw or browse.
    How sure we are
        Medium: see docs/accuracy/noise.md. Only English wording is known.
    """

    rule = Rule(
        "NOI013",
        "unseen-source",
        Severity.WARNING,
        "inputs about a picture or a page that is not in the row",
        Confidence.MEDIUM,
    )
    sides = ("input",)
    exempt_tasks = ("classification", "extraction")
    usual = 0.2
    literals = (
        *(
            "image",
            "picture",
            "photo",
            "painting",
            "drawing",
            "illustration",
            "sketch",
            "portrait",
            "screenshot",
        ),
        *("logo", "http://", "https://", "www."),
    )

    def problem(self, example: Example) -> Spot | None:
        """What the input refers to and the row does not hold."""
        text = bounded(example.input)
        found = _PAGE.search(text) if "://" in text or "www." in text else None
        if found and len(text) - len(found[0]) < _PASTED and not _has_parts(example):
            return Spot(example.row, "the page is not in the row", "input", around(text, *found.span()))
        lower = text.lower()
        made = _MAKE.search(text) if _MAKING.search(lower) else None
        found = made or (_SHOWN.search(text) if _may_show(lower) else None)
        if found is None or _has_parts(example) or is_program(example.output[:4000]):
            return None
        if _NOT_A_PICTURE.search(f"{text[:4000]}\n{example.output[:4000]}"):
            return None
        words = "a picture is asked for" if made else "the picture is not in the row"
        return Spot(example.row, words, "input", around(text, *found.span()))


def _may_show(lower: str) -> bool:
    """Whether a picture is spoken of with a word beside it that says which; in small letters."""
    return any(
        lower[max(found.start() - _NEAR, 0) : found.start()].rstrip().endswith(_POINTING)
        or lower[found.end() : found.end() + _NEAR].lstrip().startswith(_PLACED)
        for found in _PICTURES.finditer(lower)
    )


def _has_parts(example: Example) -> bool:
    """Whether the conversation holds more than text, or tools that could look."""
    return any(isinstance(turn.content, list) or turn.tool_calls for turn in example.turns)
