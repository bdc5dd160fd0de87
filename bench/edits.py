"""Graded edits of a text, by kind: those that leave an example the same, and those that make it another one.

Every edit takes a text and a seeded `random.Random`. An edit of `SAME` returns the edited text, or None where
it does not apply; it must be found as a near duplicate. A pair of `OTHER` returns two texts that must not be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Edit = Callable[[str, Random], str | None]
Pair = Callable[[str, Random], tuple[str, str] | None]


def listed(words: str) -> list[str]:
    return words.split()


FILLERS = listed("really just actually currently already still please again now maybe simply also")
VOCABULARY = listed(
    "account window green method paper travel quickly system number person market detail simple "
    "strong bring carry garden reason music planet corner letter bridge winter summer pocket engine "
    "silver"
)
SYNONYMS = {
    "want": "need", "need": "want", "get": "receive", "help": "assist", "show": "display", "tell": "inform",
    "how": "what", "buy": "purchase", "find": "locate", "use": "utilize", "change": "modify",
    "start": "begin", "big": "large", "problem": "issue", "issue": "problem", "money": "cash",
    "many": "several", "is": "was", "can": "could", "the": "this", "my": "our", "a": "some", "do": "should",
    "why": "how", "when": "where", "i": "we", "to": "for", "of": "from", "in": "inside",
}  # fmt: skip
WRAPS = (
    "Hi, {} Thanks!", "Hello, could you tell me: {}", "Please help. {}", "{} Thank you.", "Hey there, {}",
    "Good morning. {} Many thanks", "Quick question: {}", "{} Please advise.",
)  # fmt: skip
AUXILIARIES = listed("is are was were can could should would will did do does has")
WEEKDAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = listed("January February March April May June July August September October November December")
CITIES = listed("Paris London Berlin Madrid Vienna Boston Chicago Toronto Sydney Dublin Oslo Lisbon")


def case(text: str, random: Random) -> str | None:
    edited = random.choice((text.upper(), text.lower(), text.title(), text.swapcase()))
    return edited if edited != text else text.swapcase()


def punctuation(text: str, random: Random) -> str | None:
    bare = re.sub(r"[^\w\s]", "", text)
    return random.choice((bare, text + "!!", text.rstrip(".?!") + "...", text.replace(" ", ", ", 1)))


def typo(text: str, random: Random) -> str | None:
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return None
    chosen = random.choice(long)
    word, at = words[chosen], random.randrange(1, len(words[chosen]) - 1)
    head, tail, other = word[:at], word[at + 1 :], random.choice("abcdefghijklmnopqrstuvwxyz")
    swapped = head + tail[0] + word[at] + tail[1:]
    words[chosen] = random.choice((swapped, head + tail, head + word[at] + word[at:], head + other + tail))
    return " ".join(words)


def substitute(text: str, random: Random) -> str | None:
    """One word replaced, by a synonym where we know one, else by an arbitrary word."""
    words = text.split()
    if len(words) < 6:
        return None
    known = [i for i, word in enumerate(words) if word.lower().strip("?.,!") in SYNONYMS]
    if known and random.random() < 0.7:
        chosen = random.choice(known)
        words[chosen] = SYNONYMS[words[chosen].lower().strip("?.,!")]
    else:
        words[random.randrange(len(words))] = random.choice(VOCABULARY)
    return " ".join(words)


def insert(text: str, random: Random) -> str | None:
    words = text.split()
    if len(words) < 5:
        return None
    words.insert(random.randrange(1, len(words)), random.choice(FILLERS + VOCABULARY))
    return " ".join(words)


def delete(text: str, random: Random) -> str | None:
    words = text.split()
    if len(words) < 6:
        return None
    del words[random.randrange(len(words))]
    return " ".join(words)


def wrap(text: str, random: Random) -> str | None:
    return random.choice(WRAPS).format(text) if len(text.split()) >= 6 else None


def reorder(text: str, random: Random) -> str | None:
    """Two parts of the text change places, or two neighbouring words do."""
    words = text.split()
    if len(words) < 6:
        return None
    if random.random() < 0.5:
        cut = random.randrange(2, len(words) - 2)
        return " ".join(words[cut:] + words[:cut])
    at = random.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :]])


def number(text: str, random: Random) -> tuple[str, str]:
    """The text about an order, an amount or a time, with two different numbers."""
    shape = random.choice(("order {}", "{} euros", "{} days", "ticket #{}", "reference AB{}", "{}%"))
    one, other = (shape.format(value) for value in random.sample(range(2, 5000), 2))
    return f"{text.rstrip('?.! ')} {one}", f"{text.rstrip('?.! ')} {other}"


def date(text: str, random: Random) -> tuple[str, str]:
    """The text with two different dates at its end."""
    days = random.sample(range(1, 28), 2)
    one, other = random.choice(
        (
            [f"on {name}" for name in random.sample(WEEKDAYS, 2)],
            [f"on {days[0]} {name}" for name in random.sample(MONTHS, 2)],
            [f"in {name}" for name in random.sample(MONTHS, 2)],
            [f"on 2024-05-{day:02}" for day in days],
        )
    )
    return f"{text.rstrip('?.! ')} {one}", f"{text.rstrip('?.! ')} {other}"


def negation(text: str, random: Random) -> tuple[str, str] | None:
    """An auxiliary is negated: "can" becomes "can not" or "can't"."""
    words = text.split()
    places = [i for i, word in enumerate(words) if word.lower() in AUXILIARIES]
    if not places:
        return None
    chosen = random.choice(places)
    word = words[chosen]
    short = "can't" if word.lower() == "can" else "won't" if word.lower() == "will" else word + "n't"
    words[chosen] = random.choice((word + " not", short))
    return text, " ".join(words)


def entity(text: str, random: Random) -> tuple[str, str]:
    """The text with two different places at its end."""
    one, other = random.sample(CITIES, 2)
    return f"{text.rstrip('?.! ')} in {one}?", f"{text.rstrip('?.! ')} in {other}?"


def noun(text: str, random: Random) -> tuple[str, str] | None:
    """A long word, most often what the question is about, is replaced by another one."""
    words = text.split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    if len(words[longest]) < 5:
        return None
    return text, " ".join([*words[:longest], random.choice(VOCABULARY), *words[longest + 1 :]])


SAME: dict[str, Edit] = {
    "case": case,
    "punctuation": punctuation,
    "typo": typo,
    "one word substituted": substitute,
    "one word inserted": insert,
    "one word deleted": delete,
    "polite wrapping": wrap,
    "reordering": reorder,
}
OTHER: dict[str, Pair] = {
    "number changed": number,
    "date changed": date,
    "negation added": negation,
    "entity changed": entity,
    "key noun swapped": noun,
}
