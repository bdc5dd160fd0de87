"""HTML tags, entities and web furniture left in the outputs."""

from __future__ import annotations

import re

from auditor.checkers.noise import NoiseChecker
from auditor.model import Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.gated import Gated
from auditor.text.joined import bounded
from auditor.text.other_wordings import FURNITURE, FURNITURE_LINE, FURNITURE_LITERALS
from auditor.text.subject import asks_about_markup, is_program, without_code

_TAG = later(
    r"</(?:p|div|span|a|b|i|u|em|strong|ul|ol|li|table|tr|td|th|tbody|thead|h[1-6]|font|sup|sub|body|html"
    r"|head|style"
    r"|script|blockquote|center|section|article|button|form|figure|iframe|nav|footer|header|pre|code)>"
    r"|<(?:br|hr)\s{0,3}/?>|<(?:li|h[1-6]|strong|em|ul|ol|td|tr|table)>"
    r"|<(?:img|div|span|a|script|iframe|font|table|p) (?:alt|class|href|id|name|rel|src|style|width)=",
    re.IGNORECASE,
)
_ENTITY = later(
    r"&(?:nbsp|amp|lt|gt|quot|apos|rsquo|lsquo|ldquo|rdquo|mdash|ndash|hellip|copy|reg|bull|middot|eacute"
    r"|egrave"
    r"|agrave|uuml|ouml|auml|szlig|euro|pound|trade|laquo|raquo|#\d{2,6}|#x[0-9a-f]{2,6});",
    re.IGNORECASE,
)
# Whole lines, and the passages of which each stands behind words that it needs.
_FURNITURE = later(
    r"""(?:\w{0,12}Copy\ code|<?\s?[1-9]\ /\ [1-9]\d?\s?>?|(?:Stop|Continue)\ generating
        |Was\ this\ response\ better\ or\ worse\?|Copy\nEdit
        |(?:Share|Copy|Edit|Regenerate)(?:\s(?:Share|Copy|Edit|Regenerate)){2,4}
        |Click\ here\ to\ (?:continue|read)(?:\ (?:reading|more))?|Share\ this:[^\n]{3,80}
        |Log\ ?in\ \|\ Sign\ ?up[^\n]{0,40}
        |Regenerate\ response|Advertisement|Read\ more\ »
        |Skip\ to\ (?:main\ )?content|Back\ to\ top|Share\ this\ (?:article|post|page)|Continue\ reading
        |Leave\ a\ (?:comment|reply)|Accept\ (?:all\ )?cookies|Related\ (?:articles|posts)
        |Was\ this\ (?:page|article|answer)\ helpful\??(?:\s+Yes\s+No)?)\W{0,3}$""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_PASSAGES = tuple(
    Gated(later(expression, re.IGNORECASE), (literal,))
    for literal, expression in (
        ("can make mistakes", "ChatGPT can make mistakes"),
        ("uses cookies", r"(?:this|our) (?:web)?site uses cookies to"),
        ("use cookies", r"we use cookies to (?:improve|ensure|give|personali[sz]e|enhance)"),
        ("newsletter", r"(?:sign up for|subscribe to) our (?:\w{1,20} )?newsletter"),
        ("rights reserved", r"© ?\d{4}[^\n]{0,60}all rights reserved|all rights reserved\.?\s{0,9}\Z"),
        ("enable javascript", "please enable javascript"),
        ("to subscribe", "click here to subscribe"),
        ("to enlarge", r"\(?to enlarge the video"),
        ("[edit]", r"\[edit\]"),
        ("[citation needed]", r"\[citation needed\]"),
    )
)
_COOKIES = later(r"cookie|newsletter|javascript|copyright|wikipedia", re.IGNORECASE)


class MarkupResidue(NoiseChecker):
    """An output with HTML or with the furniture of a web page in it.

    What it does
        Looks in the output for real HTML tags and entities (`</p>`, `<br>`, `&nbsp;`, not any angle bracket)
        and for lines that belong to a page and not to its text: "Copy code", "1 / 2", "Share this article",
        cookie banners. Code is not looked at, and neither are answers to questions about markup, web pages or
        code. It does not run in classification and extraction.
    Why it matters
        The model learns to write the furniture into its answers.
    Example
        "Take one tablet daily.<br>Read more »"
    How to fix
        Strip tags, decode entities, cut the furniture; then read what is left.
    When to ignore it
        When HTML is the format of your answers. Tags in more than a fifth of the outputs are taken for that.
    How sure we are
        High: see docs/accuracy/noise.md. Only the first 65,536 characters of a text are read.
    """

    rule = Rule(
        "NOI002", "markup-residue", Severity.WARNING, "outputs with HTML or web page furniture in them"
    )
    exempt_tasks = ("classification", "extraction")
    usual = 0.2
    literals = (
        *(
            "</p>",
            "</a>",
            "</b>",
            "</i>",
            "</u>",
            "</em",
            "</ol",
            "</ul",
            "</li",
            "</bo",
            "</bl",
            "</bu",
            "</pr",
        ),
        *(
            "</if",
            "</div",
            "</sp",
            "</st",
            "</su",
            "</sc",
            "</se",
            "</td",
            "</tr",
            "</th",
            "</ta",
            "</tb",
            "</he",
        ),
        *(
            "</ht",
            "</h1",
            "</h2",
            "</h3",
            "</h4",
            "</h5",
            "</h6",
            "</fo",
            "</fi",
            "</ce",
            "</ar",
            "</na",
            "</co",
        ),
        *(
            "<br>",
            "<br/",
            "<br ",
            "<hr>",
            "<hr/",
            "<hr ",
            "<li>",
            "<h1>",
            "<h2>",
            "<h3>",
            "<h4>",
            "<h5>",
            "<h6>",
            "<strong>",
            "<em>",
            "<ul>",
        ),
        *("<ol>", "<td>", "<tr>", "<table", "<img ", "<div ", "<span ", "<script ", "<iframe ", "<font "),
        *(f"<{tag} {first}" for tag in "ap" for first in "achinrstw"),
        *("&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&rsquo;", "&lsquo;", "&ldquo;", "&rdquo;"),
        *("&mdash;", "&ndash;", "&hellip;", "&copy;", "&reg;", "&bull;", "&middot;", "&eacute;", "&egrave;"),
        *("&agrave;", "&uuml;", "&ouml;", "&auml;", "&szlig;", "&euro;", "&pound;", "&trade;", "&laquo;"),
        *(
            "&raquo;",
            "copy code",
            "regenerate response",
            "advertisement",
            "skip to content",
            "read more »",
        ),
        *("skip to main content", "back to top", "share this article", "share this post", "share this page"),
        *("leave a comment", "leave a reply", "accept cookies", "accept all cookies", "continue reading"),
        *("related articles", "related posts", "was this page", "was this article", "was this answer"),
        *(
            "uses cookies",
            "use cookies",
            "newsletter",
            "rights reserved",
            "enable javascript",
            "to subscribe",
        ),
        *("to enlarge", "[edit]", "[citation needed]", "stop generating", "continue generating"),
        *(
            "this response better",
            "can make mistakes",
            "edit regenerate",
            "copy\nedit",
            "copy edit",
            "share copy",
        ),
        *("share edit", "here to continue", "here to read", "share this:", "log in |", "login |"),
        *FURNITURE_LITERALS,
        *(f"&#{number:02}" for number in range(100)),
        *(f"&#x{digit}" for digit in "0123456789abcdef"),
        *(f"\n{page} / " for page in range(1, 10)),
        *(f"\n<{page} / " for page in range(1, 10)),
        *(f"\n< {page} / " for page in range(1, 10)),
    )

    def problem(self, example: Example) -> Spot | None:
        """The first tag, entity or piece of furniture."""
        text = without_code(bounded(example.output))
        prompt = f"{example.system}\n{bounded(example.input)}"
        if found := _TAG.search(text) or _ENTITY.search(text):
            meant = asks_about_markup(prompt) or is_program(text)
            return None if meant else _spot(example, "HTML", found)
        if (found := _furniture(text)) and not _COOKIES.search(prompt):
            return _spot(example, "web page furniture", found)
        return None


def _furniture(text: str) -> re.Match[str] | None:
    """The first line or passage that belongs to a page, in English if there is one."""
    lower = text.lower()
    found = [_first_line(_FURNITURE, text), *(passage.search(text, lower) for passage in _PASSAGES)]
    first = min((match for match in found if match), key=lambda match: match.start(), default=None)
    return first or _first_line(FURNITURE_LINE, text) or FURNITURE.search(text, lower)


def _first_line(expression: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first match at the beginning of a line."""
    at = 0
    while (found := expression.match(text, at)) is None:
        at = text.find("\n", at) + 1
        if not at:
            return None
    return found


def _spot(example: Example, what: str, found: re.Match[str]) -> Spot:
    """Where it was found, with the words around it."""
    words = " ".join(found[0].split())
    return Spot(example.row, f"{what} {words!r} in the output", "output", around(found.string, *found.span()))
