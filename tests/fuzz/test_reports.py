"""Nothing in the data, and no file name, steers what shows a report."""

import json
import re
from contextlib import suppress
from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import given, settings
from markdown_it import MarkdownIt

from auditor import auditing, drift, reporters
from auditor.config import Config
from auditor.errors import InputError
from auditor.reporters import saved
from auditor.reporters.drift import Diff
from auditor.reporters.drift import render as compared
from auditor.reporters.view import View

from .nasty import COMMAND, NAME, STEERS, files


class Elements(HTMLParser):
    """The elements and attribute names of a page."""

    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.add(tag)
        self.found |= {name for name, _ in attributes if name.startswith("on")}
        self.found |= {value for _, value in attributes if value and value.strip().startswith("javascript:")}


MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": False})
FORBIDDEN = {"img", "b", "x", "iframe", "onerror", "onload"}


@given(content=files(), name=NAME)
@settings(settings.get_profile("fuzz"))
def test_every_report_of_anything_is_well_formed_and_inert(tmp_path_factory, content, name):
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(content)
    with suppress(InputError):
        report = auditing.run([(str(path), "train")], Config())
        texts = {form: reporters.render(report, form, View(detail=2)) for form in reporters.FORMATS}
        for form in ("json", "sarif", "gitlab"):
            json.loads(texts[form])
            assert texts[form].isascii()
        for line in texts["jsonl"].splitlines():
            json.loads(line)
        ElementTree.fromstring(texts["junit"])
        for form in ("terminal", "markdown", "html", "github"):
            assert not STEERS.search(texts[form]), form
        for form in sorted(set(texts) - {"github"}):
            assert not COMMAND.search(texts[form]), form
        assert not FORBIDDEN & Elements(texts["html"]).found
        assert len(re.findall("<script", texts["html"])) <= 2
        assert not FORBIDDEN & Elements(MARKDOWN.render(texts["markdown"])).found
        for line in texts["github"].split("\n"):
            assert not line or re.match(r"::(?:error|warning|notice)[ :]", line), line


@given(before=files(), after=files(), name=NAME)
@settings(settings.get_profile("fuzz"))
def test_every_comparison_of_anything_is_inert(tmp_path_factory, before, after, name):
    reports = []
    with suppress(InputError):
        for content in (before, after):
            path = tmp_path_factory.mktemp("fuzz") / name
            path.write_bytes(content)
            reports.append(auditing.run([(str(path), "train")], Config()))
        kept = [saved.load(reporters.render(report, "json"), "kept") for report in reports]
        diff = Diff(drift.compare(*kept))
        json.loads(compared(diff, "json"))
        for form in ("text", "markdown"):
            assert not STEERS.search(compared(diff, form)), form
            assert not COMMAND.search(compared(diff, form)), form
        assert not FORBIDDEN & Elements(MARKDOWN.render(compared(diff, "markdown"))).found
        for report, again in zip(reports, kept, strict=True):
            for form in ("terminal", "markdown", "junit", "github"):
                assert reporters.render(again, form) == reporters.render(report, form)
