"""The style sets that were not looked at while the thresholds were picked."""

from __future__ import annotations

import json
import random
import re

from bench.style_sets import StyleSet
from bench.style_sets.prose import name, phrase, prose, sentence

# --- German sections under Markdown headings, long ---

BEFUND = ("Anamnese", "Befund", "Beurteilung", "Empfehlung")


def befund(chance: random.Random) -> str:
    return "\n\n".join(f"## {title}\n\n{prose(chance, 3, 12, 'de')}" for title in BEFUND)


def teil_fehlt(chance: random.Random, good: str) -> str:
    parts = good.split("\n\n## ")
    del parts[chance.randrange(1, 4)]
    return "\n\n## ".join(parts)


def anders_genannt(chance: random.Random, good: str) -> str:
    return good.replace("Beurteilung", chance.choice(("Diagnose", "Einschätzung", "Ergebnis")))


def doppelpunkt(_: random.Random, good: str) -> str:
    return re.sub(r"## (\w+)\n\n", r"\1: ", good)


def in_english(chance: random.Random, good: str) -> str:
    return re.sub(r"^[^#\n].*$", lambda _: prose(chance, 4, 8), good, flags=re.MULTILINE)


def vertauscht(_: random.Random, good: str) -> str:
    parts = good.split("\n\n## ")
    return "\n\n## ".join([parts[0], parts[2], parts[1], *parts[3:]])


# --- Japanese labelled lines ---


def mail(chance: random.Random) -> str:
    head = f"件名：{sentence(chance, 'ja')}\n宛先：{name(chance)}様"
    until = f"締切：{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
    return f"{head}\n本文：{prose(chance, 1, 4, 'ja')}\n{until}"


def line_gone(chance: random.Random, good: str) -> str:
    lines = good.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def label_renamed(_: random.Random, good: str) -> str:
    return good.replace("本文：", "内容：")


def answered_in_english(chance: random.Random, _: str) -> str:
    return prose(chance, 2, 4)


def run_together(_: random.Random, good: str) -> str:
    return good.replace("\n", "、")


# --- Arabic sections ---


def arabic(chance: random.Random) -> str:
    return "\n".join(
        f"{title}: {prose(chance, 1, 3, 'ar')}" for title in ("الملخص", "التفاصيل", "الخطوة التالية")
    )


def arabic_bullets(_: random.Random, good: str) -> str:
    return "\n".join(f"- {line.partition(': ')[2]}" for line in good.split("\n"))


# --- a JSON list of objects ---


def events(chance: random.Random) -> str:
    return json.dumps([event(chance) for _ in range(chance.choice((1, 2, 2, 3, 4, 6)))], indent=2)


def event(chance: random.Random) -> dict:
    made = {
        "date": f"20{chance.randint(10, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "kind": chance.choice(("merger", "hiring", "lawsuit", "launch", "result")),
        "amount": chance.choice((None, None, chance.randrange(10**6), round(chance.random() * 99, 1))),
        "people": [name(chance) for _ in range(chance.randint(0, 3))],
    }
    return made | ({"place": name(chance)} if chance.random() < 0.3 else {})


def spoiled_event(chance: random.Random, good: str) -> str:
    records = json.loads(good)
    one = chance.choice(records)
    change = chance.choice(("kind", "date", "amount", "key", "type", "object", "fence", "prose"))
    if change == "object":
        return json.dumps({"events": records}, indent=2)
    if change == "fence":
        return f"```json\n{good}\n```"
    if change == "prose":
        return f"I found these events:\n{good}"
    if change == "key":
        one["Kind"] = one.pop("kind")
    if change == "type":
        one["people"] = ", ".join(one["people"]) or "none"
    one |= {
        "kind": {"kind": "other thing"},
        "date": {"date": "12 March"},
        "amount": {"amount": "5 million"},
    }.get(change, {})
    return json.dumps(records, indent=2)


# --- Python in a fence, then its cost ---


def function(chance: random.Random) -> str:
    body = "".join(f"    x{i} = {chance.randrange(99)}\n" for i in range(chance.randint(1, 9)))
    code = f"def {chance.choice(('solve', 'count', 'merge'))}(values):\n{body}    return values"
    return f"```python\n{code}\n```\nComplexity: O({chance.choice(('n', 'n log n', '1', 'n^2'))})"


