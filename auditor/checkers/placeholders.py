"""Outputs that were never filled in."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np

from auditor.checkers.noise import NoiseChecker
from auditor.config import Config
from auditor.model import Batch, Example, Rule, Severity, Spot
from auditor.text.excerpts import around
from auditor.text.expression import later
from auditor.text.first_look import lengths
from auditor.text.gated import Gated
from auditor.text.joined import bounded, joined
from auditor.text.subject import (
    asks_about_programs,
    asks_for_template,
    is_program,
    looks_like_code,
    without_code,
)

_WHOLE_LENGTH = 40
_WHOLE = frozenset(
    {
        *(
            "n/a",
            "na",
            "#n/a",
            "nan",
            "undefined",
            "tbd",
            "tba",
            "todo",
            "to do",
            "fixme",
            "placeholder",
            "xxx",
        ),
        *("xxxx", "nooutput", "no output", "noinput", "no input", "no response", "no answer", "lorem ipsum"),
        *("answer here", "insert answer here", "your answer here", "your text here", "answer goes here"),
        *(
            "text goes here",
            "response here",
            "output here",
            "[object object]",
            "object object",
            "coming soon",
        ),
        *(
            "to be determined",
            "to be added",
            "to be written",
            "to be completed",
            "to be filled in",
            "...",
            "…",
        ),
        *("empty", "blank", "-", "--", "---", "?", "??", "???", "_", "no input provided"),
    }
)
_SAID = frozenset({  # what somebody may want to be answered
    "n/a", "na", "no answer", "no response", "no output", "empty", "blank", "-", "--", "---", "_",
})  # fmt: skip
_EMPTY_SLOT_TASKS = ("extraction",)  # there "N/A" is how a slot is said to be empty
_EMPTY_SLOT = frozenset({"n/a", "na", "#n/a", "nan", "no answer", "no response", "undefined"})

# The languages are English, then German, French, Spanish, Italian, Portuguese, Dutch, Polish and Russian.
_BRACKETS = later(
    r"""(?=[\[［【<{$%])(?:
      (?<![\w\])])\[(?:
          (?:your|insert|enter|add|recipient|sender|company|customer|client|employee|specific)
            (?:['’]s)?\b[^\]\n]{0,40}
        | date|address|phone(?:\ number)?|city|state|country|e?-?mail(?:\ address)?
        | title|signature|link|url|website
        | placeholder|blank|age|amount|(?:order|account|invoice|reference|tracking)\ (?:number|id)
        | product(?:\ name)?|position|job\ title|time|price
        | (?:[^\W\d]{1,12}\s){0,2}
          (?:name|vorname|nachname|firma|firmenname|anschrift|telefonnummer|datum|nom|prénom|adresse|entreprise|nombre
            |apellidos?|dirección|empresa|fecha|nome|cognome|sobrenome|indirizzo|azienda|endereço|naam|adres|bedrijf
            |imię|nazwisko|имя|фамилия|адрес|компания|дата)
          (?:\s(?:del|de\sla|della?|des|do|da)\s\w{1,12})?
          (?:\s(?:einfügen|hier|ici|aquí|qui|aqui|hier\ einfügen))?
        )\](?!\()
    | \[(?:insérer|insérez|insertar|inserte|inserire|inserir|invoegen|wstaw|вставьте|укажите)\b[^\]\n]{0,40}\]
    | [\[［【](?:您的|你的|あなたの|お)?
      (?:姓名|名字|名称|公司(?:名称)?|地址|日期|电话|名前|会社名|住所|日付)[\]］】]
    | \[(?:todo|tbd)\b[^\]\n]{0,60}\] | \[object\ object\]
    | \[to\ be\ (?:filled|completed|added|determined)[^\]\n]{0,20}\]
    | <(?-i:NAME|DATE|COMPANY|ADDRESS|CITY|EMAIL|PHONE|NUMBER|LOCATION)>
    | <(?:(?:insert|enter|add|your)\b[^>\n]{1,40}|(?:placeholder|todo)\b[^>\n]{0,40})>
    | \{\{\s{0,3}[a-z_][a-z0-9_. ]{0,30}\}\}
    | \{(?:(?:your|customer|company|order|user|product|first|last)_)?(?:name|id|email|number|date|city)\}
    | \$\{[a-z_]\w{0,30}\} | <%=?\s{0,3}\w[^%\n]{0,40}%> | %\([a-z_]\w{0,30}\)[sd]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = later(
    r"""\b(?=[ldcsueipytan])(?:
      lorem\ ipsum\b|dolor\ sit\ amet\b|consectetur\ adipiscing\b|sed\ ut\ perspiciatis\b
    | ut\ enim\ ad\ minim\b
    | duis\ aute\ irure\b|excepteur\ sint\ occaecat\b
    | (?-i:(?:INSERT|YOUR)_[A-Z]{2,20}(?:_[A-Z]{2,20}){0,3})\b
    | (?:placeholder\ text|(?:your|text|answer|content)\ (?:text\ |answer\ )?(?:goes\ )?here)\b(?=\W{0,3}$)
    | no\ ?input\b(?=\W{0,4}$)
    )""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_OPEN_SLOTS = (
    Gated(_BRACKETS, tuple("[［【<{$%")),
    Gated(
        _WORDS,
        (
            *("lorem ipsum", "dolor sit", "consectetur", "perspiciatis", "ut enim", "duis aute", "excepteur"),
            *("insert_", "your_", "placeholder text", " here", "noinput", "no input"),
        ),
    ),
)
_SLOT = frozenset("[［【<$%")  # with one of these, or "{{", or a word behind the gate, a slot begins
_LONGEST_INPUT_SLOT = 40  # characters
_INPUT_SLOT = later(r"(?:\A|\n)\W{0,3}(?:no ?input(?: (?:required|provided|needed|given))?)\W{0,3}\Z", re.I)
_TODO = Gated(later(r"^\W{0,5}(?:TODO|FIXME|TBD)\b(?!\s*list)", re.MULTILINE), ("todo", "fixme", "tbd"))


class Placeholders(NoiseChecker):
    """An output that is a placeholder, or has a slot that nobody filled in.

    What it does
        Looks for outputs that are nothing but "N/A", "TODO" or "lorem ipsum", and for slots left open in the
        text: "[Your Name]", "<insert date>", "{{order_id}}", "YOUR_COMPANY", a line that begins with TODO, an
        Alpaca "<noinput>", in the input too. A slot that the input holds or asks for ("write a template") is
        right. Code is not looked at. It does not run in classification, where "N/A" may be a label.
    Why it matters
        The model learns to answer with the placeholder, word for word.
    Example
        "Dear [Customer Name], thank you for your order of [date]."
    How to fix
        Write the real text, or delete the row.
    When to ignore it
        When the slots are filled in by your program after the model has answered, or "N/A" is the answer to
        what cannot be answered. Slots, "N/A", "no answer" and "-" in more than a fifth of all rows are taken
        for such a convention; "TODO", "nan" and the like as the whole output never are.
    How sure we are
        High: see docs/accuracy/noise.md. Only the first 65,536 characters of a text are read.
    """

    rule = Rule(
        "NOI004",
        "placeholder",
        Severity.WARNING,
        "outputs that were never filled in",
        drops=True,
        fix="unsafe",
    )
    sides = ("input", "output")
    exempt_tasks = ("classification",)
    usual = 0.2
    literals = (
        *(
            "lorem ipsum",
            "[your",
            "[insert",
            "[enter",
            "[add",
            "[recipient",
            "[company",
            "[customer",
            "[client",
        ),
        *(
            "[employee",
            "[sender",
            "[name",
            "[date",
            "[address",
            "[phone",
            "[email",
            "[e-mail",
            "[city",
            "[title",
        ),
        *(
            "[link",
            "[url",
            "[signature",
            "[placeholder",
            "[todo",
            "[tbd",
            "[full name",
            "[first name",
            "[blank",
        ),
        *("[last name", "[my ", "[state", "[specific", "<insert", "<your"),
        *("<enter", "<add", "<placeholder", "<todo", "insert_", "your_", "noinput", "no input"),
        *(
            "{your_",
            "{customer_",
            "{company_",
            "{order_",
            "{user_",
            "{product_",
            "{first_",
            "{last_",
            "{name}",
            "{id}",
        ),
        *("${", "<%", "%(", "[to be", "dolor sit", "consectetur", "perspiciatis", "ut enim ad", "duis aute"),
        *("excepteur", "[order", "[account", "[invoice", "[reference", "[tracking", "[product", "[age]"),
        *("[amount", "[country", "[position", "[job", "[time]", "[price", "[website", "[insér", "[inser"),
        *("[invoeg", "[wstaw", "[вставь", "[укаж", "name]", "firma]", "anschrift]", "nummer]", "datum]"),
        *("nom]", "adresse]", "entreprise]", "nombre]", "apellido", "direcci", "empresa]", "fecha]"),
        *(
            "indirizzo]",
            "azienda]",
            "endereço",
            "endereÇo",
            "naam]",
            "adres]",
            "bedrijf]",
            "имя]",
            "адрес]",
            "дата]",
        ),
        *(
            "einfügen]",
            "nome]",
            "姓名",
            "名字",
            "名称",
            "公司",
            "地址",
            "日期",
            "名前",
            "会社名",
            "住所",
            "日付",
        ),
        *("<name>", "<date>", "<company>", "<address>", "<city>", "<email>", "<phone>", "<number>"),
        *("<location>", "ici]", "aquí]", "qui]", "aqui]", "hier]", "nazwisko]", "imię]", "компания]"),
        *("{email}", "{number}", "{date}", "{city}", "[object object]", "placeholder text"),
        *("text here", "answer here", "goes here", "your here", "content here"),
    )

    capitals = ("TODO", "FIXME", "\nTBD", " TBD")

    def __init__(self, config: Config) -> None:
        """Start with no row seen."""
        super().__init__(config)
        self.unfilled = array("q")  # rows whose whole output is what nobody wants to be answered

    def has_problem(self, example: Example) -> bool:
        """Whether something is wrong, and whether it is beyond any convention."""
        if self._is_placeholder(example.output):
            if _words(example.output) not in _SAID:
                self.unfilled.append(example.row)
            return True
        return super().has_problem(example)

    def merge(self, other: Self) -> None:
        """Join the rows."""
        super().merge(other)
        self.unfilled.extend(other.unfilled)

    def excusable(self) -> Sequence[int]:
        """All rows but those that were never filled in."""
        never = set(self.unfilled)
        return [row for row in self.rows if row not in never]

    def candidates(self, batch: Batch) -> Iterable[Example]:
        """The rows behind the gate, every short output, and those with a pair of braces."""
        if not self.runs:
            return ()
        chosen = lengths(batch, "output") <= _WHOLE_LENGTH
        if joined(batch, "output").hold(b"{{"):
            chosen |= np.array(["{{" in example.output for example in batch.examples])
        short = (batch.examples[at] for at in np.flatnonzero(chosen).tolist())
        likely = {e.row: e for e in short if not _SLOT.isdisjoint(e.output) or self._is_placeholder(e.output)}
        return (likely | {e.row: e for e in super().candidates(batch)}).values()

    def problem(self, example: Example) -> Spot | None:
        """The whole output, or the first open slot in it."""
        if self._is_placeholder(example.output):
            return Spot(example.row, f"the output is only {example.output.strip()!r}", "output")
        if found := _INPUT_SLOT.search(bounded(example.input)[-_LONGEST_INPUT_SLOT:]):
            return Spot(example.row, f"the input is {found[0].strip()!r}", "input")
        return _open_slot(example)

    def _is_placeholder(self, output: str) -> bool:
        """Whether the output is nothing but a placeholder."""
        if len(output) > _WHOLE_LENGTH:
            return False
        if output.strip() == "null":
            return True  # in capitals it may be an answer about databases
        words = _words(output)
        if words in _EMPTY_SLOT and self.config.task in _EMPTY_SLOT_TASKS:
            return False
        return words in _WHOLE


def _words(output: str) -> str:
    """The output without its frame, as it stands in the lists."""
    return " ".join(output.casefold().strip(" \t\r\n()[]<>.:!-").split()) or output.strip()


def _open_slot(example: Example) -> Spot | None:
    """The first slot that was left open, unless the input asks for it."""
    output = without_code(bounded(example.output))
    lower = output.lower()
    found = next(filter(None, (slot.search(output, lower) for slot in _OPEN_SLOTS)), None)
    if found is None and (found := _TODO.search(output, lower)) and looks_like_code(output):
        return None
    if found is None or found[0] in example.input or asks_for_template(example.input) or is_program(output):
        return None
    if found[0][:1] in "{$%<" and (looks_like_code(output) or asks_about_programs(example.input)):
        return None
    return Spot(
        example.row, f"{found[0].strip()!r} was not filled in", "output", around(output, *found.span())
    )
