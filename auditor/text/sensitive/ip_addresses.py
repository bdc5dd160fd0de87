"""IP addresses of single machines: public ones that are no version, no section and no well-known server."""

from __future__ import annotations

import ipaddress
import re

from auditor.text.expression import later
from auditor.text.sensitive.numbers import Numbers, Spans

_DOTTED = later(r"\.\d{1,3}\.\d{1,3}\.\d")  # begins with one sign, which is found fast
_IPV4 = later(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w-]|\.\d)")
_IPV6 = later(r"[23](?<![\w:.].)[0-9a-fA-F]{3}(?::{1,2}[0-9a-fA-F]{1,4}){3,7}(?![\w:])")
_VERSION = later(
    r"(?:(?:version|release|firmware|build|section|chapter)[^\d\n]{0,12}|\bv\.?\s?)\Z", re.IGNORECASE
)
_RESOLVERS = frozenset(
    {"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220"}
)
_LOWEST_OF_AN_ADDRESS = 20  # "1.2.3.4" and "12.4.1.10" are versions or sections


def ip_addresses(text: str, _numbers: Numbers) -> Spans:
    """Where they stand."""
    dotted = _IPV4.finditer(text) if _DOTTED.search(text) else ()
    for match in (*dotted, *(_IPV6.finditer(text) if text.count(":") > 2 else ())):
        try:
            address = ipaddress.ip_address(match[0])
        except ValueError:
            continue
        small = address.version == 4 and max(address.packed) < _LOWEST_OF_AN_ADDRESS
        part = re.match(r"[\w.-]", text[max(match.start() - 1, 0) : match.start()])
        known = (
            part or match[0] in _RESOLVERS or _VERSION.search(text, max(match.start() - 24, 0), match.start())
        )
        if address.is_global and not small and not known:
            yield match.span()
