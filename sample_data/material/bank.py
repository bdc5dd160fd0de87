"""Classification: messages to a bank's support desk, each with one of twelve intents."""

from __future__ import annotations

from functools import partial

from material.bank_phrases import INTENTS
from material.defects import Planting, Row, as_csv, iban, mojibake, typo
from material.grammar import Dice, Grammar, Sieve, capital, lines

SLOTS: dict[str, tuple[str, ...]] = {
    "when": lines("""yesterday
        last night
        on Tuesday
        on Friday evening
        this morning
        two weeks ago
        at the weekend
        last month
        before Easter
        on the 3rd"""),
    "soon": lines("""tomorrow
        on Monday
        next week
        in ten days
        at the end of the month
        on Saturday"""),
    "span": lines("""nine days
        three weeks
        almost a month
        half a year
        two months
        six weeks"""),
    "shop": lines("""the bakery
        the supermarket
        a garden centre
        the pharmacy
        the bookshop on the square
        a furniture shop
        the farmers' market
        a bike shop
        the chemist's"""),
    "city": lines("""Leeds
        Porto
        Ghent
        Cork
        Basel
        Lyon
        Aarhus
        Bristol
        Turin
        Gdansk
        Graz
        Malmo"""),
    "company": lines("""Norvik Online
        Brightwell Media
        Halden & Sons
        PayQuarter
        Mistral Fitness
        Blue Heron Travel
        Castellan Ltd
        Tavira Shoes
        Orchard Mobile
        Zephyr Tickets"""),
    "amount": lines("""£4.99
        £12.50
        £38
        £64.20
        £119
        £230.75
        £415
        £1,250
        £2,900
        €49.90
        €310"""),
}

OPENERS = lines("""Hello,
    Hi there,
    Good morning,
    Dear support team,
    Sorry to bother you again:
    Hello again,
    I hope you can help:
    Good evening,""")

CLOSERS = lines("""Thank you, and best wishes
    Many thanks in advance
    Thanks
    Kind regards
    Hoping for a quick answer
    Cheers""")

VARIANTS = {
    "lost_or_stolen_card": "Lost or stolen card",
    "direct_debit": "direct-debit",
    "pin_help": "PIN_help",
    "card_delivery": "card_delivery ",
}

HEADER = {"text": "text", "label": "label"}

SENTENCE_ENDS = (".", "?", "!")


def messages(dice: Dice, per_intent: dict[str, int]) -> list[Row]:
    """`{"text", "label"}` rows, as many of each intent as asked for, no two worded alike, shuffled."""
    grammar, sieve = Grammar(SLOTS, dice), Sieve(0.3)
    rows: list[Row] = []
    for intent, count in per_intent.items():
        parts = [lines(block) for block in INTENTS[intent]]
        wanted = len(rows) + count
        while len(rows) < wanted:
            text = message(grammar, *(dice.pick(part) for part in parts))
            if sieve.accepts(text):
                rows.append({"text": text, "label": intent})
    return dice.shuffled(rows)


def message(grammar: Grammar, problem: str, detail: str, request: str) -> str:
    """One message: some people write a line, some a letter with a greeting, some in lower case."""
    dice = grammar.dice
    opening = grammar.expand(problem)
    problem, detail, request = (sentence(part) for part in (opening, *map(grammar.expand, (detail, request))))
    shape = dice.number(1, 10)
    if shape <= 2:
        return problem if len(problem.split()) > 7 else f"{problem} {request}"
    if shape <= 4:
        return f"{problem} {request}"
    if shape == 5:
        return f"{request} {problem}"
    if shape == 6:
        return f"{problem} {detail}".lower().rstrip(".")
    if shape == 7:
        return f"{dice.pick(OPENERS)} {opening}{problem[len(opening) :]} {detail}"
    if shape == 8:
        return f"{dice.pick(OPENERS)}\n{problem} {detail}\n{request}\n{dice.pick(CLOSERS)}"
    return f"{problem} {detail} {request}"


def sentence(text: str) -> str:
    """The phrase as a sentence: a capital and an end."""
    return capital(text) if text.endswith(SENTENCE_ENDS) else capital(text) + "."


def ready(dice: Dice) -> dict[str, bytes]:
    """Fifty messages of every intent."""
    rows = messages(dice, dict.fromkeys(INTENTS, 50))
    return {"classification_ready.csv": b"".join(map(as_csv, [HEADER, *rows]))}


def not_ready(dice: Dice) -> dict[str, bytes]:
    """Too few messages, most of them of one intent, and what goes wrong when several people label."""
    rows = messages(dice, dict.fromkeys(INTENTS, 12) | {"unrecognised_charge": 60, "close_account": 2})
    plot = Planting(dice, rows, as_csv, as_csv(HEADER))
    plot.whole_file("CNT001", "fewer usable messages than the 200 a classification needs")
    plot.whole_file("LBL001", "unrecognised_charge has as many messages as any five other intents together")
    plot.whole_file("CNT004", "no intent but unrecognised_charge has enough messages to learn from")
    plot.point_out("LBL002", "close_account has two messages", partial(has_label, label="close_account"))
    for _ in range(6):
        plot.copy("DUP001", "exact copy")
    plot.copy("DUP001", "copy in capitals", lambda row: {**row, "text": str(row["text"]).upper()})
    for _ in range(4):
        plot.copy(
            "DUP002",
            "copy with a typing mistake",
            lambda row: {**row, "text": typo(row["text"])},
            of_middle_length,
        )
    for other in ("account_fee", "refund_status", "declined_payment"):
        change = partial(relabelled, label=other)
        plot.contradict("LBL003", "same message, two labels", change, partial(lacks_label, label=other))
    for label, variant in VARIANTS.items():
        is_label = partial(has_label, label=label)
        plot.spoil("LBL004", f"{variant!r} is {label!r}", partial(relabelled, label=variant), is_label)
    for _ in range(2):
        plot.spoil("LBL007", "no label", partial(relabelled, label=""))
    plot.damage("INP002", "a Latin-1 byte in a UTF-8 file", lambda raw: raw.replace(b"e", b"\xe9", 1))
    plot.damage("INP005", "three cells instead of two", lambda raw: raw[:-1] + b",checked\n")
    plot.damage("INP005", "one cell instead of two", lambda raw: raw.rpartition(b",")[0] + b"\n")
    number = f" My account is {iban(dice)}."
    plot.spoil(
        "PII001",
        "an account number with right check digits",
        lambda row: {**row, "text": row["text"] + number},
    )
    spoilt = "mojibake: UTF-8 read as Windows-1252"
    plot.spoil(
        "NOI001", spoilt, lambda row: {**row, "text": mojibake(row["text"])}, lambda row: "£" in row["text"]
    )
    return plot.files("classification_not_ready.csv")


def of_middle_length(row: Row) -> bool:
    """Ten to twenty words: long enough for a typing mistake not to change the message."""
    return 10 <= len(row["text"].split()) <= 20


def has_label(row: Row, label: str) -> bool:
    """Whether the row has the label."""
    return bool(row["label"] == label)


def lacks_label(row: Row, label: str) -> bool:
    """Whether the row has another label."""
    return not has_label(row, label)


def relabelled(row: Row, label: str) -> Row:
    """The row with another label."""
    return {**row, "label": label}
