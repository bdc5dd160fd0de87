"""Style: developers' notes turned into release notes of exactly three lines, as the house wants them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from material.defects import Planting, Row, as_json, private_key, typo
from material.grammar import Dice, Sieve, lines
from material.release_phrases import THEMES

SYSTEM = "You write the release notes of Tallybook: three lines, Changed, Why and Action, in plain words."

ASKS = lines("""{change}; {reason}; action: {action}
    ticket {ticket}: {change}. reason: {reason}. users: {action}
    please write up {change} (because {reason}), user action = {action}
    {change} / why? {reason} / todo for users: {action}
    for the notes of {version}: {change}. context: {reason}. to do: {action}
    merged today -> {change}. {reason}. anything to do: {action}
    [{theme}] {change} - {reason} - {action}""")


def example(user: str, answer: str) -> Row:
    """One conversation in chat format."""
    turns = (("system", SYSTEM), ("user", user), ("assistant", answer))
    return {"messages": [{"role": role, "content": content} for role, content in turns]}


def examples(dice: Dice, count: int) -> list[Row]:
    """Conversations about changes of all themes in turn; no change has the same reason twice."""
    sieve, rows, themes = Sieve(0.55), list[Row](), tuple(THEMES)
    told: set[tuple[str, ...]] = set()
    while len(rows) < count:
        theme = themes[len(rows) % len(themes)]
        changes, reasons, actions = map(lines, THEMES[theme])
        chosen = (
            dice.pick(changes),
            dice.pick(reasons),
            actions[0] if dice.chance(0.4) else dice.pick(actions),
        )
        parts = [phrase.split(" => ") for phrase in chosen]
        words = dict(zip(("change", "reason", "action"), (part[0] for part in parts), strict=True))
        version = f"{dice.number(8, 9)}.{dice.number(0, 12)}"
        user = dice.pick(ASKS).format(**words, theme=theme, ticket=dice.number(1200, 9800), version=version)
        answer = "\n".join(
            f"{name}: {part[1]}" for name, part in zip(("Changed", "Why", "Action"), parts, strict=True)
        )
        if chosen[:2] not in told and sieve.accepts(f"{user} {answer}"):
            told.add(chosen[:2])
            rows.append(example(user, answer))
    return dice.shuffled(rows)


def ready(dice: Dice) -> dict[str, bytes]:
    """Five hundred and sixty release notes."""
    return {"style_ready.jsonl": b"".join(map(as_json, examples(dice, 560)))}


def not_ready(dice: Dice) -> dict[str, bytes]:
    """Too few notes, written by people and models who did not all know the house style."""
    plot = Planting(dice, examples(dice, 310), as_json)
    plot.whole_file("CNT001", "fewer usable notes than the 500 a style needs")
    plot.damage("INP001", "a quotation mark is missing", lambda raw: raw.replace(b'"role"', b'"role', 1))
    plot.damage("INP004", "the key messages comes twice", lambda raw: raw[:-2] + b', "messages": []}\n')
    for _ in range(3):
        plot.spoil("FMT006", "the role is written asistant", lambda row: with_role(row, "asistant"))
    for _ in range(3):
        plot.spoil("FMT004", "nobody answers", lambda row: {"messages": row["messages"][:2]})
    for _ in range(2):
        plot.spoil("FMT003", "the answer is empty", partial(answered, how=lambda text: ""))
    for _ in range(6):
        plot.copy("DUP001", "exact copy")
    for _ in range(4):
        plot.copy("DUP002", "copy with a typing mistake in the answer", partial(answered, how=typo))
    for code, note, how in SPOILT_ANSWERS:
        plot.spoil(code, note, partial(answered, how=how))
    for how in (
        as_prose,
        as_prose,
        as_prose,
        as_bullets,
        as_bullets,
        as_bullets,
        as_bullets,
        unfinished,
        unfinished,
    ):
        note = str(how.__doc__).rstrip(".")
        plot.spoil("STY001", note[:1].lower() + note[1:], partial(answered, how=how))
    key = private_key(dice)
    plot.spoil("SEC001", "a private key in a developer's note", lambda row: asked(row, f"\ntest key:\n{key}"))
    return plot.files("style_not_ready.jsonl")


def answered(row: Row, how: Callable[[str], str]) -> Row:
    """The conversation with another answer, made from the good one."""
    *before, last = row["messages"]
    return {"messages": [*before, {**last, "content": how(last["content"])}]}


def asked(row: Row, more: str) -> Row:
    """The conversation with more in the developer's note."""
    system, user, last = row["messages"]
    return {"messages": [system, {**user, "content": user["content"] + more}, last]}


def with_role(row: Row, role: str) -> Row:
    """The conversation with another role for the answer."""
    *before, last = row["messages"]
    return {"messages": [*before, {**last, "role": role}]}


def as_prose(text: str) -> str:
    """One flowing paragraph instead of three lines."""
    changed, why, action = (line.partition(": ")[2] for line in text.split("\n"))
    return f"Good news for everyone! {changed} {why} As for what you have to do: {action}"


def as_bullets(text: str) -> str:
    """A list with dashes and no headings."""
    return "\n".join(f"- {line.partition(': ')[2]}" for line in text.split("\n"))


def unfinished(text: str) -> str:
    """The line Action is missing."""
    return text.rpartition("\n")[0]


GERMAN = (
    "Changed: Kontoauszüge lassen sich jetzt auch dann einlesen, wenn die letzte Zeile der Datei leer ist.\n"
    "Why: Mehrere Kunden haben uns berichtet, dass der Vorgang ohne eine Meldung abgebrochen wurde.\n"
    "Action: Bitte wiederholen Sie die Übernahme der vergangenen Woche.",
    "Changed: Die Liste der offenen Rechnungen wird schneller aufgebaut und bleibt beim Blättern stehen.\n"
    "Why: In großen Betrieben mussten die Mitarbeiter bisher mehrere Sekunden auf jede Seite warten.\n"
    "Action: Für Sie ist nichts zu tun.",
)

REFUSAL = "Changed: As an AI language model, I do not have access to this change.\nWhy: Not known to me.\n"

SPOILT_ANSWERS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("NOI005", "the model speaks of itself", lambda text: f"{REFUSAL}Action: None."),
    ("NOI005", "the model speaks of itself", lambda text: f"As an AI language model, I would write:\n{text}"),
    ("NOI008", "a chat template's token at the end", lambda text: f"{text}<|im_end|>"),
    ("NOI008", "a chat template's token at the end", lambda text: f"{text}<|im_end|>\n<|im_start|>user"),
    (
        "NOI007",
        "zero-width spaces",
        lambda text: text.replace(" the ", " \u200bthe\u200b ").replace(": ", ":\u200b "),
    ),
    ("NOI007", "a zero-width character in a word", lambda text: text.replace("Changed", "Chan\u200bged")),
    ("NOI004", "a placeholder nobody filled in", lambda text: f"{text} Yours, [Your Name]"),
    ("NOI004", "blind text", lambda text: text.rpartition(" ")[0] + " lorem ipsum dolor sit amet."),
    ("STY004", "two empty lines at the end", lambda text: f"{text}\n\n"),
    ("STY004", "a blank before the first word", lambda text: f" {text}"),
    ("STY004", "a blank at the end", lambda text: f"{text} "),
    ("LNG001", "German among English", lambda text: GERMAN[0]),
    ("LNG001", "German among English", lambda text: GERMAN[1]),
)
