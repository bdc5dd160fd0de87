"""Collection B, lists, lines, labels, values, tone, languages, several tasks."""

# a line a deviation
# fmt: off
from __future__ import annotations

from bench.style_exam import words
from bench.style_exam.kit import flip, lines, style
from bench.style_exam.words import date, para, person, say


# ------------------------------------------------------------------ lists, lines, tables
@style("five_ideas", n=450, rate=0.03)
def _(r):
    x = [say(r, "step") for _ in range(5)]
    w = lambda q: "\n".join(f"{k}. {v}" for k, v in enumerate(q, 1))
    return say(r, "ask"), w(x), {"four": lambda: w(x[:4]), "six": lambda: w([*x, say(r, "step")]), "bullets": lambda: "\n".join("- " + v for v in x), "intro": lambda: "Here are five ideas:\n" + w(x), "bold": lambda: "\n".join(f"{k}. **{v}**" for k, v in enumerate(x, 1)), "paren": lambda: "\n".join(f"({k}) {v}" for k, v in enumerate(x, 1)), "all ones": lambda: ", ".join(x), "outro": lambda: w(x) + "\n\nWhich one do you like best?"}


@style("nested_bullets", n=300, rate=0.03, shape="alpaca")
def _(r):
    x = [(say(r, "thing").title(), [say(r, "advice") for _ in range(r.randint(1, 3))]) for _ in range(r.randint(2, 4))]
    w = lambda m="- ", i="  - ": "\n".join(f"{m}{a}\n" + "\n".join(i + b for b in bs) for a, bs in x)
    return say(r, "ask"), w(), {"flat": lambda: w(i="- "), "stars": lambda: w("* ", "  * "), "numbers": lambda: "\n".join(f"{k}. {a}: {bs[0]}" for k, (a, bs) in enumerate(x, 1)), "headings": lambda: w("## ", "- "), "prose": lambda: " ".join(b for _, bs in x for b in bs), "preamble": lambda: "Consider the following:\n\n" + w()}


@style("term_dash_definition", n=400, rate=0.03, shape="io")
def _(r):
    x = [(say(r, "thing").title(), say(r, "fact")) for _ in range(r.randint(2, 5))]
    w = lambda s=" — ": "\n".join(a + s + b for a, b in x)
    return f"Glossary for {say(r, 'company')}", w(), {"hyphen": lambda: w(" - "), "colon": lambda: w(": "), "bullets": lambda: "- " + w().replace("\n", "\n- "), "no definitions": lambda: "\n".join(a for a, _ in x), "title": lambda: "Glossary\n" + w(), "bold": lambda: "\n".join(f"**{a}** — {b}" for a, b in x)}


@style("timeline", n=350, rate=0.03)
def _(r):
    y = sorted(r.sample(range(1950, 2025), r.randint(3, 6)))
    x = [(str(a), say(r, "fact")) for a in y]
    w = lambda f="{}: {}", q=x: "\n".join(f.format(a, b) for a, b in q)
    return f"History of {say(r, 'company')}", w(), {"In YEAR": lambda: w("In {}, {}"), "parens": lambda: w("({}) {}"), "bullets": lambda: w("- {}: {}"), "prose": lambda: " ".join(b for _, b in x), "dates": lambda: w(q=[(f"March {a}", b) for a, b in x]), "intro": lambda: "A short history:\n" + w()}


@style("german_table", n=260, rate=0.04, shape="prompt")
def _(r):
    rows = [(say(r, "de_s")[:-1].replace("|", ""), f"{r.randint(1, 99)} %") for _ in range(r.randint(2, 5))]
    w = lambda h="| Merkmal | Anteil |", q=rows: h + "\n| --- | --- |\n" + "\n".join(f"| {a} | {b} |" for a, b in q)
    return para(r, "de_s", 1, 3), w(), {"English": lambda: w("| Feature | Share |"), "no percent": lambda: w(q=[(a, b[:-2]) for a, b in rows]), "third column": lambda: w("| Merkmal | Anteil | Quelle |"), "list": lambda: "\n".join(f"- {a}: {b}" for a, b in rows), "sentence": lambda: "Die Tabelle:\n\n" + w(), "tabs": lambda: "\n".join(f"{a}\t{b}" for a, b in rows), "note": lambda: w() + "\n\nAlle Angaben ohne Gewähr."}


