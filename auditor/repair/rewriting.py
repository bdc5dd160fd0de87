"""One example in another data format, read back to see that it says the same."""

from __future__ import annotations

from auditor import formats
from auditor.config import Config
from auditor.errors import UsageError
from auditor.model import Example, Record
from auditor.repair.canonical import Dialog, Inexpressible, dialog, differences
from auditor.repair.writers import WRITERS

ALIASES = {
    "chat": "openai-chat",
    "openai": "openai-chat",
    "messages": "openai-chat",
    "anthropic": "anthropic-chat",
    "bedrock": "bedrock-conversation",
    "trl": "trl-prompt-completion",
    "preference": "openai-preference",
}
# Formats whose records say more than questions and answers: judgements of steps, spans, tokens.
BEYOND = (
    "trl-unpaired", "trl-stepwise", "llama-factory-kto", "axolotl-segments", "token-", "spacy-", "doccano",
    "prodigy", "label-studio", "cohere-rerank", "question-choices", "squad",
)  # fmt: skip


def known_format(name: str) -> str:
    """The full name of a format that can be written.

    Raises UsageError for another.
    """
    full = ALIASES.get(name, name)
    if full not in WRITERS:
        raise UsageError(f"cannot write {name!r}; known: {', '.join(sorted(WRITERS))}")
    return full


def why_not(form: str) -> str:
    """Why records of a format cannot be written in another; "" when they can."""
    known = formats.BY_NAME.get(form)
    if known is not None and known.holds != "pair":
        return f"the format {form} holds no answers"
    if form == formats.UNKNOWN or form.startswith(BEYOND):
        return f"records of the format {form} cannot be written in another"
    return ""


class Rewriter:
    """Writes examples of the format `source` as records of the format `to`."""

    def __init__(self, source: str, to: str, config: Config, system: str = "") -> None:
        """`system` is the system prompt of examples that have none."""
        self.to, self.system = to, system
        self.write, self.back = WRITERS[to], formats.BY_NAME[to].read
        self.source = formats.reader(source, config).read
        self.unused: dict[tuple[str, ...], tuple[str, ...]] = {}

    def record(self, example: Example) -> Record:
        """The record; raises Inexpressible with the reason why there is none."""
        given = dialog(example, self.system)
        record = self.write(given)
        back = self.back(record)
        if back is None:
            raise Inexpressible(f"the format {self.to} does not take it")
        if words := differences(given, dialog(back)):
            raise Inexpressible(f"{words} would be lost")
        return record

    def left_behind(self, example: Example) -> tuple[str, ...]:
        """The filled fields of a record that say nothing of the example, judged once for each set of them."""
        keys = tuple(key for key, value in example.record.items() if value not in ("", None, [], {}))
        if keys not in self.unused:
            given = dialog(example, self.system)
            self.unused[keys] = tuple(key for key in keys if self._is_left(example.record, key, given))
        return self.unused[keys]

    def _is_left(self, record: Record, key: str, given: Dialog) -> bool:
        rest = self.source({name: value for name, value in record.items() if name != key})
        try:
            return rest is not None and not differences(given, dialog(rest, self.system))
        except Inexpressible:
            return False
