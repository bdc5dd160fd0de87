"""The user's own words and regular expressions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from msgspec import Struct

from auditor.checkers.sensitive import SensitiveChecker
from auditor.config import Config
from auditor.errors import ConfigError
from auditor.model import Batch, Outcome, Rule, Severity
from auditor.text.joined import Side, joined
from auditor.text.patterns import Prefilter
from auditor.text.sensitive.kinds import Sensitive

_KEYS = {"words", "regex", "fields"}
_FIELDS: tuple[Side, ...] = ("input", "output", "system", "rejected")


class Pattern(Struct, frozen=True):
    """One table of [patterns]: words to find whole, in any case, and expressions in RE2's syntax."""

    name: str
    words: tuple[str, ...]
    regex: tuple[str, ...]
    fields: tuple[Side, ...]


class CustomPatterns(SensitiveChecker):
    """A word or expression that your configuration forbids.

    What it does
        Looks for what the tables under `[patterns]` name: `words` are found whole and in any case, `regex`
        are expressions in the syntax of RE2, which reads any text in linear time (no backreferences, no
        look-around). `fields` chooses among input, output, system and rejected; output alone if it is
        missing.
    Why it matters
        Only you know the names of your competitors, your code names and the phrases your house avoids.
    Example
        [patterns.competitors]
        words = ["Acme Bank", "Globex"]
    How to fix
        Rewrite the text, or delete the row.
    When to ignore it
        Never: you wrote the rule.
    How sure we are
        Exact. Expressions need the package google-re2 (`pip install "finetune-auditor[patterns]"`); without
        it they are listed as not run. Only the first 65,536 characters of a text are read.
    """

    rule = Rule(
        "NOI015", "custom-pattern", Severity.WARNING, "words or expressions that your configuration forbids"
    )

    def __init__(self, config: Config) -> None:
        """Read the tables.

        Raises ConfigError for an unknown key, a value of the wrong kind, or an expression that RE2 refuses.
        """
        super().__init__(config)
        self.patterns = read(config.options.get("patterns", {}))
        self.can_search = find_spec("re2") is not None

    def holders(self, batch: Batch, side: Side) -> Sequence[int]:
        """The texts that hold one of the words; every text when there are expressions."""
        asked = [pattern for pattern in self.patterns if side in pattern.fields]
        if not asked:
            return ()
        texts = joined(batch, side)
        if self.can_search and any(pattern.regex for pattern in self.patterns):
            return range(len(texts.texts))
        words = frozenset(word for pattern in asked for word in pattern.words)
        return _gate(words).holders(texts.blob, texts.starts).get("words", ())

    def found_at(self, side: Side, text: str) -> list[Sensitive]:
        """What the tables for this field find in one text."""
        return [
            Sensitive(pattern.name, *span)
            for pattern in self.patterns
            if side in pattern.fields
            for span in self._spans(pattern, text)
        ]

    def finish(self) -> Outcome:
        """The finding, and the expressions that could not be run."""
        outcome = super().finish()
        if not self.can_search and any(pattern.regex for pattern in self.patterns):
            reason = 'regular expressions need google-re2: pip install "finetune-auditor[patterns]"'
            outcome.skipped.append((self.rule.code, reason))
        return outcome

    def _spans(self, pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
        lower = text.lower()
        for word in pattern.words:
            if (at := _whole(word.lower(), lower)) >= 0:
                yield at, at + len(word)
        for expression in pattern.regex if self.can_search else ():
            if found := _compiled(expression).search(text):
                yield found.span()


def _whole(word: str, text: str) -> int:
    """Where the word first stands whole in the text, -1 if it does not."""
    at = text.find(word)
    while at >= 0:
        before, after = text[max(at - 1, 0) : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() and word[0].isalnum()) and not (after.isalnum() and word[-1].isalnum()):
            return at
        at = text.find(word, at + 1)
    return -1


def read(tables: Mapping[str, Any]) -> tuple[Pattern, ...]:
    """The tables of the configuration.

    Raises ConfigError for one that makes no sense.
    """
    return tuple(_pattern(name, table) for name, table in sorted(tables.items()))


def _pattern(name: str, table: Any) -> Pattern:
    where = f"[patterns.{name}]"
    if not isinstance(table, dict) or set(table) - _KEYS:
        raise ConfigError(f"{where}: a table with words, regex and fields is wanted")
    values = {key: _strings(table.get(key, []), f"{where}: {key}") for key in _KEYS}
    fields = tuple(side for side in _FIELDS if side in (values["fields"] or ("output",)))
    if len(fields) != len(set(values["fields"] or ("output",))):
        raise ConfigError(f"{where}: fields must be among {', '.join(_FIELDS)}")
    if find_spec("re2") is not None:
        for expression in values["regex"]:
            _check(expression, where)
    return Pattern(name, values["words"], values["regex"], fields)


def _strings(values: Any, where: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise ConfigError(f"{where} must be a list of texts")
    return tuple(values)


def _check(expression: str, where: str) -> None:
    import re2

    try:
        _compiled(expression)
    except re2.error as error:
        raise ConfigError(f"{where}: RE2 refuses {expression!r}: {_said(error)}") from error


def _said(error: Exception) -> str:
    """RE2's own words, which come as bytes."""
    words = error.args[0] if error.args else ""
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)


@lru_cache(maxsize=256)
def _compiled(expression: str) -> Any:
    """The expression for RE2, which warns on standard error unless told not to."""
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(expression, options)


@lru_cache(maxsize=4)
def _gate(words: frozenset[str]) -> Prefilter:
    """The gate for a set of words, in one order whatever the hash seed."""
    return Prefilter({"words": sorted(words)})