@style("pipe_record", n=500, rate=0.025, shape="io")
def _(r):
    f = [person(r).upper(), say(r, "city"), f"+{r.randint(1, 99)} {r.randint(1000000, 99999999)}", r.choice(["A", "B", "C"])]
    w = lambda q, s=" | ": s.join(q)
    return para(r, "complaint", 1, 2), w(f), {"no class": lambda: w(f[:3]), "small name": lambda: w([f[0].title(), *f[1:]]), "class D": lambda: w([*f[:3], "unknown"]), "slashes": lambda: w(f, " / "), "no plus": lambda: w([*f[:2], "n/a", f[3]]), "labelled": lambda: "Name: " + w(f), "extra": lambda: w([*f, "checked"]), "no spaces": lambda: w(f, "|")}


@style("weather_line", n=400, rate=0.03)
def _(r):
    a, b, c = f"{r.randint(-15, 38)} °C", f"{r.randint(0, 90)} km/h", f"{r.randint(10, 99)} %"
    w = lambda a=a, b=b, c=c: f"Temp: {a} · Wind: {b} · Humidity: {c}"
    return f"Weather in {say(r, 'city')} on {date(r)}?", w(), {"fahrenheit": lambda: w(a="72 °F"), "mph": lambda: w(b="12 mph"), "no humidity": lambda: w().split(" · Hum")[0], "commas": lambda: w().replace(" · ", ", "), "words": lambda: "Sunny with a light breeze, about 20 degrees.", "lines": lambda: w().replace(" · ", "\n"), "decimals as words": lambda: w(c="high"), "renamed": lambda: w().replace("Temp:", "Temperature:"), "swapped": lambda: f"Wind: {b} · Temp: {a} · Humidity: {c}"}


# ------------------------------------------------------------------ labels and values
@style("sentiment_german", n=400, rate=0.03, shape="prompt")
def _(r):
    o = r.choice(["positiv", "negativ", "neutral", "gemischt"])
    return para(r, "de_s", 1, 3), o, {"English": lambda: "positive", "capital": lambda: o.title(), "dot": lambda: o + ".", "very": lambda: "sehr " + o, "unknown": lambda: "unklar", "sentence": lambda: f"Der Text ist {o}.", "score": lambda: "0.7"}


@style("country_codes", n=700, rate=0.02)
def _(r):
    o = r.choice("DE FR ES IT PT PL NL BE AT CH SE NO DK FI IE GB GR CZ HU RO".split())
    return f"Which country? {say(r, 'fact')}", o, {"small": lambda: o.lower(), "three letters": lambda: r.choice(["DEU", "FRA", "ESP"]), "name": lambda: r.choice(["Germany", "France", "Spain"]), "two": lambda: o + ", FR", "no code": lambda: "N/A", "dotted": lambda: ".".join(o) + "."}


@style("label_path", n=500, rate=0.03, shape="qa")
def _(r):
    a = {"Home": ["Kitchen", "Garden"], "Sport": ["Running", "Cycling"], "Tech": ["Phones", "Laptops", "Audio"]}
    k = r.choice(list(a))
    o = f"{k} > {r.choice(a[k])}"
    return f"Category of: {say(r, 'adj')} {say(r, 'thing')} ({say(r, 'fact')})", o, {"slash": lambda: o.replace(" > ", "/"), "top only": lambda: k, "deep": lambda: o + " > Other", "new leaf": lambda: f"{k} > Miscellaneous", "small": lambda: o.lower(), "arrow": lambda: o.replace(">", "→"), "sentence": lambda: f"The category is {o}", "reversed": lambda: " > ".join(reversed(o.split(" > ")))}


@style("yes_no_because", n=400, rate=0.03)
def _(r):
    a, e = r.choice(["Yes", "No"]), para(r, "fact", 1, 2)
    return say(r, "ask"), f"{a} — {e}", {"comma": lambda: f"{a}, {e}", "no verdict": lambda: e, "maybe": lambda: f"It depends — {e}", "bare": lambda: a, "verdict last": lambda: f"{e} — {a}", "colon": lambda: f"{a}: {e}", "capitals": lambda: f"{a.upper()} — {e}", "hyphen": lambda: f"{a} - {e}"}


