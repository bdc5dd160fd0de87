"""Domain knowledge: questions about a bottling line and the answers of its manual."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from material.defects import Planting, Row, as_csv, as_json, mojibake, rewritten, typo
from material.grammar import Dice, Grammar, Sieve, capital

HERE = Path(__file__).parent
HEADER = {"question": "question", "answer": "answer"}
PARTS_FIELDS = ("part", "place", "function", "sign", "clean", "try_first")
ELECTRICAL = {"level probe", "cap detector", "label sensor", "date printer", "ink cartridge", "control panel"}
ELECTRICAL |= {"frequency converter", "emergency stop", "door switch", "light curtain", "heating element"}

TOOLS = ("5 mm hex key", "ring spanner 17", "hook spanner", "Torx driver T30", "strap wrench", "6 mm hex key")
LUBRICANTS = ("food-grade grease H1", "silicone grease", "white oil", "chain oil for foodstuffs")
DIRECTIONS = ("upwards", "towards the window side", "to the left", "straight forward", "away from the drive")
WHO = (
    "A trained mechanic",
    "An electrician",
    "The shift leader or a mechanic",
    "Our service engineer",
    "An operator",
)
STOCK = (
    "One spare on the shelf is enough.",
    "It is on the list of recommended spares, twice.",
    "No spare is needed for a single line.",
    "Keep one if you work at weekends.",
)
REST = ("open", "closed", "without pressure", "at the lowest position", "turned off at its own switch")


@dataclass(frozen=True)
class Aspect:
    """Something that can be asked about a part, with ways to ask and to answer it."""

    questions: tuple[str, ...]
    answers: tuple[str, ...]
    mechanical: bool


def aspects() -> list[Aspect]:
    """All aspects of machine_aspects.txt: blocks of lines that begin with ?, ! or =."""
    blocks = (HERE / "machine_aspects.txt").read_text(encoding="utf-8").split("\n\n")
    return [aspect(block.splitlines()) for block in blocks]


def aspect(block: list[str]) -> Aspect:
    """One block as an aspect."""
    said = {mark: tuple(line[2:] for line in block if line.startswith(mark)) for mark in "?!="}
    return Aspect(said["?"], said["!"], bool(said["="]))


def parts() -> list[dict[str, str]]:
    """The parts of machine_parts.txt, each as slots."""
    text = (HERE / "machine_parts.txt").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]
    return [dict(zip(PARTS_FIELDS, row, strict=True)) for row in rows]


def facts(dice: Dice, part: dict[str, str], number: int) -> dict[str, str]:
    """All that the manual says of one part; every question gets its answer from here, so none disagree."""
    life = 100 * dice.number(15, 120)
    chapter = dice.number(3, 14)
    figures = {
        "plate": 200 + number,
        "minutes": dice.number(3, 25),
        "clean_hours": dice.number(4, 90),
        "clean_lead": dice.number(1, 3),
        "inspect": 50 * dice.number(3, 40),
        "life": life,
        "months": max(1, life // 320),
        "order": f"P40-{dice.number(1000, 9999)}-{dice.number(1, 9)}",
        "year": dice.number(2009, 2024),
        "torque": dice.number(4, 60),
        "bolts": dice.pick((2, 3, 4, 6, 8)),
        "error": 101 + 7 * number,
        "weight": dice.number(2, 28),
        "grams": dice.number(2, 30),
        "grease": 20 * dice.number(2, 30),
        "chapter": chapter,
        "page": 20 * chapter + dice.number(0, 19),
        "sheet": f"{dice.number(1, 9)}{dice.pick('ABCDEF')}",
        "change": 5 * dice.number(2, 30),
        "test": dice.number(2, 15),
        "days": dice.number(2, 20),
        "cover": dice.number(1, 12),
        "gap": f"{dice.number(1, 30) / 10}",
        "degrees": 5 * dice.number(9, 22),
        "programme": f"C{dice.number(1, 4)}",
        "decibel": dice.number(58, 79),
        "standstill": dice.number(4, 30),
        "bottles": 10 * dice.number(3, 40),
        "speed": 250 * dice.number(4, 24),
        "percent": dice.number(35, 90),
    }
    words = {
        "tool": TOOLS,
        "lubricant": LUBRICANTS,
        "direction": DIRECTIONS,
        "who": WHO,
        "stock": STOCK,
        "rest": REST,
    }
    return (
        part
        | {name: str(value) for name, value in figures.items()}
        | {name: dice.pick(choices) for name, choices in words.items()}
        | {"sign_capital": capital(part["sign"])}
    )


def examples(dice: Dice, count: int) -> list[Row]:
    """`{"question", "answer"}` rows: every part and aspect at most once, no two alike but for the part."""
    grammar, sieve, rows = Grammar({}, dice), Sieve(0.5), list[Row]()
    shapes: set[str] = set()
    known = [facts(dice, part, number) for number, part in enumerate(parts())]
    for fact, asked in dice.shuffled([(fact, asked) for fact in known for asked in aspects()]):
        if asked.mechanical and fact["part"] in ELECTRICAL:
            continue
        ways = [(question, answer) for question in asked.questions for answer in asked.answers]
        for way in dice.shuffled(ways):
            question, answer = (capital(grammar.expand(text, fact)) for text in way)
            shape = f"{question} {answer}".lower().replace(fact["part"], "part")
            if shape not in shapes and sieve.accepts(f"{question} {answer}"):
                shapes.add(shape)
                rows.append({"question": question, "answer": answer})
                break
        if len(rows) == count:
            return rows
    raise ValueError(f"the material yields {len(rows)} different questions, {count} are wanted")


def ready(dice: Dice) -> dict[str, bytes]:
    """A little over a thousand questions."""
    return {"domain_ready.jsonl": b"".join(map(as_json, examples(dice, 1060)))}


def not_ready(dice: Dice) -> dict[str, bytes]:
    """Too few questions, in a spreadsheet that passed through many hands."""
    plot = Planting(dice, examples(dice, 420), as_csv, as_csv(HEADER))
    plot.whole_file("CNT001", "fewer usable questions than the 1,000 that domain knowledge needs")
    plot.damage("INP002", "a Latin-1 byte in a UTF-8 file", lambda raw: raw.replace(b"o", b"\xf6", 1))
    plot.damage("INP005", "three cells instead of two", lambda raw: raw[:-1] + b",ok\n")
    plot.damage("INP005", "the answer is missing, and the comma too", lambda raw: b"What is the P40?\n")
    for _ in range(3):
        plot.spoil("FMT003", "no answer", lambda row: {**row, "answer": ""})
    for _ in range(10):
        plot.copy("DUP001", "exact copy")
    plot.copy("DUP001", "copy in capitals", lambda row: {key: text.upper() for key, text in row.items()})
    for _ in range(6):
        plot.copy(
            "DUP002", "copy with a typing mistake", lambda row: {**row, "question": typo(row["question"])}
        )
    for _ in range(4):
        plot.contradict("LBL003", "same question, two answers", lambda row: {**row, "answer": SEE_SERVICE})
    for code, note, answer in SPOILT_ANSWERS:
        plot.spoil(code, note, partial(rewritten, field="answer", text=answer))
    for _ in range(2):
        plot.spoil("NOI001", "mojibake: UTF-8 read as Windows-1252", garbled)
    return plot.files("domain_not_ready.csv")


def garbled(row: Row) -> Row:
    """The answer with a sentence whose dashes and quotation marks were read in the wrong encoding."""
    return {
        **row,
        "answer": row["answer"] + mojibake(" See also the supplier’s sheet – ‘Wartung für Anlagen’."),
    }


SEE_SERVICE = "That depends on the year of your line; ask the service department for the leaflet."

# answers in place of the good one; {question} and {answer} are what stood there
SPOILT_ANSWERS = (
    ("NOI004", "a placeholder", "TODO: ask the design office"),
    ("NOI004", "a placeholder", "{answer} Contact [Your Name] for details."),
    (
        "NOI004",
        "blind text",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
    ),
    (
        "NOI005",
        "a model refuses",
        "I'm sorry, but as an AI language model I cannot help with machine maintenance.",
    ),
    ("NOI002", "HTML left over", "<p>{answer}</p><br/>&nbsp;<span class='note'>see appendix</span>"),
    (
        "NOI006",
        "the answer breaks off",
        "First switch off the main switch, release the air from the cylinders and then the",
    ),
    ("NOI009", "the answer repeats the question", "{question}"),
    ("NOI003", "one sentence over and over", "Close the door. " * 40 + "Close the door."),
    (
        "LNG001",
        "Spanish among English",
        "Desconecte primero el interruptor principal y espere hasta que la máquina se pare.",
    ),
    (
        "LNG001",
        "Spanish among English",
        "Limpie la pieza con un paño húmedo y compruebe después que no quede agua.",
    ),
    (
        "LNG001",
        "French among English",
        "Nettoyez la pièce chaque semaine avec de l'eau tiède, puis laissez-la bien sécher.",
    ),
)