def cost_gone(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[0]


def code_bare(_: random.Random, good: str) -> str:
    return good.replace("```python\n", "").replace("\n```", "")


def other_language(chance: random.Random, good: str) -> str:
    return good.replace("```python", chance.choice(("```js", "```java", "```")))


def said_before(chance: random.Random, good: str) -> str:
    return f"{sentence(chance)}\n\n{good}"


# --- numbered steps with an end ---


def steps(chance: random.Random) -> str:
    return "\n".join(f"{i}. {sentence(chance)}" for i in range(1, chance.randint(3, 7) + 1)) + "\n\nDone."


def dashes(_: random.Random, good: str) -> str:
    return re.sub(r"^\d\. ", "- ", good, flags=re.MULTILINE)


def not_done(_: random.Random, good: str) -> str:
    return good.removesuffix("\n\nDone.")


def one_paragraph(_: random.Random, good: str) -> str:
    return re.sub(r"\d\. ", "", good).replace("\n", " ")


def far_too_many(chance: random.Random, good: str) -> str:
    return "\n".join(f"{i}. {sentence(chance)}" for i in range(1, 16)) + "\n\nDone."


# --- thinking and answer tags ---


def tagged(chance: random.Random) -> str:
    return f"<thinking>\n{prose(chance, 2, 9)}\n</thinking>\n<answer>{phrase(chance)}</answer>"


def no_thinking(_: random.Random, good: str) -> str:
    return good.partition("</thinking>\n")[2]


def no_tags(_: random.Random, good: str) -> str:
    return re.sub(r"</?\w+>\n?", "", good)


def answer_open(_: random.Random, good: str) -> str:
    return good.removesuffix("</answer>")


def tag_renamed(_: random.Random, good: str) -> str:
    return good.replace("thinking>", "reasoning>")


def answered_first(_: random.Random, good: str) -> str:
    first, _, second = good.partition("</thinking>\n")
    return f"{second}\n{first}</thinking>"


# --- short posts with emoji ---


def post(chance: random.Random) -> str:
    return f"{chance.choice('🚀🎉🔧💡')} {sentence(chance)} #{chance.choice(('home', 'fix', 'news'))}"


def no_emoji(_: random.Random, good: str) -> str:
    return good[2:]


def no_hashtag(_: random.Random, good: str) -> str:
    return good.rpartition(" #")[0]


def essay(chance: random.Random, good: str) -> str:
    return good.replace(" #", f" {prose(chance, 12, 16)} #")


# --- French letters ---


def lettre(chance: random.Random) -> str:
    return f"Bonjour {name(chance)},\n\n{prose(chance, 2, 5, 'fr')}\n\nCordialement,\nLe service client"


def sans_bonjour(_: random.Random, good: str) -> str:
    return good.partition("\n\n")[2]


def salut(_: random.Random, good: str) -> str:
    return good.replace("Bonjour", "Salut")


def sans_signature(_: random.Random, good: str) -> str:
    return good.rpartition("\n\n")[0]


def en_anglais(chance: random.Random, good: str) -> str:
    parts = good.split("\n\n")
    return "\n\n".join([parts[0], prose(chance, 3, 5), parts[2]])


# --- Spanish summary ---


def resumen(chance: random.Random) -> str:
    points = "\n".join(f"• {sentence(chance, 'es')}" for _ in range(chance.randint(2, 6)))
    return f"**Resumen**\n{points}\n**Conclusión:** {sentence(chance, 'es')}"


def sin_conclusion(_: random.Random, good: str) -> str:
    return good.rpartition("\n")[0]


def otras_vinetas(_: random.Random, good: str) -> str:
    return good.replace("• ", "- ")


def sin_negrita(_: random.Random, good: str) -> str:
    return good.replace("**", "")


# --- tool calls: the arguments depend on the action ---


def call(chance: random.Random) -> str:
    action = chance.choice(("search", "book", "cancel"))
    arguments: dict = {
        "search": {"query": phrase(chance), "limit": chance.randint(1, 20)},
        "book": {"room": f"R{chance.randint(10, 99)}", "nights": chance.randint(1, 9)},
        "cancel": {"booking": f"BK-{chance.randrange(1000, 9999)}"},
    }[action]
    return json.dumps({"action": action, "arguments": arguments})


def spoiled_call(chance: random.Random, good: str) -> str:
    record = json.loads(good)
    change = chance.choice(("flat", "name", "string", "key", "text"))
    if change == "flat":
        return json.dumps({"action": record["action"], **record["arguments"]})
    if change == "name":
        return json.dumps(record | {"action": chance.choice(("find it", "Reserve", "do_search", "noop"))})
    if change == "string":
        return json.dumps(record | {"arguments": json.dumps(record["arguments"])})
    if change == "key":
        return json.dumps({"tool": record["action"], "arguments": record["arguments"]})
    return f"I will call {record['action']} now."


# --- reviews, commit messages, sources, small letters ---


def review(chance: random.Random) -> str:
    head = f"Rating: {chance.randint(1, 5)}/5\nPros: {phrase(chance)}"
    return f"{head}\nCons: {phrase(chance)}\nVerdict: {sentence(chance)}"


def rating_in_words(_: random.Random, good: str) -> str:
    return re.sub(r"Rating: .*", "Rating: four stars", good)


def no_rating(_: random.Random, good: str) -> str:
    return good.partition("\n")[2]


def stars(_: random.Random, good: str) -> str:
    return re.sub(r"Rating: \d/5", "⭐⭐⭐", good)


def commit(chance: random.Random) -> str:
    kind, part = chance.choice(("feat", "fix", "docs", "test")), chance.choice(("api", "cli", "core"))
    return f"{kind}({part}): {phrase(chance)}"


def spoiled_commit(chance: random.Random, good: str) -> str:
    text = good.partition(": ")[2]
    return chance.choice((text, f"Fixed {text}.", f"[{good[:3]}] {text}", f"{good}\n\n{sentence(chance)}"))


def cited(chance: random.Random) -> str:
    return f"{prose(chance, 1, 3)} [{chance.randint(1, 9)}]"


def uncited(_: random.Random, good: str) -> str:
    return good.rpartition(" [")[0]


def cited_by_name(chance: random.Random, good: str) -> str:
    return good.rpartition(" [")[0] + f" ({name(chance)} 2019)"


def small(chance: random.Random) -> str:
    return prose(chance, 1, 4).lower()


def with_capitals(chance: random.Random, _: str) -> str:
    return prose(chance, 1, 4)


def shouting(_: random.Random, good: str) -> str:
    return good.upper()


# --- HTML ---


def html(chance: random.Random) -> str:
    items = "".join(f"<li>{phrase(chance)}</li>" for _ in range(chance.randint(2, 5)))
    link = f'<a href="/p/{chance.randrange(99)}">More</a>'
    return f'<div class="card">\n<h2>{phrase(chance)}</h2>\n<ul>{items}</ul>\n{link}\n</div>'


def spoiled_html(chance: random.Random, good: str) -> str:
    return chance.choice(
        (
            re.sub(r"<h2>.*</h2>\n", "", good),
            re.sub(r"<a .*</a>\n", "", good),
            good.replace("h2>", "h1>"),
            good.replace("</ul>", ""),
            f"```html\n{good}\n```",
            re.sub(r"<[^>]+>", "", good),
        )
    )


# --- three modes ---


def three_modes(chance: random.Random) -> str:
    return chance.choice((review, befund, call))(chance)


def spoiled_of_three(chance: random.Random, good: str) -> str:
    if good[0] == "{":
        return spoiled_call(chance, good)
    return teil_fehlt(chance, good) if good[0] == "#" else chance.choice((no_rating, line_gone))(chance, good)


HELD_OUT = (
    StyleSet("German sections", befund, (teil_fehlt, anders_genannt, doppelpunkt, in_english, vertauscht)),
    StyleSet("Japanese labels", mail, (line_gone, label_renamed, answered_in_english, run_together)),
    StyleSet(
        "Arabic labels", arabic, (line_gone, arabic_bullets, run_together, answered_in_english), 300, 0.05
    ),
    StyleSet("JSON list", events, (spoiled_event,)),
    StyleSet("code, then cost", function, (cost_gone, code_bare, other_language, said_before)),
    StyleSet("numbered steps", steps, (dashes, not_done, one_paragraph, far_too_many)),
    StyleSet("thinking tags", tagged, (no_thinking, no_tags, answer_open, tag_renamed, answered_first)),
    StyleSet("posts with emoji", post, (no_emoji, no_hashtag, essay)),
    StyleSet("French letters", lettre, (sans_bonjour, salut, sans_signature, en_anglais)),
    StyleSet("Spanish summary", resumen, (sin_conclusion, otras_vinetas, sin_negrita)),
    StyleSet("tool calls", call, (spoiled_call,)),
    StyleSet("reviews", review, (rating_in_words, no_rating, stars, line_gone), 400, 0.03),
    StyleSet("commit messages", commit, (spoiled_commit,), 250, 0.05),
    StyleSet("cited answers", cited, (uncited, cited_by_name)),
    StyleSet("small letters", small, (with_capitals, shouting)),
    StyleSet("HTML card", html, (spoiled_html,)),
    StyleSet("three modes", three_modes, (spoiled_of_three,), 900, 0.03),
)