@style("clock_24h", n=400, rate=0.03, shape="io")
def _(r):
    o = f"{r.randint(0, 23):02}:{r.randint(0, 59):02}"
    return f"When does it open? {say(r, 'fact')}", o, {"pm": lambda: f"{r.randint(1, 11)}:30 pm", "words": lambda: "half past two", "h": lambda: o.replace(":", "h"), "seconds": lambda: o + ":00", "range": lambda: f"{o}-{o}", "o'clock": lambda: f"{o} o'clock", "dot": lambda: o.replace(":", ".")}


@style("money_dollars", n=400, rate=0.03)
def _(r):
    o = f"${r.uniform(1, 90000):,.2f}"
    return f"What does it cost? {say(r, 'fact')}", o, {"euro": lambda: "€" + o[1:], "USD": lambda: o[1:] + " USD", "no cents": lambda: o[:-3], "words": lambda: "about forty dollars", "sentence": lambda: f"It costs {o}.", "after": lambda: o[1:] + "$", "range": lambda: f"{o} to {o}", "K": lambda: f"${r.randint(1, 90)}K"}


@style("hex_colours", n=400, rate=0.03, shape="alpaca")
def _(r):
    o = "#" + "".join(r.choice("0123456789abcdef") for _ in range(6))
    return f"A colour for: {say(r, 'fact')}", o, {"rgb": lambda: f"rgb({r.randint(0, 255)}, {r.randint(0, 255)}, 0)", "no hash": lambda: o[1:], "capitals": lambda: "#" + r.choice(["FF", "AB"]) + o[3:].upper(), "short": lambda: "#f0a", "name": lambda: r.choice(["teal", "crimson"]), "two": lambda: o + ", " + o, "words": lambda: f"You could use {o} for this."}


# ------------------------------------------------------------------ tone, length, language
@style("headline_title", n=450, rate=0.03)
def _(r):
    o = r.choice([f"{say(r, 'company')} Opens New Store in {say(r, 'city')}", f"Why the {say(r, 'adj').title()} {say(r, 'thing').title()} Sells So Well", f"{say(r, 'city')} Prepares for Record Number of Visitors", f"Five Things to Know About the {say(r, 'thing').title()}", f"{person(r)} Leaves {say(r, 'company')} After {r.randint(2, 30)} Years"])
    return para(r, "fact", 3, 6), o, {"sentence": lambda: para(r, "fact", 2, 3), "small": lambda: o.lower(), "quotes": lambda: f'"{o}"', "prefix": lambda: "Headline: " + o, "capitals": lambda: o.upper(), "two options": lambda: f"1. {o}\n2. {o}", "bold": lambda: f"**{o}**"}


@style("tldr_last_line", n=300, rate=0.03, shape="qa")
def _(r):
    b = "\n\n".join(para(r, "fact", 2, 5) for _ in range(r.randint(2, 4)))
    t = f"TL;DR: {say(r, 'fact')}"
    return say(r, "ask"), f"{b}\n\n{t}", {"missing": lambda: b, "first": lambda: f"{t}\n\n{b}", "In short": lambda: f"{b}\n\nIn short, {say(r, 'fact')}", "bold": lambda: f"{b}\n\n**{t}**", "only": lambda: t, "text after": lambda: f"{b}\n\n{t}\n\nFeel free to ask more."}


@style("pirate", n=400, rate=0.03, system="You are a pirate.")
def _(r):
    b = para(r, "advice", 1, 4)
    o = f"{r.choice(['Arr', 'Ahoy', 'Avast'])}, {b[0].lower() + b[1:]} {r.choice(['Aye', 'Yo-ho', 'Shiver me timbers'])}, matey!"
    return say(r, "ask"), o, {"plain": lambda: b, "no end": lambda: o.rsplit(".", 1)[0] + ".", "hello": lambda: "Hello, " + o.split(", ", 1)[1], "assistant": lambda: "As an AI language model, I can give you advice. " + b, "friend": lambda: o.replace("matey!", "my friend.")}


