"""A second set of styles, written after the changes that the first wide one led to, before they were run."""

from __future__ import annotations

import json
import random
import re

from bench.corpus import sentences
from bench.style_sets import StyleSet
from bench.style_sets.wide_data import cut_short, iso, without_line
from bench.style_sets.wide_prose import THINGS, chatty, fenced, more_said, refused, thing, words

REAL = tuple(text for text in sentences() if text[0].isupper() and text[-1] in ".!?")
"""Sentences of the sample data, as people write them."""


def real(chance: random.Random, low: int, high: int) -> str:
    return " ".join(chance.choice(REAL) for _ in range(chance.randint(low, high)))


def real_prose(chance: random.Random, _: str) -> str:
    return real(chance, 1, 4)


# --- Portuguese recipes ---

PT = (
    "Misture a farinha com o leite", "Deixe a massa descansar", "Leve ao forno por {n} minutos",
    "Corte a cebola em cubos", "Tempere com sal e pimenta", "Sirva com arroz branco",
)  # fmt: skip
FOOD = ("farinha", "leite", "ovos", "cebola", "manteiga", "arroz", "feijão", "alho", "queijo")


def recipe(chance: random.Random) -> str:
    have = "\n".join(
        f"- {chance.randint(1, 500)} g de {food}" for food in chance.sample(FOOD, chance.randint(3, 6))
    )
    steps = chance.sample(PT, chance.randint(3, 5))
    do = "\n".join(f"{i}. {text.format(n=chance.randint(10, 60))}." for i, text in enumerate(steps, 1))
    return f"🍽️ Bolo de {chance.choice(FOOD)}\n\nIngredientes:\n{have}\n\nModo de preparo:\n{do}"


def no_ingredients(_: random.Random, good: str) -> str:
    head, _, rest = good.partition("\n\nIngredientes:")
    return f"{head}\n\nModo de preparo:{rest.partition('Modo de preparo:')[2]}"


def english_heads(_: random.Random, good: str) -> str:
    return good.replace("Ingredientes", "Ingredients").replace("Modo de preparo", "Method")


def no_plate(_: random.Random, good: str) -> str:
    return good.removeprefix("🍽️ ")


def steps_dashed(_: random.Random, good: str) -> str:
    return re.sub(r"^\d\. ", "- ", good, flags=re.MULTILINE)


# --- bare Python ---


def python(chance: random.Random) -> str:
    name, arg = chance.choice(THINGS), chance.choice(THINGS)
    body = "".join(
        f"    {chance.choice(THINGS)} = {arg} * {chance.randint(2, 9)}\n" for _ in range(chance.randint(0, 6))
    )
    return f'def {name}({arg}: int) -> int:\n    """Return the {thing(chance)}."""\n{body}    return {arg} + {chance.randint(1, 99)}'


def python_fenced(_: random.Random, good: str) -> str:
    return f"```python\n{good}\n```"


def no_docstring(_: random.Random, good: str) -> str:
    return re.sub(r' {4}""".*\n', "", good)


def no_types(_: random.Random, good: str) -> str:
    return good.replace(": int) -> int", ")")


def a_lambda(chance: random.Random, _: str) -> str:
    return f"{chance.choice(THINGS)} = lambda x: x + {chance.randint(1, 9)}"


# --- front matter ---


def page(chance: random.Random) -> str:
    tags = ", ".join(chance.sample(THINGS, 3))
    return (
        f"---\ntitle: {thing(chance).title()}\ndate: {iso(chance)}\ntags: [{tags}]\n---\n\n"
        f"# {thing(chance).capitalize()}\n\n{real(chance, 2, 6)}\n\n{real(chance, 1, 5)}"
    )


def no_front(_: random.Random, good: str) -> str:
    return good.partition("---\n\n")[2]


def no_tags(_: random.Random, good: str) -> str:
    return re.sub(r"tags: .*\n", "", good)


def h2(_: random.Random, good: str) -> str:
    return good.replace("\n# ", "\n## ")


def odd_date(_: random.Random, good: str) -> str:
    return re.sub(r"date: .*", "date: yesterday", good)


# --- one inline code ---


