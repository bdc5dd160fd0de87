"""Open-ended generation: what editors ask a travel writer for, and what they get."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from material.defects import Planting, Row, as_json, rewritten, typo
from material.grammar import Dice, Grammar, Sieve, capital, lines

HERE = Path(__file__).parent
PLACE_FIELDS = ("place", "kind", "landmark", "food", "craft", "approach")
FREE_SLOTS = ("genre", "issue", "kind", "season", "words")  # need not turn up in the text

SLOTS = {
    "hour": lines("""a little after six in the morning
        at noon
        on a Sunday evening
        at the hour of the second coffee
        just before the rain
        late, with the street lamps already on
        on the stroke of four"""),
    "weather": lines("""a low sun
        thin rain
        a wind that had come a long way
        fog up to the windowsills
        the first frost
        heat like a closed door
        clouds in a hurry
        a sky rinsed clean"""),
    "sound": lines("""an accordion
        a church bell, a little late
        somebody practising scales
        hammering on tin
        the clatter of plates
        the cry of a gull
        a moped that won't start
        a choir rehearsing
        water running under the street
        the rattle of shutters"""),
    "smell": lines("""wood smoke
        wet rope
        roasting coffee
        cut hay
        diesel and oranges
        bread
        tar and thyme
        floor polish"""),
    "smell_noun": lines("""wood smoke
        fresh paint
        burnt sugar
        wet dog
        lavender
        frying onions
        old books
        the sea"""),
    "colour": lines("""amber
        pewter
        rose
        slate-blue
        straw-coloured
        copper
        ink-black
        apricot"""),
    "animal": lines("""three-legged dog
        donkey
        ginger cat
        goose
        tame jackdaw
        goat
        very old spaniel"""),
    "season": lines("""spring
        autumn
        winter
        summer"""),
    "genre": lines("""a short column
        the opening of a feature
        a postcard to a friend
        a diary entry
        a radio piece
        a caption for a double page
        a letter to the editor's mother
        a sketch
        a blog post
        a farewell piece
        a page for the inflight magazine
        a vignette"""),
    "issue": lines("""March
        summer
        anniversary
        winter
        railway
        food
        October"""),
}

# which sentences a piece is made of, in their order
PLANS = (
    "arrival sight table people farewell",
    "arrival people mood advice",
    "mood sight people table",
    "arrival table mood sight advice",
    "arrival mood table farewell",
    "mood arrival people sight farewell",
    "arrival people table advice",
    "arrival table sight mood people",
    "sight mood arrival advice farewell",
    "arrival sight people mood table farewell",
    "arrival table farewell",
    "arrival sight advice",
    "mood arrival people farewell",
    "arrival mood sight people table advice farewell",
    "arrival people table mood sight mood farewell",
    "arrival sight mood people mood table advice farewell",
)


def sections() -> dict[str, tuple[str, ...]]:
    """The sentences of travel_pieces.txt by the heading they stand under."""
    blocks = (HERE / "travel_pieces.txt").read_text(encoding="utf-8").split("== ")[1:]
    return {head: lines(body) for head, _, body in (block.partition("\n") for block in blocks)}


def places() -> list[dict[str, str]]:
    """The places of travel_places.txt, each as slots."""
    text = (HERE / "travel_places.txt").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]
    return [dict(zip(PLACE_FIELDS, row, strict=True)) for row in rows]


def pairs(dice: Dice, count: int) -> list[tuple[str, str]]:
    """(request, piece) pairs of all places in turn, no two worded alike; a piece holds what was asked for."""
    written, grammar, known = sections(), Grammar(SLOTS, dice), places()
    asked, made, found = Sieve(0.5), Sieve(0.4), list[tuple[str, str]]()
    while len(found) < count:
        slots = bindings(dice, known[len(found) % len(known)])
        plan = dice.pick(PLANS).split()
        piece = paragraphs([capital(grammar.expand(dice.pick(written[part]), slots)) for part in plan], dice)
        words = {"words": str(10 * (len(piece.split()) // 10 + 1))}
        request = grammar.expand(dice.pick(written["ask"]), slots)
        if not holds(piece, request, slots):
            continue
        manner = grammar.expand(dice.pick(written["manner"]), words)
        request = f"{capital(request)} {manner}"
        if asked.accepts(request) and made.accepts(piece):
            found.append((request, piece))
    return dice.shuffled(found)


def bindings(dice: Dice, place: dict[str, str]) -> dict[str, str]:
    """The slots of one piece: its place, and weather, sounds and hour that stay the same throughout."""
    slots = place | {name: dice.pick(choices) for name, choices in SLOTS.items()}
    return slots | {
        f"{name}_capital": capital(slots[name]) for name in ("landmark", "food", "approach", "weather")
    }


def holds(piece: str, request: str, slots: dict[str, str]) -> bool:
    """Whether everything that the request names is in the piece."""
    named = [text for name, text in slots.items() if name not in FREE_SLOTS and text in request]
    return slots["place"] in piece and all(text.lower() in piece.lower() for text in named)


def paragraphs(sentences: list[str], dice: Dice) -> str:
    """The sentences as one paragraph, or as two where there is enough for two."""
    cut = dice.number(2, 3) if len(sentences) > 4 and dice.chance(0.6) else len(sentences)
    return "\n\n".join(" ".join(part) for part in (sentences[:cut], sentences[cut:]) if part)


def ready(dice: Dice) -> dict[str, bytes]:
    """Some more than the two thousand pieces that are the minimum, in ShareGPT's form."""
    rows = [
        {"conversations": [{"from": "human", "value": request}, {"from": "gpt", "value": piece}]}
        for request, piece in pairs(dice, 2080)
    ]
    return {"generation_ready.jsonl": b"".join(map(as_json, rows))}


