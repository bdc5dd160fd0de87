"""Sums as text: the value of "12*(3+4.5)", read by a small parser of our own, never by `eval`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

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
        if _plainly_right(match[1], match[2]):
            continue
        right, stated = value(match[1]), value(match[2])
        if right is not None and stated is not None and not _agrees(right, stated, match[2]):
            yield match, right


_NUMBER = r"(?:\d{1,9}(?:\.\d{0,6})?|\.\d{1,6})"
_PLAIN = re.compile(rf"{_NUMBER}(?:[-+*/]{_NUMBER}){{1,9}}\Z")
_SIGN = re.compile(r"([-+*/])")


def _plainly_right(expression: str, stated: str) -> bool:
    """A quick look at sums without brackets, in floats: True only where the result is right to 9 decimals."""
    if not _PLAIN.match(expression):
        return False
    parts = _SIGN.split(expression)
    try:
        total, product = 0.0, float(parts[0])
        for sign, number in zip(parts[1::2], map(float, parts[2::2]), strict=True):
            if sign == "*":
                product *= number
            elif sign == "/":
                product /= number
            else:
                total, product = total + product, number if sign == "+" else -number
        return abs(total + product - float(stated)) < 1e-9
    except (ValueError, ZeroDivisionError):
        return False


def _agrees(right: Fraction, stated: Fraction, written: str) -> bool:
    """Whether the stated result is the right one, as exactly as it is written."""
    decimals = len(written.partition(".")[2].rstrip("%)").strip())
    return (
        abs(right - stated) < Fraction(1, 10**decimals)
        if decimals or right.denominator > 1
        else right == stated
    )
