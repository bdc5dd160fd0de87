"""Opposites and names of one kind are another question when exchanged."""

from __future__ import annotations

import pytest

from auditor.text.near.opposites import opposed


@pytest.mark.parametrize(
    ("gone", "new"),
    [
        ("before", "after"),
        ("unblocked", "blocked"),
        ("correct", "incorrect"),
        ("possible", "impossible"),
        ("activated", "deactivated"),
        ("likes", "dislikes"),
        ("accepting", "refused"),
        ("including", "excluding"),
        ("google", "apple"),
        ("euros", "dollars"),
        ("5am", "5pm"),
        ("past", "to"),
        ("outdoors", "inside"),
        ("interior", "exterior"),
        ("km", "miles"),
        ("hour", "days"),
        ("summer", "christmas"),
        ("revolut", "monzo"),
        ("agreed", "refused"),
        ("soon", "later"),
        ("easter", "earlier"),
        ("unlocked", "blocked"),
    ],
)
def test_opposed_both_ways(gone: str, new: str) -> None:
    assert opposed([gone.encode()], [new.encode()])
    assert opposed([new.encode()], [gone.encode()])


@pytest.mark.parametrize(
    ("gone", "new"),
    [
        ("inputting", "putting"),
        ("card", "cards"),
        ("accept", "accepts"),
        ("google", "euros"),
        ("get", "obtain"),
        ("5pm", "6pm"),
        ("hour", "hours"),
        ("euro", "euros"),
        ("today", "now"),
    ],
)
def test_not_opposed(gone: str, new: str) -> None:
    assert not opposed([gone.encode()], [new.encode()])


def test_nothing_has_no_opposite() -> None:
    assert not opposed([b"before"], [])
    assert opposed([b"the", b"day", b"before"], [])