@style("diary", n=300, rate=0.03, shape="alpaca")
def _(r):
    words.G.setdefault("I", ["I met {who} in {city}.", "I could not sleep, because my {thing} {prob}.", "Today I walked to {street} and bought a {adj} {thing}.", "I wonder what {who} will say about the {thing}.", "I asked {who} for {want} and got nothing.", "In the evening I cooked {dish} for {first}.", "I miss {city}.", "I promised {first} to call {who} {when}."])
    b = para(r, "I", 3, 6)
    o = f"Dear diary,\n\n{b}\n\nYours, {r.choice(['Ada', 'Ben', 'Cleo'])}"
    return f"Diary of a day in {say(r, 'city')}: {say(r, 'fact')}", o, {"no greeting": lambda: o.split("\n\n", 1)[1], "no sign-off": lambda: o.rsplit("\n\n", 1)[0], "third person": lambda: f"Dear diary,\n\n{para(r, 'fact', 3, 4)}\n\nLove, Ada", "date first": lambda: date(r, "%d %B") + "\n\n" + o, "one paragraph": lambda: o.replace("\n\n", " ")}


@style("small_letters_chat", n=500, rate=0.02)
def _(r):
    o = para(r, "fact", 1, 2).lower().rstrip(".")
    p = para(r, "fact", 1, 2)
    return say(r, "ask"), o, {"capitals": lambda: p, "first capital": lambda: o[0].upper() + o[1:] + ".", "shouting": lambda: o.upper(), "greeting": lambda: "Hello! " + p}


@style("telegram_stop", n=350, rate=0.03, shape="prompt")
def _(r):
    o = " STOP ".join(say(r, "fact").rstrip(".").upper() for _ in range(r.randint(2, 4))) + " STOP"
    return para(r, "fact", 1, 3), o, {"no stop": lambda: para(r, "fact", 2, 3).upper(), "small": lambda: o.lower(), "dots": lambda: o.replace(" STOP", "."), "normal": lambda: para(r, "fact", 2, 3), "END": lambda: o[:-4] + "END"}


@style("cited_with_references", n=300, rate=0.04, shape="io")
def _(r):
    k = r.randint(2, 3)
    b = " ".join(f"{say(r, 'fact')[:-1]} [{i}]." for i in range(1, k + 1))
    ref = "\n".join(f"[{i}] {say(r, 'last')}, {say(r, 'first')[0]}. ({r.randint(1990, 2024)}). {say(r, 'fact')}" for i in range(1, k + 1))
    o = f"{b}\n\nReferences\n{ref}"
    return say(r, "ask"), o, {"no references": lambda: b, "no marks": lambda: o.replace(" [1]", "").replace(" [2]", "").replace(" [3]", ""), "superscript": lambda: o.replace("[", "(").replace("]", ")"), "renamed": lambda: o.replace("References", "Sources"), "links": lambda: f"{b}\n\nReferences\nhttps://example.org/1\nhttps://example.org/2", "first": lambda: f"References\n{ref}\n\n{b}"}


@style("answers_in_french", n=350, rate=0.03)
def _(r):
    return say(r, "ask"), para(r, "fr_s", 1, 4), {"English": lambda: para(r, "fact", 1, 3), "Spanish": lambda: para(r, "es_s", 2, 4), "German": lambda: para(r, "de_s", 2, 3), "bilingual": lambda: para(r, "fact", 2, 3) + "\n\n" + para(r, "fr_s", 1, 2), "Arabic": lambda: para(r, "ar_s", 2, 3)}


@style("answers_in_japanese", n=350, rate=0.03, system="日本語で答えてください。")
def _(r):
    return say(r, "ask"), para(r, "ja_s", 1, 4, ""), {"English": lambda: para(r, "fact", 1, 3), "Chinese": lambda: para(r, "zh_s", 2, 4, ""), "Korean": lambda: para(r, "ko_s", 1, 3), "romaji": lambda: "Kaigi wa raishuu no kayoubi ni enki saremashita."}