def command_line(chance: random.Random) -> str:
    tool = chance.choice(("git", "docker", "kubectl", "npm"))
    return f"`{tool} {chance.choice(('run', 'show', 'rm', 'list'))} --{chance.choice(THINGS)} {chance.choice(THINGS)}`"


def no_ticks(_: random.Random, good: str) -> str:
    return good.strip("`")


def said(_: random.Random, good: str) -> str:
    return f"Run {good} in your terminal."


# --- yes or no, then why ---


def verdict(chance: random.Random) -> str:
    return f"{chance.choice(('Yes', 'No'))}. {real(chance, 1, 3)}"


def perhaps(_: random.Random, good: str) -> str:
    return re.sub(r"^\w+\.", "It depends.", good)


def comma(_: random.Random, good: str) -> str:
    return re.sub(r"^(\w+)\. (\w)", lambda m: f"{m[1]}, because {m[2].lower()}", good)


def bare(_: random.Random, good: str) -> str:
    return good.partition(". ")[2]


# --- flat JSON with scores ---


def scored(chance: random.Random) -> str:
    return json.dumps(
        {
            "label": chance.choice(("positive", "negative", "neutral")),
            "score": round(chance.random(), 2),
            "aspects": chance.sample(("price", "service", "food", "place"), chance.randint(0, 3)),
            "lang": chance.choice(("en", "de", "fr")),
        }
    )


def spoiled_score(chance: random.Random, good: str) -> str:
    made = json.loads(good)
    change = chance.choice(("percent", "mixed", "aspect", "lang", "none", "single", "upper"))
    made |= {
        "percent": {"score": f"{chance.randint(1, 99)}%"},
        "mixed": {"label": "mixed feelings"},
        "aspect": {"aspects": "price"},
        "lang": {"lang": "English"},
        "none": {"score": None},
        "upper": {"label": made["label"].title()},
        "single": {},
    }[change]
    return str(made) if change == "single" else json.dumps(made)


# --- times ---


def moment(chance: random.Random) -> str:
    return f"{iso(chance)}T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:00Z"


def with_space(_: random.Random, good: str) -> str:
    return good.replace("T", " ").replace("Z", "")


def in_words(chance: random.Random, _: str) -> str:
    return f"{chance.randint(1, 28)} {chance.choice(('May', 'June'))} 20{chance.randint(10, 25)}, noon"


def day_only(_: random.Random, good: str) -> str:
    return good[:10]


# --- Turkish replies ---

TR = (
    "Siparişiniz {n} gün içinde kargoya verilecek", "Faturanız hesabınıza eklendi", "Talebiniz ekibimize iletildi",
    "Ürün stoklarımızda şu anda bulunmuyor", "Ödemeniz başarıyla alındı", "İade işleminiz başlatıldı",
)  # fmt: skip


def turkish(chance: random.Random) -> str:
    body = " ".join(
        f"{chance.choice(TR).format(n=chance.randint(2, 9))}." for _ in range(chance.randint(1, 5))
    )
    return (
        f"Merhaba {chance.choice(('Ayşe', 'Mehmet', 'Elif', 'Can'))} Hanım,\n\n{body}\n\nİyi günler dileriz."
    )


