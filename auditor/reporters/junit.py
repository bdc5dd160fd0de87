"""JUnit XML: a test case per rule, so that a clean run has passing cases and a pass rate means something."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from auditor.catalog import catalog
from auditor.model import Finding, Report, Severity
from auditor.reporters.escape import visible, xml_text
from auditor.reporters.house_style import adherence, conventions
from auditor.reporters.view import View

EXAMPLES = 20  # places listed per failing case


def render(report: Report, view: View) -> str:
    """One test suite for the data set: errors fail, checks that did not run are skipped, the rest pass.

    On a GO nothing fails: its errors are few enough, and stand in the output of their cases.
    """
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(finding.code, []).append(finding)
    failing = {code for code, found in findings.items() if not report.ok and any(map(_is_error, found))}
    rules = {code: entry.rule for code, entry in catalog().items()}
    rules |= {code: found[0].rule for code, found in findings.items()}
    skipped = {code: why for code, why in report.run.not_run if code in rules and code not in findings}
    unread = report.run.unread
    numbers = {"tests": str(len(rules) + len(unread) + 1), "failures": str(len(failing) + (not report.ok))}
    numbers |= {"skipped": str(len(skipped)), "errors": str(len(unread))}
    root = ET.Element("testsuites", {"name": "auditor", **numbers})
    path = xml_text(visible(report.run.files[0].path)) if report.run.files else ""
    suite = ET.SubElement(root, "testsuite", {"name": path, **numbers})
    _style(suite, report)
    for code, rule in sorted(rules.items()):
        case = ET.SubElement(suite, "testcase", {"classname": "auditor", "name": f"{code} {rule.name}"})
        if code in findings:
            _findings(case, findings[code], fails=code in failing)
        elif code in skipped:
            ET.SubElement(case, "skipped", {"message": xml_text(skipped[code])})
    for name, reason in unread:
        case = ET.SubElement(suite, "testcase", {"classname": "auditor", "name": xml_text(visible(name))})
        ET.SubElement(case, "error", {"message": xml_text(visible(f"not read to its end: {reason}"))})
    _verdict(suite, report)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _style(suite: ET.Element, report: Report) -> None:
    """The house style as properties of the suite; they stand before its cases."""
    share = adherence(report)
    if share is None:
        return
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", {"name": "style adherence", "value": str(share)})
    for text, _ in conventions(report):
        ET.SubElement(properties, "property", {"name": "house style", "value": xml_text(visible(text))})


def _is_error(finding: Finding) -> bool:
    return finding.rule.severity is Severity.ERROR


def _findings(case: ET.Element, findings: list[Finding], *, fails: bool) -> None:
    """What one rule found, as the failure of its case or as its output."""
    text = "\n".join(line for finding in findings for line in _lines(finding))
    if fails:
        words = "; ".join(visible(finding.message) for finding in findings)
        failure = ET.SubElement(case, "failure", {"message": xml_text(words)})
        failure.text = xml_text(text)
    else:
        ET.SubElement(case, "system-out").text = xml_text(text)


def _lines(finding: Finding) -> Iterator[str]:
    yield visible(finding.message)
    for place in finding.places[:EXAMPLES]:
        yield visible(f"{place.at.path}:{place.at.line} {place.message} {place.evidence}".rstrip())


def _verdict(suite: ET.Element, report: Report) -> None:
    case = ET.SubElement(suite, "testcase", {"classname": "auditor", "name": "verdict"})
    if not report.ok:
        reasons = "\n".join(f"{reason.code} {reason.text}".strip() for reason in report.verdict.reasons)
        failure = ET.SubElement(case, "failure", {"message": f"NO-GO: {report.verdict.recommendation}"})
        failure.text = xml_text(visible(reasons))