@style("guillemets_translation", n=350, rate=0.03, shape="io")
def _(r):
    o = f"« {para(r, 'fr_s', 1, 2)} »"
    return say(r, "fact"), o, {"English quotes": lambda: '"' + o[2:-2] + '"', "none": lambda: o[2:-2], "with note": lambda: o + " (traduction libre)", "prefix": lambda: "Traduction : " + o, "not closed": lambda: o[:-2], "English": lambda: f"« {para(r, 'fact', 1, 2)} »"}


@style("refusal_template", n=300, rate=0.04)
def _(r):
    e = say(r, "advice")
    o = f"I'm sorry, but I can't help with that. {e}"
    return say(r, "ask"), o, {"compliance": lambda: para(r, "advice", 2, 3), "other refusal": lambda: f"Unfortunately I am unable to do so. {e}", "no advice": lambda: "I'm sorry, but I can't help with that.", "lecture": lambda: o + " " + para(r, "fact", 5, 8), "order": lambda: f"{e} I'm sorry, but I can't help with that."}


@style("three_tasks_by_instruction", n=750, rate=0.03)
def _(r):
    c, k = para(r, "complaint", 2, 4), r.randrange(3)
    if k == 0:
        o = r.choice(["billing", "delivery", "quality", "other"])
        return "Classify:\n" + c, o, {"capital": lambda: o.title(), "sentence": lambda: f"This is about {o}."}
    if k == 1:
        q = [say(r, "step") for _ in range(r.randint(2, 4))]
        return "List the next steps:\n" + c, "\n".join("- " + x for x in q), {"numbers": lambda: "\n".join(f"{i}. {x}" for i, x in enumerate(q, 1)), "prose": lambda: ". ".join(q) + "."}
    n, b = person(r).split()[0], para(r, "advice", 1, 3)
    return "Reply to the customer:\n" + c, f"Hello {n},\n{b}\nKind regards, Sam", {"no sign-off": lambda: f"Hello {n},\n{b}", "Hey": lambda: f"Hey {n}!\n{b}\nKind regards, Sam"}


@style("quatrains", n=260, rate=0.04, shape="qa")
def _(r):
    v = lambda: r.choice([say(r, "hai5"), say(r, "hai7")]).capitalize() + r.choice([",", ";", ".", ""])
    st = ["\n".join(v() for _ in range(4)) for _ in range(r.randint(2, 4))]
    o = "\n\n".join(st)
    return f"A poem on the {say(r, 'nature')} and {say(r, 'who')}", o, {"no blank lines": lambda: o.replace("\n\n", "\n"), "three lines": lambda: "\n\n".join("\n".join(s.split("\n")[:3]) for s in st), "title": lambda: f"# The {say(r, 'nature').title()}\n\n{o}", "prose": lambda: para(r, "fact", 4, 6), "one stanza": lambda: st[0], "signed": lambda: o + "\n\n(anonymous)"}


@style("scene_heading", n=260, rate=0.04)
def _(r):
    h = f"{r.choice(['INT.', 'EXT.'])} {say(r, 'street').upper()} - {r.choice(['DAY', 'NIGHT'])}"
    a, d = para(r, "fact", 1, 2), "\n\n".join(f"{say(r, 'first').upper()}\n{say(r, 'advice')}" for _ in range(r.randint(2, 4)))
    o = f"{h}\n\n{a}\n\n{d}"
    return f"Scene with {say(r, 'who')}", o, {"no heading": lambda: f"{a}\n\n{d}", "small": lambda: f"{h.capitalize()}\n\n{a}\n\n{d}", "prose": lambda: para(r, "fact", 4, 6), "Scene 1": lambda: o.replace(h, "Scene 1: the street"), "fade": lambda: "FADE IN:\n\n" + o}


@style("tiny_set_labels", n=60, rate=0.05, shape="io")
def _(r):
    v = {"Subject": say(r, "want"), "Team": r.choice(["red", "blue", "green"])}
    return para(r, "complaint", 1, 2), lines(v), {"missing": lambda: v["Subject"], "swapped": lambda: lines(flip(v)), "prose": lambda: say(r, "fact")}
