"""Kinds of defects to plant: name → the rules that may find it, and variants of how it looks.

A variant takes (random, input, output) of a clean row and gives the spoiled pair. Even variants are for
development, odd ones for the report: a threshold or expression may be changed after looking at the first half
only.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.noise.values import (
    FRENCH,
    GERMAN,
    OTHERS,
    SPANISH,
    letters,
)

Pair = tuple[str, str]
Variant = Callable[[Random, str, str], Pair]


def out(change: Callable[[Random, str], str]) -> Variant:
    """Spoil the output."""
    return lambda rng, given, answer: (given, change(rng, answer))


def given(change: Callable[[Random, str], str]) -> Variant:
    """Spoil the input."""
    return lambda rng, asked, answer: (change(rng, asked), answer)


def says(*texts: str) -> list[Variant]:
    """Answer with one of these texts."""
    return [out(lambda rng, answer, text=text: text) for text in texts]


def ends(*texts: str) -> list[Variant]:
    """Add one of these texts at the end of the answer."""
    return [out(lambda rng, answer, text=text: f"{answer} {text}") for text in texts]


def asks(*texts: str) -> list[Variant]:
    """Ask one of these questions."""
    return [given(lambda rng, asked, text=text: text) for text in texts]


def holds(*makers: Callable[[Random], str]) -> list[Variant]:
    """Put a value into a sentence of the answer, or of the question every other time."""
    answer = [out(lambda rng, text, make=make: f"{text} For this use {make(rng)} today.") for make in makers]
    asked = [given(lambda rng, text, make=make: f"{text} Mine is {make(rng)} by the way.") for make in makers]
    return [variant for pair in zip(answer, asked, answer, asked, strict=True) for variant in pair]


def amid(text: str, addition: str) -> str:
    """The text with something added in the middle, between two words."""
    words = text.split(" ")
    half = len(words) // 2
    return " ".join([*words[:half], addition, *words[half:]])


def cut(text: str, word: str) -> str:
    """The first half of the text, ending in a word that ends no sentence."""
    words = text.split()
    return " ".join([*words[: max(len(words) // 2, 9)], word])


def mojibake(text: str, wrong: str, times: int = 1) -> str:
    spoiled = text + " It’s a café — “naïve”."
    for _ in range(times):
        spoiled = spoiled.encode("utf-8").decode(wrong, "ignore")
    return spoiled


NOISE: dict[str, tuple[str, list[Variant]]] = {
    "mojibake of Windows-1252": ("NOI001", [out(lambda r, t: mojibake(t, "cp1252"))] * 2),
    "mojibake of Latin-1": (
        "NOI001",
        [out(lambda r, t: mojibake(t, "latin-1")), given(lambda r, t: mojibake(t, "latin-1"))],
    ),
    "mojibake twice over": ("NOI001", [out(lambda r, t: mojibake(t, "cp1252", 2))] * 2),
    "lost characters": (
        "NOI001",
        ends("caf\ufffd au lait.", "It costs 5 \ufffd.", "na\ufffdve.", "50 \ufffdC."),
    ),
    "HTML tags": (
        "NOI002",
        [
            out(lambda r, t: f"<p>{t}</p>"),
            out(lambda r, t: f"<div class='answer'>{t}</div>"),
            out(lambda r, t: amid(t, "<strong>now</strong>")),
            out(lambda r, t: f"{t}<br><br>Bye."),
        ],
    ),
    "HTML entities": (
        "NOI002",
        ends(
            "Salt &amp; pepper.",
            "Look&nbsp;here.",
            "It&#39;s done.",
            "&quot;Yes&quot;.",
            "a &lt; b",
            "so&hellip;",
        ),
    ),
    "copy button": (
        "NOI002",
        [out(lambda r, t: f"pythonCopy code\n{t}"), out(lambda r, t: f"Copy code\n{t}")],
    ),
    "cookie banner and newsletter": (
        "NOI002",
        ends(
            "We use cookies to improve your experience.",
            "Sign up for our newsletter.",
            "This site uses cookies to work.",
            "Subscribe to our weekly newsletter!",
        ),
    ),
    "page furniture": (
        "NOI002",
        [
            out(lambda r, t: f"2 / 2\n{t}"),
            out(lambda r, t: f"{t}\nShare this post"),
            out(lambda r, t: f"{t}\nBack to top"),
            out(lambda r, t: f"{t}\nRelated articles"),
        ],
    ),
    "copyright line": ("NOI002", ends("© 2020 Acme Ltd. All rights reserved.", "All rights reserved.")),
    "sentence loop": (
        "NOI003",
        says(
            "I like the harbour in the evening. " * 14,
            "You can do it if you try. " * 20,
            "The answer is the answer. " * 18,
            "Take the first road to the left. " * 12,
        ),
    ),
    "loop at the end": (
        "NOI003",
        ends("and then " * 25, "of the sea " * 20, "I know that, " * 16, "very, very, " * 18),
    ),
    "letter stretched": ("NOI003", ends("Nooo" + "o" * 40, "a" * 60, "Yes" + "s" * 35, "w" * 28)),
    "answer not given": (
        "NOI004",
        says("N/A", "n/a", "TBD", "TODO", "undefined", "nan", "[blank]", "No output", "#N/A", "..."),
    ),
    "lorem ipsum": (
        "NOI004",
        [
            out(lambda r, t: "Lorem ipsum dolor sit amet, consectetur adipiscing elit."),
            out(lambda r, t: amid(t, "Lorem ipsum dolor")),
        ],
    ),
    "slot in brackets": (
        "NOI004",
        ends(
            "Regards, [Your Name]",
            "Call [Phone Number].",
            "Dear [insert name here],",
            "[Company Name]",
            "Yours, [Name]",
            "on [Date]",
            "at [Your Address]",
            "[Recipient's Name]",
        ),
    ),
    "slot in braces": (
        "NOI004",
        ends("Hello {{customer_name}}!", "Order {order_id}.", "Hi {{ first_name }},", "Bye {name}."),
    ),
    "slot in angle brackets": (
        "NOI004",
        ends("Regards, <your name>", "See <insert link>.", "<add date here>", "<YOUR EMAIL>"),
    ),
    "slot in capitals": (
        "NOI004",
        ends("Write to YOUR_NAME.", "INSERT_DATE_HERE", "Ask YOUR_COMPANY_NAME.", "INSERT_TEXT."),
    ),
    "line to be done": (
        "NOI004",
        [out(lambda r, t: f"{t}\nTODO: add the rest"), out(lambda r, t: f"FIXME: check this\n{t}")],
    ),
    "language model": (
        "NOI005",
        [
            out(lambda r, t, s=s: f"{s} {t}")
            for s in (
                "As an AI language model, I cannot say.",
                "As a large language model, I have no view.",
                "I am an AI language model and cannot know.",
                "I'm just a language model.",
                "As a language model, I do not eat.",
            )
        ],
    ),
    "refusal": (
        "NOI005",
        says(
            "I'm sorry, but I can't help with that.",
            "I cannot fulfill this request.",
            "I'm sorry, but I cannot assist with that request.",
            "Sorry, I can't assist with that.",
            "I’m unable to help with this request.",
            "I must decline to provide that information.",
            "Unfortunately, I cannot provide medical advice.",
            "I apologize, but I cannot comply with this request.",
            "I won't engage in this conversation.",
            "I'm not able to provide illegal content.",
        ),
    ),
    "vendor identity": (
        "NOI005",
        [
            out(lambda r, t, s=s: f"{t} {s}")
            for s in (
                "I was created by OpenAI.",
                "I am ChatGPT, a helpful assistant.",
                "I'm Claude, made by Anthropic.",
                "I was trained by Google.",
                "My name is Bard.",
                "I am an AI assistant developed by Meta.",
            )
        ],
    ),
    "knowledge cutoff": (
        "NOI005",
        ends(
            "My knowledge cutoff is September 2021.",
            "As of my last knowledge update in 2022, yes.",
            "My training data only goes up to 2021.",
            "I don't have access to real-time data.",
        ),
    ),
    "no opinions": (
        "NOI005",
        ends(
            "As an AI, I don't have personal opinions.",
            "I do not have personal feelings or beliefs.",
            "As an AI assistant, I cannot feel pain.",
            "I don't have personal experiences or emotions.",
        ),
    ),
    "cut at a function word": (
        "NOI006",
        [out(lambda r, t, w=w: cut(t, w)) for w in ("the", "and", "because", "of", "a", "their")],
    ),
    "cut at a comma": (
        "NOI006",
        [out(lambda r, t, w=w: cut(t, w)) for w in ("however,", "which is why,", "(", "so,")],
    ),
    "code block left open": (
        "NOI006",
        [out(lambda r, t: f"{t}\n```python\nprint(1)"), out(lambda r, t: f"```json\n{{}}\n{t}")],
    ),
    "JSON left open": (
        "NOI006",
        says(
            '{"name": "Ann", "items": ["a", "b',
            '{"total": 12.5, "lines": [',
            '[{"a": 1}, {"b": ',
            '{"answer": "It is on the',
        ),
    ),
    "zero width": (
        "NOI007",
        [out(lambda r, t: amid(t, "re\u200bfund")), given(lambda r, t: amid(t, "a\u2060b"))],
    ),
    "control characters": (
        "NOI007",
        [out(lambda r, t: amid(t, "\x07")), out(lambda r, t: f"\x1b[1m{t}\x1b[0m")],
    ),
    "direction overrides": (
        "NOI007",
        [out(lambda r, t: amid(t, "\u202eabc\u202c")), given(lambda r, t: amid(t, "\u2066x\u2069"))],
    ),
    "byte order mark inside": (
        "NOI007",
        [out(lambda r, t: amid(t, "\ufeff")), given(lambda r, t: f"\ufeff{t}")],
    ),
    "tag characters": (
        "NOI007",
        [out(lambda r, t: t + "\U000e0069\U000e0067"), given(lambda r, t: t + "\U000e0041")],
    ),
    "soft hyphens": ("NOI007", [out(lambda r, t: amid(t, "extra\u00adordinary"))] * 2),
    "ChatML tokens": (
        "NOI008",
        [
            out(lambda r, t: f"{t}<|im_end|>"),
            out(lambda r, t: f"<|im_start|>assistant\n{t}"),
            given(lambda r, t: f"{t}<|im_end|>"),
        ],
    ),
    "Llama tokens": (
        "NOI008",
        [
            out(lambda r, t: f"{t}</s>"),
            given(lambda r, t: f"[INST] {t} [/INST]"),
            out(lambda r, t: f"{t}<|eot_id|>"),
            given(lambda r, t: f"<<SYS>> Be kind. <</SYS>> {t}"),
        ],
    ),
    "other end tokens": ("NOI008", ends("<|endoftext|>", "<end_of_turn>", "<eos>", "<|end|>")),
    "template headings": (
        "NOI008",
        [
            out(lambda r, t: f"### Response:\n{t}"),
            out(lambda r, t: f"{t}\n\n### Instruction:\nGo on."),
            out(lambda r, t: f"{t}\n### Human: more"),
            out(lambda r, t: f"### Assistant:\n{t}"),
        ],
    ),
    "turns inside the answer": (
        "NOI008",
        [
            out(lambda r, t: f"{t}\nUser: And then?\nAssistant: Nothing."),
            out(lambda r, t: f"{t}\n\nHuman: Thanks"),
        ],
    ),
    "own name in front": ("NOI008", [out(lambda r, t: f"Assistant: {t}"), out(lambda r, t: f"ChatGPT: {t}")]),
    "input once more": ("NOI009", [lambda r, q, a: (q, q), lambda r, q, a: (q, q.upper())]),
    "keyboard mashed": (
        "NOI010",
        [
            out(lambda r, t: " ".join(letters(r, 8, "asdfghjklqwrtzxcvbnm") for _ in range(9))),
            out(lambda r, t: " ".join(letters(r, 6, "sdfghjkl") for _ in range(12))),
        ],
    ),
    "heap of signs": ("NOI010", [out(lambda r, t: letters(r, 60, "!@#$%^&*()_+{}|<>?"))] * 2),
    "document pasted": (
        "NOI011",
        [out(lambda r, t: " ".join(f"{t} {letters(r, 9)}" for _ in range(120)))] * 2,
    ),
    "instructions merged": (
        "NOI012",
        [
            out(lambda r, t: f"{t}\n###\n12. Instruction: Name a river."),
            given(lambda r, t: f"{t}\n\n3. Instruction: Name a lake."),
            out(lambda r, t: f"{t}\n\nInstruction: Name a sea.\nOutput: The Baltic."),
            out(lambda r, t: f"{t}\n7. Task: Sort the words."),
        ],
    ),
    "picture asked for": (
        "NOI013",
        asks(
            "Generate an image of a red boat at dawn.",
            "Draw a picture of a horse.",
            "What is shown in the attached photo?",
            "Please create a logo for my bakery.",
            "Describe this image in one line.",
            "Paint a portrait of a sailor.",
        ),
    ),
    "page asked for": (
        "NOI013",
        asks(
            "Summarize the article at https://news.example.org/42.",
            "Review https://shop.example.org/a",
            "Explain the text on www.example.org/page.",
            "Translate https://example.org/de into English.",
        ),
    ),
    "wrong sums": (
        "NOI014",
        ends(
            "That makes <<3*4=13>>13.",
            "So <<100-37=53>>53 are left.",
            "It is <<12.5*4=60>>60.",
            "In all <<7+8=16>>16.",
        ),
    ),
    "German answer": ("LNG001", says(*GERMAN)),
    "French answer": ("LNG001", says(*FRENCH)),
    "Spanish answer": ("LNG001", says(*SPANISH)),
    "answer in another language": ("LNG001", says(*OTHERS)),
    "question in another language": ("LNG001", asks(*GERMAN[:2], *FRENCH[:2], *SPANISH[:2])),
}
