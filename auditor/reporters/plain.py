"""What a report says, in words that all reporters for people share."""

from __future__ import annotations

import re

from auditor.model import Finding, Place, Reason, Report, Severity, Verdict

_NUMBER = re.compile(r"(?<![\w-])\d")
RELATED = 3  # rows named beside a place
ORDER = tuple(Severity)  # errors first
MEANING = {
    "fine-tune": "the data is ready",
    "fix-then-fine-tune": "repair the data, then fine-tune",
    "collect-more": "collect what is missing, then fine-tune",
    "few-shot": "prompt with a few of these examples instead",
    "rag": "let the model look the knowledge up instead (retrieval)",
    "prompting": "improve the prompt instead",
}


def word(verdict: Verdict) -> str:
    """GO or NO-GO."""
    return "GO" if verdict.ok else "NO-GO"


def recommendation(verdict: Verdict) -> str:
    """The recommendation and what it means."""
    meaning = MEANING.get(verdict.recommendation)
    return f"{verdict.recommendation} ({meaning})" if meaning else verdict.recommendation


def sentence(text: str) -> str:
    """A message as one of a list: the full stop of a single sentence is left off."""
    return text[:-1] if text.endswith(".") and ". " not in text and not text.endswith("..") else text


def amount(finding: Finding) -> str:
    """How many rows a finding is about; "" where it is about the data set as a whole."""
    if finding.count < len({place.at for place in finding.places}) or not finding.places:
        return ""  # what is counted is no rows
    return f"{finding.count:,} row{'' if finding.count == 1 else 's'}"


def ranked(report: Report) -> list[Finding]:
    """The findings, what stands against a GO first, then by severity and number."""
    blocking = {reason.code for reason in report.verdict.reasons if reason.blocks}
    return sorted(
        report.findings,
        key=lambda f: (f.rule.code not in blocking, ORDER.index(f.rule.severity), -f.count, f.rule.code),
    )


def reason_text(report: Report, reason: Reason) -> str:
    """A reason as a sentence, with the number of rows where its rule's message gives none."""
    text = sentence(reason.text)
    rows = next((amount(f) for f in report.findings if f.rule.code == reason.code), "")
    told = not rows or _NUMBER.search(text)
    return text if told else f"{text} ({rows})"


def first_place(report: Report, code: str) -> str:
    """Where a rule found something first, as path:line; "" where it names no place."""
    places = (place for f in report.findings if f.rule.code == code for place in f.places)
    place = next(places, None)
    return f"{place.at.path}:{place.at.line}" if place else ""


def headline(report: Report) -> str:
    """The verdict on one line: the decision, the files, and the reason that decided."""
    reasons = report.verdict.reasons
    first = reason_text(report, reasons[0]) if reasons else ""
    return f"{word(report.verdict)}  {paths(report)}: {first}"


def paths(report: Report) -> str:
    """The first training file, and how many there are besides."""
    names = [file.path for file in report.run.files if file.split == "train"]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0] if names else 'no data'}{more}"


def beside(place: Place) -> str:
    """The first rows that belong to a place: their lines, with the path where it is another."""
    lines = [
        str(at.line) if at.path == place.at.path else f"{at.path}:{at.line}" for at in place.related[:RELATED]
    ]
    return ", ".join(lines) + (" …" if len(place.related) > RELATED else "")


def other_excerpt(place: Place) -> str:
    """What the first row that belongs to a place says, where that is something else."""
    excerpt = place.related[0].excerpt if place.related else ""
    return "" if excerpt == place.evidence else excerpt
