"""Sums as text: the value of "12*(3+4.5)", read by a small parser of our own, never by `eval`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np

from auditor.kernels import compiled
from auditor.text.ragged import Ints

_TOKEN = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+|[-+*/()%])")
_LONGEST = 120  # characters of an expression
_BIGGEST = 10**15


def value(expression: str) -> Fraction | None:
    """The exact value of a sum with + - * / ( ) and %, None where it is anything else.

    Thousands separators and a leading currency sign are allowed.
    """
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", expression.strip()).lstrip("$€£")
    if not text or len(text) > _LONGEST:
        return None
    tokens = _tokens(text)
    if tokens is None:
        return None
    try:
        result = _sum(tokens)
    except (ValueError, ZeroDivisionError, IndexError):
        return None
    return result if not tokens and abs(result) < _BIGGEST else None


def _tokens(text: str) -> list[str] | None:
    """The tokens in reverse, so that the next is popped from the end."""
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        found.append(match[1])
        at = match.end()
    return found[::-1]


def _sum(tokens: list[str]) -> Fraction:
    result = _product(tokens)
    while tokens and tokens[-1] in "+-":
        result += _product(tokens) if tokens.pop() == "+" else -_product(tokens)
    return result


def _product(tokens: list[str]) -> Fraction:
    result = _factor(tokens)
    while tokens and tokens[-1] in "*/":
        result = result * _factor(tokens) if tokens.pop() == "*" else result / _factor(tokens)
    return result


def _factor(tokens: list[str]) -> Fraction:
    token = tokens.pop()
    if token in "+-":
        return _factor(tokens) if token == "+" else -_factor(tokens)
    if token == "(":
        result = _sum(tokens)
        if tokens.pop() != ")":
            raise ValueError("a bracket is not closed")
    elif token[0].isdigit() or token[0] == ".":
        result = Fraction(token if not token.endswith(".") else token[:-1])
    else:
        raise ValueError(f"{token!r} begins no number")
    while tokens and tokens[-1] == "%":
        tokens.pop()
        result /= 100
    return result


_STATED = re.compile(r"<<([^<>=\n]{1,120})=([^<>=\n]{1,40})>>")


def wrong_sums(text: str) -> Iterator[tuple[re.Match[str], Fraction]]:
    """The sums that a text states as <<expression=result>> and that do not come to it, with the right value.

    A result may be rounded to its own number of decimals, or cut there.
    """
    for match in _STATED.finditer(text):
        right, stated = value(match[1]), value(match[2])
        if right is not None and stated is not None and not _agrees(right, stated, match[2]):
            yield match, right


_NUMBER = rb"(?:[0-9]{1,9}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})"
_PLAIN = re.compile(rb"(%b(?:[-+*/]%b){1,9})=(%b)>>" % (_NUMBER, _NUMBER, _NUMBER))
_SIGN = re.compile(rb"([-+*/])")
_OPENING = re.compile(rb"<<+")


@compiled("arithmetic")
def doubtful(blob: bytes, starts: Ints, numbers: Sequence[int]) -> list[int]:
    """Those of the texts of these numbers in which behind some << no plain sum stands that comes out.

    Plain are sums of numbers without brackets. They are worked out in floats: right is what is so to 9
    decimals. The texts lie as in `auditor.text.joined`.
    """
    ends = np.append(starts[1:], len(blob)) - 1
    return [at for at in numbers if not all(map(_is_right, _OPENING.split(blob[starts[at] : ends[at]])[1:]))]


def _is_right(text: bytes) -> bool:
    """Whether a text begins with a plain sum that comes out."""
    if not (found := _PLAIN.match(text)):
        return False
    parts = _SIGN.split(found[1])
    total, product = 0.0, float(parts[0])
    for sign, number in zip(parts[1::2], map(float, parts[2::2]), strict=True):
        if sign == b"*":
            product *= number
        elif sign != b"/":
            total, product = total + product, number if sign == b"+" else -number
        elif number:
            product /= number
        else:
            return False
    return abs(total + product - float(found[2])) < 1e-9


def _agrees(right: Fraction, stated: Fraction, written: str) -> bool:
    """Whether the stated result is the right one, as exactly as it is written."""
    decimals = len(written.partition(".")[2].rstrip("%)").strip())
    return (
        abs(right - stated) < Fraction(1, 10**decimals)
        if decimals or right.denominator > 1
        else right == stated
    )