def not_ready(dice: Dice) -> dict[str, bytes]:
    """A quarter of what is needed, collected from drafts, web pages and a chat model."""
    rows: list[Row] = [{"prompt": request, "completion": piece} for request, piece in pairs(dice, 520)]
    plot = Planting(dice, rows, as_json)
    plot.whole_file("CNT001", "fewer usable pieces than the 2,000 that open-ended generation needs")
    for _ in range(2):
        plot.damage("INP001", "the line ends in the middle", lambda raw: raw[: len(raw) * 2 // 3] + b"\n")
    plot.damage("INP003", "a text, not an object", lambda raw: b'"to be continued"\n')
    plot.damage("INP004", "the key prompt comes twice", lambda raw: raw[:-2] + b', "prompt": "again"}\n')
    for _ in range(2):
        plot.spoil("FMT002", "no prompt", lambda row: {**row, "prompt": ""})
    for _ in range(3):
        plot.spoil("FMT003", "no completion", lambda row: {**row, "completion": " "})
    for _ in range(14):
        plot.copy("DUP001", "exact copy")
    for _ in range(10):
        plot.copy(
            "DUP002", "copy with a typing mistake", lambda row: {**row, "completion": typo(row["completion"])}
        )
    for code, note, completion in SPOILT:
        plot.spoil(code, note, partial(rewritten, field="completion", text=completion))
    for _ in range(4):
        plot.spoil(
            "NOI006", "the piece breaks off", lambda row: {**row, "completion": broken_off(row["completion"])}
        )
    return plot.files("generation_not_ready.jsonl")


def broken_off(text: str) -> str:
    """The text up to its last "the"."""
    return text[: text.rindex(" the ") + 4] if " the " in text else text[: len(text) // 2] + " and the"


# completions in place of the good one; {prompt} and {completion} are what stood there
SPOILT = (
    (
        "NOI005",
        "a model speaks of itself",
        "As an AI language model, I cannot travel, but here is a text. {completion}",
    ),
    ("NOI005", "a model refuses", "I'm sorry, but I can't help with that request."),
    ("NOI004", "a placeholder nobody filled in", "{completion}\n\nYours sincerely,\n[Your Name]"),
    ("NOI004", "a placeholder nobody filled in", "{completion}\nTODO: add the price of the ticket"),
    (
        "NOI004",
        "blind text",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.",
    ),
    ("NOI002", "a web page's markup", '<div class="post"><p>{completion}</p></div>&nbsp;<br/>'),
    ("NOI002", "a web page's markup", "<p>{completion}</p>\n<script>track()</script>"),
    ("NOI008", "a chat template's token", "{completion}<|im_end|>"),
    ("NOI008", "a chat template's token", "{completion}</s><|endoftext|>"),
    ("NOI007", "zero-width characters", "\u200b\u200b{completion}\u200b"),
    ("NOI009", "the completion repeats the prompt", "{prompt}"),
    ("NOI003", "a phrase over and over", "and the sea, " * 60 + "and the sea."),
    (
        "NOI010",
        "somebody leant on the keyboard",
        "sdkfjh wqpeoi zxmcnb qwlekj rtpoiu vbnmzx lkjhgf qpwoei mznxbc alskdj",
    ),
    ("STY004", "empty lines round the text", "\n\n{completion}\n\n"),
    (
        "LNG001",
        "Italian among English",
        "La mattina il paese si sveglia piano, e sul molo gli uomini riparano le reti.",
    ),
)
