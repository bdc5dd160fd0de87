"""The HTML report in a real browser: it asks for nothing, complains of nothing, fits, and can be read.

SCREENSHOTS=folder keeps a picture of every view.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from auditor import audit
from tests.html import browser
from tests.test_reporters import HOSTILE

pytestmark = pytest.mark.skipif(browser.find() is None, reason="needs Chromium (apt-get install chromium)")

VIEWS = {"light": (1120, False), "dark": (1120, True), "phone": (360, False), "phone-dark": (360, True)}

# the contrast of every text with what is painted behind it (WCAG 2.2, 1.4.3), the worst first
CONTRAST = """(() => {
  const lum = c => { const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
                     return .2126 * f(c[0]) + .7152 * f(c[1]) + .0722 * f(c[2]) };
  const rgb = s => (s.match(/[\\d.]+/g) || []).map(Number);
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
                        if (c.length && (c.length < 4 || c[3] > 0)) return c } return [255, 255, 255] };
  const found = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.getClientRects().length) continue;
    const svg = e.namespaceURI.endsWith('svg'), style = getComputedStyle(e);
    if (e.tagName === 'title') continue;
    const a = lum(rgb(svg ? style.fill : style.color)), b = lum(behind(e));
    found.push([(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.textContent.trim().slice(0, 40)]);
  }
  return found.sort((x, y) => x[0] - y[0]).slice(0, 3) })()"""

# what a keyboard and a screen reader need
STRUCTURE = """({
  levels: [...document.querySelectorAll('h1,h2,h3,h4')].filter(h => h.getClientRects().length)
            .map(h => +h.tagName[1]),
  unnamed: [...document.querySelectorAll('svg[role=img]')].filter(s => !s.getAttribute('aria-label')
            || !s.querySelector('title')).length,
  dead: [...document.querySelectorAll('a[href^="#"]')].filter(a => !document.getElementById(
            decodeURIComponent(a.getAttribute('href').slice(1)))).map(a => a.getAttribute('href')),
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  small: Math.min(...[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length)
            .map(e => parseFloat(getComputedStyle(e).fontSize))),
  lang: document.documentElement.lang, text: document.body.innerText })"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    opened = browser.Page(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


def hostile(folder: Path) -> Path:
    """Rows that try to break out, with two hundred labels of a thousand letters."""
    tags = " <img src=http://e.vil/x onerror=alert(1)> </style><script>alert(2)</script>"
    evil = HOSTILE.replace("\ud800", "") + tags
    labels = [f"{evil} {i} {'x' * 1000}" for i in range(200)]
    rows = [{"text": f"{evil} {i}" * (1 + i % 7), "label": labels[i % 200]} for i in range(600)]
    file = folder / "hostile <b> train.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    return file


@pytest.fixture(scope="module")
def pages(samples, tmp_path_factory):
    """A NO-GO with everything that can be found, a GO, and hostile data."""
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "no-go": audit(samples / "classification_not_ready.csv", task="classification"),
        "go": audit(samples / "style_ready.jsonl", task="style"),
        "hostile": audit(hostile(folder), task="classification"),
    }
    for name, report in made.items():
        report.save(folder / f"{name}.html")
    return folder


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["no-go", "go", "hostile"])
def test_the_page_in_a_browser(name, view, page, pages) -> None:
    file = pages / f"{name}.html"
    assert len(file.read_bytes()) < 100_000
    width, dark = VIEWS[view]
    page.open(file, width, dark=dark)
    if folder := os.environ.get("SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.picture(Path(folder) / f"{name}-{view}.png")
    page.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.requests == [file.as_uri()]
    assert page.complaints == []
    seen = page.run(STRUCTURE)
    assert seen["wide"] <= 0, "the page scrolls sideways"
    assert seen["levels"][0] == 1
    assert all(b - a <= 1 for a, b in zip(seen["levels"], seen["levels"][1:], strict=False)), seen["levels"]
    assert (seen["unnamed"], seen["dead"], seen["lang"]) == (0, [], "en")
    assert seen["small"] >= 12
    worst = page.run(CONTRAST)
    assert worst[0][0] >= 4.5, worst
    assert ("GO" if name == "go" else "NO-GO") in seen["text"]


def test_print_leaves_nothing_cut_off(page, pages) -> None:
    page.open(pages / "no-go.html", 800, media="print")
    assert page.run("getComputedStyle(document.querySelector('nav')).display") == "none"
    cut = "[...document.querySelectorAll('pre')].filter(p => p.scrollHeight > p.clientHeight + 2).length"
    assert page.run(cut) == 0


def test_what_is_told_by_colour_is_told_in_words(page, pages) -> None:
    page.open(pages / "no-go.html", 1120)
    tags = page.run("[...document.querySelectorAll('.tag')].map(t => t.innerText)")
    assert set(tags) <= {"error", "warning", "info"}
    assert tags
    signs = page.run("[...document.querySelectorAll('.sign')].map(t => t.innerText)")
    assert set(signs) <= {"✗", "!", "✓"}
