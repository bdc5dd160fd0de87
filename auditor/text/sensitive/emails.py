"""E-mail addresses of persons: none of an office, of a manual, and no file names."""

from __future__ import annotations

import re

from auditor.text.expression import later
from auditor.text.sensitive.numbers import Numbers, Spans

_EMAIL = later(
    r"(?<![\w.%+-])([A-Za-z0-9._%+-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,5}([A-Za-z]{2,24}))(?![\w-]"
    r"|\.[A-Za-z])"
)
# RFC 2606 and the domains that manuals use.
_EXAMPLE_DOMAIN = later(
    r"(?:^|\.)(?:example\.\w+|(?:domain|email|mail|yourdomain|yourcompany|mydomain|test|company|website|site)"
    r"\.(?:com|org|net|tld)|example|test|invalid|localhost)\Z",
    re.IGNORECASE,
)
# RFC 2142 and its like: an address of an office, not of a person.
_OFFICE = frozenset({
    "info", "support", "help", "contact", "sales", "admin", "office", "hello", "service",
    "webmaster", "press", "postmaster", "noreply", "no-reply", "donotreply", "billing", "security",
    "abuse", "privacy", "jobs", "careers", "marketing", "media", "team", "feedback", "enquiries",
    "inquiries", "reservations", "git", "bookings", "booking", "orders", "customerservice",
    "customer.service", "user", "username", "you", "name", "your.name", "yourname", "someone",
    "somebody", "mail", "email", "editor", "legal", "accounts", "hr",
})  # fmt: skip
_FILE_ENDINGS = frozenset(
    {"png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css", "py", "json", "md", "html"}
)


def emails(text: str, _numbers: Numbers) -> Spans:
    """Where they stand."""
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        name, domain, ending = match[1].lower(), match[2], match[3].lower()
        if name not in _OFFICE and ending not in _FILE_ENDINGS and not _EXAMPLE_DOMAIN.search(domain):
            yield match.span()
