"""The words of the domain: what a row is, what a checker finds, what a report says.

A *row id* is one integer, `file_no << OFFSET_BITS | byte offset of the record`. It is unique over all
inputs, sorts in reading order, needs no coordination between workers, and says where to read the row
again. Line and record numbers are looked up from it at the very end (`auditor.ledger`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Literal, TypeVar, cast

from msgspec import Struct, field

from auditor.stopwatch import Stopwatch, Timings

T = TypeVar("T")

OFFSET_BITS = 40  # a file may be up to 1 TiB, decompressed

FixKind = Literal["safe", "unsafe"]
Record = dict[str, Any]


class Severity(StrEnum):
    """How bad it is. Confidence, how sure we are, is separate."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Confidence(StrEnum):
    """How often the rule is right, as measured (see docs/accuracy.md)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Rule(Struct, frozen=True):
    """One kind of problem.

    `gate` is the share of rows above which the rule alone means NO-GO: 0.0 is "any row", None is "never".
    `drops` says that a flagged row is not usable for training.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    confidence: Confidence = Confidence.HIGH
    gate: float | None = None
    drops: bool = False
    fix: FixKind | None = None


class Turn(Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One message of a conversation, in the spelling of OpenAI's chat format.

    `content` is a text, a list of content parts, or None beside tool calls.
    """

    role: str
    content: str | list[dict[str, Any]] | None = None
    name: str | None = None
    weight: int | float | None = None
    tool_calls: list[dict[str, Any]] | None = None
    tool_call_id: str | None = None
    function_call: dict[str, Any] | None = None
    refusal: str | None = None

    @property
    def text(self) -> str:
        """The words of the turn: text parts joined by a newline, "" when there are none."""
        if isinstance(self.content, str):
            return self.content
        parts = self.content or ()
        return "\n".join(str(part["text"]) for part in parts if isinstance(part.get("text"), str))


class Example(Struct):
    """One training example in canonical form.

    `input` and `output` are what is compared and judged: in a conversation everything before the last
    assistant turn, without the system prompt, and that turn. `labels` is None where the data has no label
    field, () where this row's is empty. `rejected` is the worse side of a preference pair.
    """

    row: int
    input: str
    output: str
    system: str = ""
    labels: tuple[str, ...] | None = None
    turns: tuple[Turn, ...] = ()
    rejected: str | None = None
    split: str = "train"
    record: Record = field(default_factory=dict)


class Window(Struct, frozen=True):
    """The stretch [start, end) of a record that could not be read, with much of what stands around it.

    What stands around tells whether the stretch holds half a secret. `cut_before` and `cut_behind` say that
    the record goes on there. Words are made of it for the rows that are shown: `text.excerpts.seen`.
    """

    near: bytes | str = b""
    start: int = 0
    end: int = 0
    cut_before: bool = False
    cut_behind: bool = False


class Broken(Struct):
    """A record that could not be read. `code` is the INP rule; `column` is 1-based, 0 when unknown."""

    row: int
    code: str
    message: str
    column: int = 0
    window: Window = field(default_factory=Window)
    split: str = "train"


class Misfit(Struct):
    """A JSON object or table row that is not an example of its file's format."""

    row: int
    record: Record
    format: str
    split: str = "train"


class Batch(Struct):
    """Up to some thousand consecutive rows of one file, with columns derived once and shared by all checkers.

    `rows` and `lines` cover every record in reading order (examples, misfits, broken and blank), `lines`
    counted from the start of the shard; `split`, `format` and `container` are the file's. `watch` is told how
    long the columns take. `marked` says of rows behind a byte order mark whether it begins the "file" or the
    "row"; `odd_ends` how rows end that end otherwise than their file's first ones.
    """

    examples: list[Example]
    misfits: list[Misfit] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    blank: int = 0
    rows: Sequence[int] = ()
    lines: Sequence[int] = ()
    split: str = "train"
    format: str = ""
    container: str = ""
    marked: dict[int, str] = field(default_factory=dict)
    odd_ends: dict[int, str] = field(default_factory=dict)
    derived: dict[str, object] = field(default_factory=dict)
    watch: Stopwatch | None = None

    def derive(self, name: str, compute: Callable[[], T]) -> T:
        """Return the column `name`, computing it at most once per batch."""
        if name not in self.derived:
            watch = self.watch
            self.derived[name] = watch.time("columns", name, compute) if watch else compute()
        return cast(T, self.derived[name])


class Spot(Struct):
    """Where a checker saw something: row, field, what is wrong, rows it relates to; shown by `rank` first."""

    row: int
    message: str = ""
    field: str = ""
    evidence: str = ""
    related: tuple[int, ...] = ()
    rank: int = 0


class Flag(Struct):
    """What a checker reports for one rule: one problem with many places.

    `rows` holds every flagged row id, sorted, for counting and for the usable sum; `spots` only those worth
    showing, at most `config.max_places`. `count` is how often the problem occurs, by default `len(rows)`:
    a problem of the data set as a whole (an imbalance) has no rows and a count of its own.
    `drops` overrides the rule's own setting where only some of its rows are unusable.
    """

    rule: Rule
    message: str
    rows: Sequence[int] = ()
    spots: list[Spot] = field(default_factory=list)
    count: int | None = None
    drops: bool | None = None


class Outcome(Struct):
    """All that one checker has to say. `skipped` holds (rule code, reason) for rules it could not run.

    `metrics` is merged into the report's metrics by section: {"labels": {...}}. `learned` is what the index
    of `--index` keeps of this audit: NumPy records by section.
    """

    flags: list[Flag] = field(default_factory=list)
    metrics: dict[str, Any] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    learned: dict[str, list[Any]] = field(default_factory=dict)


# --- the report: everything below is what users of the library see -------------------------------------


class Location(Struct, frozen=True):
    """A row as people name it: path, 1-based physical line, 1-based record number, split.

    `excerpt` shows what a related row holds; for the place itself that is the place's evidence.
    """

    path: str
    line: int
    row: int
    split: str = "train"
    excerpt: str = ""


class Place(Struct, frozen=True):
    """One place of a finding. `fingerprint` depends on rule and row content only, never on the position."""

    at: Location
    field: str = ""
    message: str = ""
    evidence: str = ""
    fingerprint: str = ""
    related: tuple[Location, ...] = ()

    @property
    def reading_order(self) -> tuple[str, int, int, str, str]:
        """What sorts places by file and line."""
        return self.at.path, self.at.line, self.at.row, self.field, self.message


class Finding(Struct, frozen=True):
    """One problem with many places. `omitted` counts the places left out of `places`."""

    rule: Rule
    message: str
    count: int
    places: tuple[Place, ...] = ()
    drops: bool = False
    omitted: int = 0

    @property
    def code(self) -> str:
        """The code of its rule, "DUP001"."""
        return self.rule.code


class Counts(Struct, frozen=True):
    """Where the rows of the training split went.

    `rows` = audited + broken + blank. `dropped` maps rule code → rows, each row counted once, under the
    first rule that drops it; so rows = blank + usable + sum(dropped).
    """

    rows: int = 0
    audited: int = 0
    broken: int = 0
    blank: int = 0
    usable: int = 0
    minimum: int = 0
    ideal: int = 0
    dropped: dict[str, int] = field(default_factory=dict)


class Reason(Struct, frozen=True):
    """Why the verdict is what it is: a rule code (or "" for none) and a sentence.

    `blocks` says that this alone means NO-GO; the others are what was weighed besides.
    """

    code: str
    text: str
    blocks: bool = False


class Step(Struct, frozen=True):
    """What to do next: a sentence and, where there is one, the exact command."""

    text: str
    command: str = ""


class Rung(Struct, frozen=True):
    """One rung of the ladder from better prompts to fine-tuning, and where the project stands on it.

    `state` is "take" for the recommended rung, "tried" for one measured below the target, "later" for
    fine-tuning that waits for more or cleaner data, "no" for one that does not fit, "open" for the rest.
    """

    name: Literal["prompting", "few-shot", "rag", "fine-tuning"]
    state: Literal["take", "tried", "later", "no", "open"]
    text: str


class MatrixRow(Struct, frozen=True):
    """One line of the decision matrix: a fact, whether it holds here, who says so, and its three answers.

    `holds` is None where nobody knows; then `source` is "unknown".
    """

    fact: str
    statement: str
    holds: bool | None
    source: Literal["project", "measured", "unknown"]
    prompting: str
    rag: str
    fine_tuning: str
    detail: str = ""


class Verdict(Struct, frozen=True):
    """GO or NO-GO, what to do, and the ladder and matrix that led there."""

    decision: Literal["go", "no-go"]
    recommendation: str
    reasons: tuple[Reason, ...] = ()
    next_steps: tuple[Step, ...] = ()
    ladder: tuple[Rung, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()

    @property
    def ok(self) -> bool:
        """True for GO."""
        return self.decision == "go"


class FileInfo(Struct, frozen=True):
    """What is known of one input file; `rows` counts every record, `broken` those that could not be read."""

    path: str
    split: str
    format: str
    encoding: str
    bytes: int
    sha256: str
    rows: int
    broken: int
    container: str = ""
    note: str = ""


class Run(Struct, frozen=True):
    """How the audit was done.

    `unread` holds (path, reason) for every input that was not read to its end; `complete` is False when there
    is one, or when a check failed: the verdict then speaks of the rest only, and the exit code is 2.
    `timings` is there only when it was asked for, as no two runs take the same time.
    """

    task: str
    task_source: Literal["option", "config", "inferred"]
    target: str | None
    files: tuple[FileInfo, ...]
    not_run: tuple[tuple[str, str], ...] = ()
    settings: dict[str, Any] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()
    complete: bool = True
    timings: Timings | None = None


class Report(Struct, frozen=True):
    """The whole answer; `auditor.reporters` turn it into text."""

    run: Run
    counts: Counts
    metrics: dict[str, Any]
    findings: tuple[Finding, ...]
    verdict: Verdict

    @property
    def ok(self) -> bool:
        """True when the verdict is GO."""
        return self.verdict.ok
