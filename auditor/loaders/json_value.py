"""One JSON value from bytes: a record, or a fault that says what is wrong and where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

import msgspec

from auditor.loaders.source import Fault
from auditor.loaders.undecodable import not_utf8
from auditor.model import Record
from auditor.text.cut import stretch

DEPTH_LIMIT = 256
KEY_LIMIT = 10_000
DIGIT_LIMIT = 4_300  # what Python's own int() takes
ANNOTATED = ("entities", "cats", "spans", "links")  # spaCy's
KINDS = {list: "an array", str: "a text", bool: "a boolean", type(None): "null"}


def decode(raw: bytes, exact: bool = False) -> Record | Fault:
    """Decode one JSON object; `exact` keeps a number as text where a float would not be spelled the same.

    Every record passes msgspec; only what it refuses is read a second time by the standard library, which
    knows the column and whose opinion is asked before anything is called invalid.
    """
    try:
        value = (decode_exact if exact else decode_plain)(raw)
        if type(value) is dict and (fault := _over_limits(raw, value) or _duplicate_key(raw, value)):
            return fault
    except RecursionError:
        return _too_deep(raw)
    except _INVALID:
        value = _second_opinion(raw)
    if type(value) is list:
        value = _of_array(value)
    if type(value) is dict or isinstance(value, Fault):
        return value
    kind = KINDS.get(type(value), "a number")
    return Fault("INP003", f"the record is {kind}, not a JSON object", 1, stretch(raw))


def _of_array(items: list[Any]) -> Any:
    """The record that an array is: a conversation (Databricks), or a text with its annotations (spaCy).

    Any other array is no record and is given back.
    """
    if items and all(type(item) is dict for item in items):
        for key, mark in (("messages", "role"), ("conversations", "from")):
            if all(mark in item for item in items):
                return {key: items}
    if len(items) == 2 and type(items[1]) is dict and not items[1].keys().isdisjoint(ANNOTATED):
        return {"text": items[0], **items[1]}
    return items


class _Refused(ValueError):
    """Carries the fault out of a hook of the standard library's parser."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _spelled(text: str) -> float | str:
    number = float(text)
    return number if repr(number) == text else text


decode_plain = msgspec.json.Decoder().decode
decode_exact = msgspec.json.Decoder(float_hook=_spelled).decode
encoder = msgspec.json.Encoder()
_INVALID = (msgspec.DecodeError, UnicodeError)
REFUSED = (*_INVALID, RecursionError)


def _duplicate_key(raw: bytes, value: Record) -> Fault | None:
    """Whether the text holds more quotes than what was kept of it; only then it is parsed a second time.

    Written again, the value has the same quotes, two to a key or text and those escaped inside, unless a pair
    was dropped. An escape for the quote itself would count less in the text than in the second writing.
    """
    if raw.count(b'"') == encoder.encode(value).count(b'"') and not (b"\\" in raw and b"\\u0022" in raw):
        return None
    found = _second_opinion(raw)
    return found if isinstance(found, Fault) else None


def _second_opinion(raw: bytes) -> Any:
    """Parse with the standard library; the value, or the fault."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return not_utf8(error)
    try:
        value = _STRICT.decode(text)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        message = f"column {error.pos + 1}: {_said(error)}{_hint(text, error.pos)}"
        return Fault("INP001", message, error.pos + 1, stretch(text, error.pos))
    except _Refused as error:
        return Fault(error.code, str(error), window=stretch(raw))
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        at = raw.lower().find(half.encode())
        return Fault("INP002", f"{half} is half a surrogate pair", max(0, at) + 1, stretch(raw, max(0, at)))
    except RecursionError:
        return _too_deep(raw)
    return _over_limits(raw, value) or value if type(value) is dict else value


def _said(error: json.JSONDecodeError) -> str:
    """The parser's words; those that name the place end with "at", as if it followed."""
    if error.msg.startswith("Unterminated string"):
        return "a text begins here that does not end; the record is cut off, or a quotation mark is missing"
    return error.msg.removesuffix(" at")


def _hint(text: str, at: int) -> str:
    """What the writer probably meant, by what stands where the parser stopped; "" if that says nothing."""
    rest = text[at : at + 8].strip()
    if text.startswith("{'") or rest.startswith(("True", "False", "None")):
        return "; this is Python's spelling: json.dumps() writes JSON"
    if rest == "," and not text[at:].strip(" ,\r\n"):
        return "; no comma stands after a record of JSON Lines"
    if rest.startswith(("//", "/*", "#")):
        return "; JSON has no comments"
    return "; the quotation marks of JSON are straight" if rest.startswith(("“", "”", "„")) else ""


def _refuse_constant(name: str) -> NoReturn:
    raise _Refused("INP001", f"{name} is not JSON: write null, or leave the field out")


def _bounded_int(digits: str) -> int:
    if len(digits) > DIGIT_LIMIT:
        raise _Refused("INP006", f"a number of {len(digits):,} digits; the limit is {DIGIT_LIMIT:,}")
    return int(digits)


def _finite(text: str) -> float | str:
    """A float, or the text of a number that is too large for one: 1e400 would become infinite."""
    number = float(text)
    return text if number in (float("inf"), float("-inf")) else number


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    kept = dict(pairs)
    if len(kept) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _Refused("INP004", f"the key {json.dumps(twice)} occurs twice")
    return kept


_STRICT = json.JSONDecoder(
    parse_constant=_refuse_constant,
    parse_int=_bounded_int,
    parse_float=_finite,
    object_pairs_hook=_distinct,
)


def _over_limits(raw: bytes, value: Record) -> Fault | None:
    """Whether a record is too deep or has too many keys; measured only where its length allows it."""
    if raw.count(b"[") + raw.count(b"{") > DEPTH_LIMIT and _depth(value) > DEPTH_LIMIT:
        return _too_deep(raw)
    if len(raw) > 4 * KEY_LIMIT and (keys := sum(map(len, _objects(value)))) > KEY_LIMIT:
        return Fault("INP006", f"{keys:,} keys; the limit is {KEY_LIMIT:,}", window=stretch(raw))
    return None


def _too_deep(raw: bytes) -> Fault:
    return Fault("INP006", f"nested more than {DEPTH_LIMIT} levels deep", window=stretch(raw))


def _depth(value: Any) -> int:
    level, depth = [value], 0
    while level:
        depth += 1
        level = [item for outer in level for item in _inside(outer) if type(item) in (dict, list)]
    return depth


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    pending = [value]
    while pending:
        outer = pending.pop()
        if type(outer) is dict:
            yield outer
        pending += [item for item in _inside(outer) if type(item) in (dict, list)]


def _inside(outer: Any) -> Any:
    return outer.values() if type(outer) is dict else outer