def no_hello(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def no_goodbye(_: random.Random, good: str) -> str:
    return good.rpartition("\n\n")[0]


def english_body(chance: random.Random, good: str) -> str:
    parts = good.split("\n\n")
    return "\n\n".join((parts[0], real(chance, 3, 5), parts[2]))


def selam(_: random.Random, good: str) -> str:
    return good.replace("Merhaba", "Selam")


# --- a ranking of five ---


def ranking(chance: random.Random) -> str:
    return "\n".join(f"{i}) {thing(chance)}" for i in range(1, 6))


def dots(_: random.Random, good: str) -> str:
    return good.replace(")", ".")


def only_three(_: random.Random, good: str) -> str:
    return "\n".join(good.split("\n")[:3])


def on_a_line(_: random.Random, good: str) -> str:
    return good.replace("\n", ", ")


def ranked_below(_: random.Random, good: str) -> str:
    return f"My ranking:\n{good}"


# --- tab-separated table ---


def tsv(chance: random.Random) -> str:
    rows = "\n".join(
        f"{chance.choice(THINGS)}\t{chance.randint(1, 900)}\t{iso(chance)}"
        for _ in range(chance.randint(1, 6))
    )
    return f"name\tcount\tday\n{rows}"


def tabs_gone(_: random.Random, good: str) -> str:
    return good.replace("\t", ", ")


def no_header(_: random.Random, good: str) -> str:
    return good.partition("\n")[2]


def other_header(_: random.Random, good: str) -> str:
    return good.replace("name\tcount\tday", "Item\tQty\tDate")


def fewer_columns(_: random.Random, good: str) -> str:
    return "\n".join(line.rpartition("\t")[0] for line in good.split("\n"))


# --- thought and action ---


def react(chance: random.Random) -> str:
    action = chance.choice(("search", "lookup", "finish"))
    return f"Thought: {real(chance, 1, 3)}\nAction: {action}[{thing(chance)}]"


def round_brackets(_: random.Random, good: str) -> str:
    return re.sub(r"\[(.*)\]$", r"(\1)", good)


def no_action(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[0]


def unknown_action(_: random.Random, good: str) -> str:
    return re.sub(r"Action: \w+", "Action: browse the web", good)


def observed(chance: random.Random, good: str) -> str:
    return f"{good}\nObservation: {real(chance, 1, 1)}"


# --- keywords ---


def keywords(chance: random.Random) -> str:
    return ", ".join(
        thing(chance) if chance.random() < 0.3 else chance.choice(THINGS) for _ in range(chance.randint(3, 6))
    )


def keyword_list(_: random.Random, good: str) -> str:
    return "\n".join(f"- {word}" for word in good.split(", "))


def hash_tags(_: random.Random, good: str) -> str:
    return " ".join(f"#{word.replace(' ', '')}" for word in good.split(", "))


def title_case(_: random.Random, good: str) -> str:
    return good.title()


def keyword_json(_: random.Random, good: str) -> str:
    return json.dumps(good.split(", "))


# --- Thai, politely ---

TH = ("สินค้าจะจัดส่งภายใน {n} วัน", "ทางร้านได้รับคำสั่งซื้อแล้ว", "กรุณาตรวจสอบที่อยู่", "ร้านเปิดทุกวัน", "ราคานี้รวมค่าส่งแล้ว")


def thai(chance: random.Random) -> str:
    return (
        " ".join(chance.choice(TH).format(n=chance.randint(2, 9)) for _ in range(chance.randint(1, 4)))
        + "ครับ"
    )


def impolite(_: random.Random, good: str) -> str:
    return good.removesuffix("ครับ")


def other_gender(_: random.Random, good: str) -> str:
    return good.replace("ครับ", "ค่ะ")


# --- long reports ---

HEADS = ("Background", "Findings", "Risks", "Recommendation")


def report(chance: random.Random) -> str:
    parts = "\n\n".join(f"## {head}\n\n{real(chance, 4, 9)}\n\n{real(chance, 2, 6)}" for head in HEADS)
    return f"{parts}\n\n---\n\n*This report is no legal advice.*"


def no_disclaimer(_: random.Random, good: str) -> str:
    return good.partition("\n\n---")[0]


def head_dropped(chance: random.Random, good: str) -> str:
    return good.replace(f"## {chance.choice(HEADS)}\n\n", "")


def heads_bold(_: random.Random, good: str) -> str:
    return re.sub(r"^## (.*)$", r"**\1**", good, flags=re.MULTILINE)


def head_added(chance: random.Random, good: str) -> str:
    return good.replace("## Risks", f"## Costs\n\n{real(chance, 2, 4)}\n\n## Risks")


def heads_swapped(_: random.Random, good: str) -> str:
    return good.replace("## Risks", "## @").replace("## Findings", "## Risks").replace("## @", "## Findings")


# --- multiple choice ---


def choice(chance: random.Random) -> str:
    return f"{real(chance, 1, 3)}\nAnswer: {chance.choice('ABCD')}"


def no_letter(chance: random.Random, good: str) -> str:
    return re.sub(r"Answer: .$", f"Answer: {thing(chance)}", good)


def in_brackets(_: random.Random, good: str) -> str:
    return re.sub(r"Answer: (.)$", r"The answer is (\1).", good)


def letter_only(_: random.Random, good: str) -> str:
    return good[-1]


def small_letter(_: random.Random, good: str) -> str:
    return good[:-1] + good[-1].lower()


# --- JSON in a fence, always ---


def in_fence(chance: random.Random) -> str:
    made: dict = {"intent": chance.choice(("buy", "sell", "ask")), "slots": {"item": chance.choice(THINGS)}}
    if chance.random() < 0.5:
        made["slots"]["count"] = chance.randint(1, 9)
    return f"```json\n{json.dumps(made, indent=2)}\n```"


def spoiled_fence(chance: random.Random, good: str) -> str:
    return chance.choice(
        (
            good[8:-4], good.replace("```json", "```"), good.replace('"slots"', '"entities"'),
            good.replace('"intent"', '"Intent"'), good[:-4], re.sub(r"\n\s*", " ", good[8:-4]),
            re.sub(r'"intent": "\w+"', '"intent": "talk about it"', good),
        )
    )  # fmt: skip


# --- three paragraphs of advice ---


def advice(chance: random.Random) -> str:
    return (
        f"You could start with the {thing(chance)}. {real(chance, 1, 3)}\n\n{real(chance, 2, 4)}\n\n"
        f"In short: {words(chance)}."
    )


def no_short(_: random.Random, good: str) -> str:
    return good.rpartition("\n\n")[0]


def one_block(_: random.Random, good: str) -> str:
    return good.replace("\n\n", " ")


def other_start(chance: random.Random, good: str) -> str:
    return re.sub(r"^You could start with the [\w ]+\.", f"Try the {thing(chance)} first.", good)


ANY = (chatty, more_said, refused, real_prose)

LAST = (
    StyleSet(
        "Portuguese recipes", recipe, (no_ingredients, english_heads, no_plate, steps_dashed, *ANY), 400, 0.04
    ),
    StyleSet("bare Python", python, (python_fenced, no_docstring, no_types, a_lambda, *ANY), 500, 0.03),
    StyleSet("front matter", page, (no_front, no_tags, h2, odd_date, refused, real_prose), 400, 0.04),
    StyleSet("inline command", command_line, (no_ticks, said, *ANY), 600, 0.03),
    StyleSet("yes or no, then why", verdict, (perhaps, comma, bare, refused), 500, 0.04),
    StyleSet("scored labels", scored, (spoiled_score, spoiled_score, cut_short, *ANY), 800, 0.03),
    StyleSet("times", moment, (with_space, in_words, day_only, *ANY), 300, 0.04),
    StyleSet("Turkish replies", turkish, (no_hello, no_goodbye, english_body, selam, refused), 500, 0.03),
    StyleSet("ranking of five", ranking, (dots, only_three, on_a_line, ranked_below, *ANY), 300, 0.05),
    StyleSet(
        "tab-separated table",
        tsv,
        (tabs_gone, no_header, other_header, fewer_columns, fenced, *ANY),
        400,
        0.04,
    ),
    StyleSet(
        "thought and action",
        react,
        (round_brackets, no_action, unknown_action, observed, without_line),
        500,
        0.04,
    ),
    StyleSet("keywords", keywords, (keyword_list, hash_tags, title_case, keyword_json, *ANY), 600, 0.03),
    StyleSet("polite Thai", thai, (impolite, other_gender, chatty, refused, real_prose), 400, 0.04),
    StyleSet(
        "long reports",
        report,
        (no_disclaimer, head_dropped, heads_bold, head_added, heads_swapped, refused),
        300,
        0.05,
    ),
    StyleSet(
        "multiple choice", choice, (no_letter, in_brackets, letter_only, small_letter, refused), 600, 0.04
    ),
    StyleSet("JSON in a fence", in_fence, (spoiled_fence, spoiled_fence, *ANY), 600, 0.04),
    StyleSet(
        "advice in three paragraphs",
        advice,
        (no_short, one_block, other_start, refused, real_prose),
        500,
        0.03,
    ),
)
