"""Personal data that can be told by its shape."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.checkers.sensitive import SensitiveChecker
from auditor.config import Config
from auditor.model import Batch, Rule, Severity
from auditor.text.joined import Side, joined
from auditor.text.sensitive.kinds import Sensitive
from auditor.text.sensitive.national_ids import FEW_DIGITS
from auditor.text.sensitive.numbers import number_places
from auditor.text.sensitive.personal import chosen_kinds, find_personal_data


class PersonalData(SensitiveChecker):
    """An e-mail address, telephone or card number, bank account, national id or IP address.

    What it does
        Looks in input, output, system prompt and rejected answer. Numbers count only by their numbering plan
        and check digits; addresses of offices (info@, support@), example domains, toll-free and fictional
        numbers, test cards, private and documentation IP addresses do not count. Names of people are not
        guessed. `kinds` under `[pii]` in the configuration chooses among: e-mail address,
        telephone number, payment card, bank account, national id, IP address.
    Why it matters
        A model can recite what it was trained on; for people's data you need a reason that holds in law.
    Example
        "Write to anna.kovacs@gmail.com or call +49 30 901820."
    How to fix
        `auditor fix --unsafe` puts stable placeholders in their place ("[E-MAIL-ADDRESS_1]").
    When to ignore it
        When the data are public and meant: the telephone number of a restaurant cannot be told from that of
        a person. The rule never stops a fine-tune on its own; set a tolerance if it should.
    How sure we are
        High that the value is of its kind, unknown whether it is a person's; see docs/accuracy/noise.md.
        Only the first 65,536 characters of a text are read.
    """

    rule = Rule("PII001", "personal-data", Severity.WARNING, "personal data", fix="unsafe")
    literals = FEW_DIGITS  # beside which fewer digits are a number

    def __init__(self, config: Config) -> None:
        """Choose the kinds. Raises ConfigError for one that there is not."""
        super().__init__(config)
        self.chosen = chosen_kinds(config.options)

    def holders(self, batch: Batch, side: Side) -> Sequence[int]:
        """The texts with an @, with enough digits close together, or with words for a short number."""
        texts = joined(batch, side)
        return sorted({*texts.texts_at(number_places(texts.blob)), *super().holders(batch, side)})

    def found_at(self, side: Side, text: str) -> list[Sensitive]:
        """The values of the chosen kinds in one text."""
        return find_personal_data(text, self.chosen)
