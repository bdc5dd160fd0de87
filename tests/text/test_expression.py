"""Expressions that are compiled when first used."""

import gc
import importlib
import pkgutil
import re

import pytest

import auditor
from auditor.text.expression import Later, later


def test_is_used_like_a_pattern():
    digits = later(r"(\d+)", re.ASCII)
    assert digits.search("abc 12").group(1) == "12"
    assert [match.group() for match in digits.finditer("1 23")] == ["1", "23"]
    assert digits.sub("#", "a1") == "a#"
    assert digits.pattern == r"(\d+)"


def test_is_compiled_when_first_used_only():
    wrong = later("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_every_expression_of_the_package_compiles():
    for module in pkgutil.walk_packages(auditor.__path__, "auditor."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    expressions = [thing for thing in gc.get_objects() if isinstance(thing, Later)]
    assert len(expressions) > 100
    for expression in expressions:
        assert isinstance(expression.flags, int)
