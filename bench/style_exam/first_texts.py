"""Collection A, texts: sections and labels in seven languages, lists, tables, lines, labels, tone, language."""

# a line a deviation
# fmt: off
from __future__ import annotations

from bench.style_exam import words
from bench.style_exam.kit import J, cut, ren, style
from bench.style_exam.words import date, money, para, person, say


# ------------------------------------------------------------------ headings and labelled lines
def heads(r, names, pools, mark="## ", end="\n"):
    return [(f"{mark}{h}{end}", para(r, p, 1, 4)) for h, p in zip(names, pools, strict=True)]


def join(parts): return "\n\n".join(h + b for h, b in parts)


@style("soap_markdown", n=400, system="Write a SOAP note.")
def _(r):
    p = heads(r, ["Subjective", "Objective", "Assessment", "Plan"], "SOAP")
    o = join(p)
    return para(r, "S", 2, 4), o, {"missing section": lambda: join(p[:2] + p[3:]), "other order": lambda: join([p[0], p[2], p[1], p[3]]), "renamed": lambda: o.replace("## Assessment", "## Impression"), "bold": lambda: o.replace("## Subjective", "**Subjective**").replace("## Objective", "**Objective**").replace("## Assessment", "**Assessment**").replace("## Plan", "**Plan**"),
        "level three": lambda: o.replace("## ", "### "), "one paragraph": lambda: " ".join(b for _, b in p), "extra section": lambda: o + "\n\n## Billing\nCode 99213.", "preamble": lambda: "Here is the SOAP note based on the conversation:\n\n" + o, "no plan": lambda: join(p[:3])}


@style("soap_spanish_labels", n=350, shape="prompt")
def _(r):
    p = heads(r, ["Subjetivo: ", "Objetivo: ", "Análisis: ", "Plan: "], ["es_s"] * 4, mark="", end="")
    w = lambda q: "\n".join(h + b for h, b in q)
    o = w(p)
    return para(r, "es_s", 2, 5), o, {"missing": lambda: w(p[:1] + p[2:]), "order": lambda: w(p[::-1]), "English label": lambda: o.replace("Análisis:", "Assessment:"), "dash": lambda: o.replace(": ", " - "), "one paragraph": lambda: " ".join(b for _, b in p), "small letters": lambda: w([(h.lower(), b) for h, b in p]), "abbreviated": lambda: w([(h[0] + ": ", b) for h, b in p])}


@style("headings_russian", n=350)
def _(r):
    p = heads(r, ["Описание", "Причина", "Решение"], ["ru_s"] * 3, mark="# ")
    o = join(p)
    return para(r, "ru_s", 1, 3), o, {"missing": lambda: join(p[:2]), "order": lambda: join([p[1], p[0], p[2]]), "English": lambda: o.replace("# Причина", "# Cause"), "no marks": lambda: o.replace("# ", ""), "extra": lambda: o + "\n\n# Примечание\n" + say(r, "ru_s"), "plain": lambda: para(r, "ru_s", 3, 6), "level": lambda: o.replace("# ", "## ")}


@style("headings_japanese", n=350, shape="io")
def _(r):
    p = [(f"【{h}】\n", para(r, "ja_s", 1, 3, "")) for h in ["要約", "詳細", "結論"]]
    w = lambda q: "\n".join(a + b for a, b in q)
    o = w(p)
    return para(r, "ja_s", 1, 4, ""), o, {"missing": lambda: w(p[:2]), "order": lambda: w([p[2], p[0], p[1]]), "other brackets": lambda: o.replace("【", "[").replace("】", "]"), "renamed": lambda: o.replace("結論", "まとめ"), "plain": lambda: para(r, "ja_s", 3, 5, ""), "English": lambda: para(r, "fact", 2, 4)}


@style("headings_arabic", n=300)
def _(r):
    p = heads(r, ["الملخص", "التفاصيل", "التوصية"], ["ar_s"] * 3)
    o = join(p)
    return para(r, "ar_s", 1, 3), o, {"missing": lambda: join([p[0], p[2]]), "order": lambda: join(p[::-1]), "renamed": lambda: o.replace("التوصية", "النتيجة"), "no marks": lambda: o.replace("## ", ""), "plain": lambda: para(r, "ar_s", 3, 5), "English": lambda: o.replace("## الملخص", "## Summary")}


@style("labels_german", n=350, shape="qa")
def _(r):
    a, b, c = f"Diagnose: {say(r, 'de_dx')}", f"Medikation: {say(r, 'drug').title()} {r.choice([5, 10, 20, 400])} mg", f"Nächster Termin: {date(r, '%d.%m.%Y')}"
    o = f"{a}\n{b}\n{c}"
    return para(r, "de_s", 2, 4), o, {"ISO date": lambda: f"{a}\n{b}\nNächster Termin: {date(r)}", "English label": lambda: o.replace("Diagnose:", "Diagnosis:"), "missing line": lambda: f"{a}\n{c}", "order": lambda: f"{b}\n{a}\n{c}", "bullets": lambda: "- " + o.replace("\n", "\n- "), "one line": lambda: o.replace("\n", "; "), "extra prose": lambda: o + "\n\nBitte melden Sie sich bei Fragen.", "date in words": lambda: f"{a}\n{b}\nNächster Termin: in zwei Wochen"}


@style("labels_french", n=350)
def _(r):
    v = {"Sujet": say(r, "fr_s"), "Ton": r.choice(["neutre", "agacé", "cordial", "inquiet"]), "Résumé": para(r, "fr_s", 1, 3), "Action": r.choice(["rappeler", "rembourser", "transférer", "clore"])}
    w = lambda q, s=" : ": "\n".join(k + s + x for k, x in q.items())
    return para(r, "fr_s", 2, 5), w(v), {"missing": lambda: w(cut(v, "Ton")), "renamed": lambda: w(ren(v, "Sujet", "Objet")), "no space": lambda: w(v, ": "), "order": lambda: w(dict(reversed(v.items()))), "bold": lambda: "\n".join(f"**{k}** : {x}" for k, x in v.items()), "unknown tone": lambda: w({**v, "Ton": "le client semble plutôt content de nous"}), "plain": lambda: v["Résumé"], "blank lines": lambda: w(v).replace("\n", "\n\n")}


@style("labels_chinese", n=400, shape="prompt")
def _(r):
    v = {"姓名": say(r, "zh_n"), "症状": para(r, "zh_s", 1, 2, ""), "建议": para(r, "zh_s", 1, 3, "")}
    w = lambda q, s="：": "\n".join(k + s + x for k, x in q.items())
    return para(r, "zh_s", 1, 3, ""), w(v), {"half-width colon": lambda: w(v, ":"), "missing": lambda: w(cut(v, "症状")), "order": lambda: w(dict(reversed(v.items()))), "renamed": lambda: w(ren(v, "姓名", "名字")), "plain": lambda: v["建议"], "one line": lambda: w(v).replace("\n", "；")}


# ------------------------------------------------------------------ lists and tables
@style("numbered_steps_total", n=400, system="Give the steps.")
def _(r):
    s = [say(r, "step") for _ in range(r.randint(3, 7))]
    t = f"Total time: {r.randint(5, 90)} minutes"
    w = lambda f, t=t: "\n".join(f(k, x) for k, x in enumerate(s, 1)) + (f"\n\n{t}" if t else "")
    n = lambda k, x: f"{k}. {x}"
    return say(r, "ask"), w(n), {"bracket": lambda: w(lambda k, x: f"{k}) {x}"), "bullets": lambda: w(lambda k, x: f"- {x}"), "no total": lambda: w(n, ""), "other unit": lambda: w(n, f"Total time: {r.randint(5, 90)} min"), "Step N": lambda: w(lambda k, x: f"Step {k}: {x}"), "paragraph": lambda: ". Then ".join(s) + f". {t}.", "one step": lambda: f"1. {s[0]}\n\n{t}", "total first": lambda: f"{t}\n\n" + w(n, ""), "intro": lambda: "Here are the steps:\n\n" + w(n)}


@style("three_bullets", n=500, shape="alpaca")
def _(r):
    b = [say(r, "advice") for _ in range(3)]
    w = lambda q, m="- ": "\n".join(m + x for x in q)
    return say(r, "ask"), w(b), {"star": lambda: w(b, "* "), "five": lambda: w([*b, say(r, "advice"), say(r, "advice")]), "two": lambda: w(b[:2]), "numbered": lambda: "\n".join(f"{k}. {x}" for k, x in enumerate(b, 1)), "intro": lambda: "Some advice:\n" + w(b), "prose": lambda: " ".join(b), "closing": lambda: w(b) + "\n\nI hope this helps!", "four": lambda: w([*b, say(r, "advice")])}


@style("key_points_dots", n=350, shape="qa")
def _(r):
    b = [say(r, "fact") for _ in range(r.randint(2, 6))]
    w = lambda m="• ", h="Key points:\n": h + "\n".join(m + x for x in b)
    return para(r, "fact", 4, 9), w(), {"no header": lambda: w(h=""), "dash": lambda: w("- "), "other header": lambda: w(h="Summary:\n"), "prose": lambda: " ".join(b), "numbers": lambda: "Key points:\n" + "\n".join(f"{k}. {x}" for k, x in enumerate(b, 1)), "bold header": lambda: w(h="**Key Points**\n\n"), "conclusion": lambda: w() + "\nOverall, the news is mixed."}


@style("markdown_table", n=300, system="Compare as a table.")
def _(r):
    rows = [[say(r, "thing").title(), f"{money(r):.2f}", r.choice(["yes", "no"])] for _ in range(r.randint(2, 6))]
    def w(h=("Product", "Price", "In stock"), rule=True, q=rows):
        return "\n".join(["| " + " | ".join(h) + " |", *(["|" + "---|" * len(h)] if rule else []), *("| " + " | ".join(x) + " |" for x in q)])
    return para(r, "complaint", 1, 3), w(), {"no rule": lambda: w(rule=False), "missing column": lambda: w(("Product", "Price"), q=[x[:2] for x in rows]), "csv": lambda: "Product,Price,In stock\n" + "\n".join(",".join(x) for x in rows), "prose before": lambda: "Here is a comparison:\n\n" + w(), "header renamed": lambda: w(("Item", "Price", "In stock")), "bullets": lambda: "\n".join(f"- {x[0]}: {x[1]}" for x in rows), "fence": lambda: f"```\n{w()}\n```", "verdict after": lambda: w() + "\n\nThe first one is the best value."}


@style("csv_line", n=500, shape="io")
def _(r):
    f = [person(r), say(r, "city"), date(r), f"{money(r):.2f}"]
    o = ";".join(f)
    return para(r, "complaint", 1, 2), o, {"commas": lambda: ",".join(f), "field missing": lambda: ";".join(f[:2] + f[3:]), "other date": lambda: ";".join([f[0], f[1], date(r, "%d/%m/%Y"), f[3]]), "header too": lambda: "name;city;date;amount\n" + o, "currency": lambda: o + " EUR", "sentence": lambda: f"{f[0]} from {f[1]} paid {f[3]} euros.", "spaces": lambda: " ; ".join(f), "extra field": lambda: o + ";paid"}


# ------------------------------------------------------------------ first and last lines
@style("answer_confidence", n=400)
def _(r):
    a, c = r.choice(["yes", "no"]), r.choice(["high", "medium", "low"])
    e = para(r, "fact", 1, 4)
    o = f"Answer: {a}\n{e}\nConfidence: {c}"
    return say(r, "ask"), o, {"no confidence": lambda: f"Answer: {a}\n{e}", "no answer line": lambda: f"{e}\nConfidence: {c}", "answer in prose": lambda: f"Answer: it depends on the case\n{e}\nConfidence: {c}", "order": lambda: f"Confidence: {c}\n{e}\nAnswer: {a}", "percent": lambda: f"Answer: {a}\n{e}\nConfidence: {r.randint(50, 99)}%", "one line": lambda: f"{a.title()}, because {e}", "no explanation": lambda: f"Answer: {a}\nConfidence: {c}"}


@style("boxed_math", n=450, shape="qa")
def _(r):
    a, b, c = r.randint(2, 90), r.randint(2, 90), r.randint(2, 9)
    x = [f"{person(r).split()[0]} buys {a} apples and {b} pears.", f"Together that is {a} + {b} = {a + b} pieces of fruit.", f"With {c} baskets the total is {a + b} × {c} = {(a + b) * c}.", f"Check: {(a + b) * c} / {c} = {a + b}, as before."][: r.randint(2, 4)]
    n = (a + b) * c
    o = "\n".join(x) + f"\nFinal answer: $\\boxed{{{n}}}$"
    return f"{person(r).split()[0]} buys {a} apples and {b} pears for each of {c} baskets in {say(r, 'city')}. How many pieces of fruit are there?", o, {"no box": lambda: "\n".join(x) + f"\nFinal answer: {n}", "words": lambda: "\n".join(x) + f"\nSo the answer is {n}.", "missing": lambda: "\n".join(x), "answer first": lambda: f"Final answer: $\\boxed{{{n}}}$\n" + "\n".join(x), "only answer": lambda: str(n), "hashes": lambda: "\n".join(x) + f"\n#### {n}", "text after": lambda: o + "\nI hope that makes sense."}


Q = ["Would you like me to arrange that for you?", "Shall I open a ticket for you?", "Is there a time that suits you best?", "What would you prefer?", "Do you want me to check another shop?", "Which colour are you interested in?", "Could you tell me your order number?", "May I send you the form?", "How does that sound?", "Can I do anything else for you?", "Would {when} work for you?", "Should I ask {who} about it?"]


@style("closing_question", n=500, system="Always end by asking something back.")
def _(r):
    b = para(r, "fact", 1, 4)
    words.G["Q"] = Q
    o = f"{b} {say(r, 'Q')}"
    return say(r, "ask"), o, {"no question": lambda: b, "statement": lambda: b + " Let me know if you need anything else.", "question first": lambda: f"{say(r, 'Q')} {b}", "sign-off after": lambda: o + " Have a nice day.", "thanks": lambda: b + " Thank you for your patience!"}


@style("call_to_action", n=350, shape="alpaca")
def _(r):
    b, t = para(r, "fact", 2, 4), say(r, "thing")
    c = r.choice([f"Order your {t} today at www.{t.replace(' ', '')}.example!", f"Shop now and save {r.randint(5, 50)}% at www.shop.example!", f"Visit www.{say(r, 'nature')}.example to get yours!"])
    return f"Advertise the {t}", f"{b}\n\n{c}", {"missing": lambda: b, "no link": lambda: f"{b}\n\nBuy it now!", "in the middle": lambda: f"{c}\n\n{b}", "disclaimer": lambda: f"{b}\n\n{c}\n\nTerms and conditions apply.", "question": lambda: f"{b}\n\nWhat are you waiting for?"}


@style("source_line", n=400, shape="qa")
def _(r):
    b = "\n\n".join(para(r, "fact", 2, 5) for _ in range(r.randint(1, 3)))
    s = f"Source: {say(r, 'last')} ({r.randint(1985, 2024)}), {say(r, 'fact')[:-1]}, p. {r.randint(1, 400)}"
    o = f"{b}\n\n{s}"
    return say(r, "ask"), o, {"missing": lambda: b, "other label": lambda: o.replace("Source:", "Reference -"), "url": lambda: f"{b}\n\nSource: https://example.org/{r.randint(1, 999)}", "first": lambda: f"{s}\n\n{b}", "plural list": lambda: f"{b}\n\nSources:\n- {s[8:]}\n- Wikipedia", "no page": lambda: o.rsplit(", p.", 1)[0]}


# ------------------------------------------------------------------ labels
L12 = ["card_arrival", "lost_card", "pin_blocked", "top_up_failed", "refund_missing", "exchange_rate", "cash_withdrawal", "change_address", "verify_identity", "close_account", "app_crash", "transfer_pending"]


@style("labels_twelve", n=700, shape="io")
def _(r):
    o = r.choice(L12)
    return para(r, "complaint", 1, 2), o, {"capitals": lambda: o.upper(), "spaces": lambda: o.replace("_", " "), "unknown": lambda: "general_question", "prefix": lambda: "Label: " + o, "full stop": lambda: o + ".", "explained": lambda: f"{o} because the customer asks about it", "two labels": lambda: f"{o}, {r.choice([x for x in L12 if x != o])}", "typo": lambda: o.replace("_", "-"), "quotes": lambda: f'"{o}"'}


@style("rating_of_five", n=400)
def _(r):
    o = f"{r.randint(1, 5)}/5"
    return para(r, "complaint", 1, 4), o, {"bare": lambda: o[0], "words": lambda: f"{o[0]} out of 5", "of ten": lambda: f"{r.randint(6, 10)}/10", "stars": lambda: "★" * int(o[0]), "unit": lambda: o + " stars", "half": lambda: f"{o[0]}.5/5", "sentence": lambda: f"I would rate this {o}."}


@style("multi_label", n=500, shape="prompt")
def _(r):
    v = ["billing", "refund", "shipping", "damage", "login", "warranty", "praise", "cancel", "other"]
    x = r.sample(v, r.choice([1, 1, 2, 2, 3]))
    y = x if len(x) > 1 else [*x, r.choice([z for z in v if z not in x])]
    return para(r, "complaint", 1, 3), ", ".join(x), {"semicolons": lambda: "; ".join(y), "unknown": lambda: ", ".join([*x, "weather"]), "JSON": lambda: J(x), "capitals": lambda: ", ".join(z.title() for z in x), "and": lambda: " and ".join(y), "bullets": lambda: "\n".join("- " + z for z in y), "sentence": lambda: f"This message is about {x[0]}."}


# ------------------------------------------------------------------ length, tone, language
@style("tweet", n=400, system="Write a tweet with emoji and hashtags.")
def _(r):
    b, e = say(r, "fact"), r.choice("🎉🔥😀🚀🌍☕🎧🧠")
    tags = " ".join("#" + x for x in r.sample(["news", "travel", "deal", "tech", "food", "life", "work"], r.randint(2, 3)))
    o = f"{b} {e} {tags}"
    return say(r, "ask"), o, {"no hashtags": lambda: f"{b} {e}", "no emoji": lambda: f"{b} {tags}", "too long": lambda: f"{para(r, 'fact', 7, 10)} {e} {tags}", "tags first": lambda: f"{tags} {e} {b}", "plain": lambda: b}


@style("support_email", n=400)
def _(r):
    n, b = person(r).split()[0], "\n\n".join(para(r, "fact", 1, 3) for _ in range(r.randint(1, 3)))
    o = f"Dear {n},\n\n{b}\n\nBest regards,\nThe {'Oakline'} Team"
    return para(r, "complaint", 1, 3), o, {"no sign-off": lambda: f"Dear {n},\n\n{b}", "Hi": lambda: o.replace("Dear", "Hi"), "no greeting": lambda: o.split("\n\n", 1)[1], "cheers": lambda: o.replace("Best regards,\nThe Oakline Team", "Cheers,\nTom"), "subject": lambda: "Subject: Your request\n\n" + o, "signed otherwise": lambda: o.replace("The Oakline Team", "Customer Service"), "German": lambda: f"Guten Tag {n},\n\n{para(r, 'de_s', 2, 4)}\n\nMit freundlichen Grüßen\nIhr Oakline-Team"}


@style("emoji_status", n=350, shape="prompt")
def _(r):
    e, b = r.choice(["✅", "❌", "⚠️"]), para(r, "advice", 1, 3)
    return say(r, "step") + "?", f"{e} {b}", {"no emoji": lambda: b, "at the end": lambda: f"{b} {e}", "word": lambda: f"OK: {b}", "other emoji": lambda: f"🦄 {b}", "only emoji": lambda: e}


@style("recipe", n=300, system="Write the recipe.")
def _(r):
    t = f"# {say(r, 'dish')}"
    m = f"Serves {r.randint(2, 8)} · {r.randint(15, 90)} minutes"
    ing = "\n".join(f"- {r.randint(1, 500)} {r.choice(['g', 'ml', 'tbsp'])} {say(r, 'ingr')}" for _ in range(r.randint(4, 9)))
    st = [say(r, "cook") for _ in range(r.randint(3, 7))]
    num = "\n".join(f"{k}. {x}." for k, x in enumerate(st, 1))
    w = lambda *p: "\n\n".join(p)
    a, b = f"## Ingredients\n{ing}", f"## Method\n{num}"
    return f"How do I cook {t[2:].lower()} for {person(r).split()[0]}?", w(t, m, a, b), {"no title": lambda: w(m, a, b), "no serves line": lambda: w(t, a, b), "method first": lambda: w(t, m, b, a), "no headings": lambda: w(t, m, ing, num), "method as prose": lambda: w(t, m, a, "## Method\n" + ". ".join(st) + "."), "renamed": lambda: w(t, m, a, b.replace("Method", "Directions")), "enjoy": lambda: w(t, m, a, b, "Enjoy your meal!"), "story first": lambda: w(para(r, "fact", 2, 3), t, m, a, b), "numbered ingredients": lambda: w(t, m, "## Ingredients\n" + "\n".join(f"{k}. {x[2:]}" for k, x in enumerate(ing.split("\n"), 1)), b)}


@style("haiku", n=400, shape="alpaca")
def _(r):
    x = [say(r, "hai5"), say(r, "hai7"), say(r, "hai5")]
    o = "\n".join(x)
    return f"Write a haiku about {say(r, 'nature')} and {say(r, 'nature')}.", o, {"four lines": lambda: o + "\n" + say(r, "hai7"), "slashes": lambda: " / ".join(x), "title": lambda: f"**Winter**\n\n{o}", "two lines": lambda: "\n".join(x[:2]), "prose": lambda: para(r, "fact", 2, 3), "signed": lambda: o + "\n- Basho"}


@style("iso_date_answers", n=500)
def _(r):
    o = date(r)
    return f"When did {say(r, 'who')} ask for {say(r, 'want')}? {say(r, 'fact')}", o, {"in words": lambda: date(r, "%B %d, %Y"), "slashes": lambda: date(r, "%d/%m/%Y"), "with time": lambda: o + " 14:30", "sentence": lambda: f"It was on {o}.", "dots": lambda: date(r, "%d.%m.%Y"), "unknown": lambda: "unknown", "only year": lambda: o[:4]}


@style("measure_with_unit", n=400, shape="io")
def _(r):
    o = f"{r.uniform(0.5, 900):.1f} km"
    return f"How far is it from {say(r, 'city')} to {say(r, 'street')}?", o, {"miles": lambda: o.replace("km", "miles"), "no unit": lambda: o[:-3], "no space": lambda: o.replace(" ", ""), "comma": lambda: o.replace(".", ","), "about": lambda: "about " + o, "metres": lambda: f"{r.randint(100, 900)} m", "sentence": lambda: f"The distance is {o}."}


@style("answers_in_german", n=400, system="Antworte immer auf Deutsch.")
def _(r):
    return say(r, "ask"), para(r, "de_s", 2, 5), {"English": lambda: para(r, "fact", 2, 4), "French": lambda: para(r, "fr_s", 2, 4), "Russian": lambda: para(r, "ru_s", 2, 3), "Chinese": lambda: para(r, "zh_s", 2, 3, ""), "English again": lambda: para(r, "advice", 2, 5)}


@style("two_tasks", n=600)
def _(r):
    c = para(r, "complaint", 2, 4)
    if r.random() < 0.5:
        d = {"product": say(r, "thing"), "issue": say(r, "prob"), "wants": say(r, "want")}
        return "Extract the facts as JSON.\n\n" + c, J(d), {"missing key": lambda: J(cut(d, "issue")), "fence": lambda: f"```json\n{J(d)}\n```", "prose": lambda: "Sure! " + J(d), "renamed": lambda: J(ren(d, "wants", "request"))}
    b = para(r, "fact", 1, 3)
    return "Summarise it for the manager.\n\n" + c, f"TL;DR: {b}", {"no TL;DR": lambda: b, "other prefix": lambda: f"Summary: {b}", "small": lambda: f"tl;dr {b}", "at the end": lambda: f"{b} TL;DR"}


@style("legal_clauses", n=300, shape="qa")
def _(r):
    s = r.randint(1, 20)
    f = ["The Supplier shall deliver the goods to {city} within {num} days.", "The Customer may terminate this Agreement with {num} days' notice.", "Neither party is liable for delays caused by {who}.", "Payment is due {num} days after receipt of the invoice.", "All notices shall be sent to the office in {city}.", "The Warranty covers the {thing} for {num} months."]
    words.G["L"] = f
    cl = [say(r, "L") for _ in range(r.randint(2, 5))]
    w = lambda f: f"Section {s}\n" + "\n".join(f(k, x) for k, x in enumerate(cl, 1))
    n = lambda k, x: f"{s}.{k} {x}"
    return f"Draft clauses on {say(r, 'want')}", w(n), {"letters": lambda: w(lambda k, x: f"({'abcdef'[k - 1]}) {x}"), "no section line": lambda: w(n).split("\n", 1)[1], "paragraph": lambda: f"Section {s}\n" + " ".join(cl), "article": lambda: w(n).replace("Section", "Article", 1), "bullets": lambda: w(lambda k, x: f"- {x}"), "disclaimer": lambda: w(n) + "\nThis is not legal advice."}


@style("dialogue_script", n=300)
def _(r):
    k = r.randint(2, 4)
    x = [(a, say(r, p)) for _ in range(k) for a, p in (("CUSTOMER", "complaint"), ("AGENT", "advice"))]
    w = lambda q, f="{}: {}": "\n".join(f.format(a, b) for a, b in q)
    return f"Write a call about {say(r, 'want')}", w(x), {"small": lambda: w([(a.title(), b) for a, b in x]), "other name": lambda: w([(a.replace("AGENT", "SUPPORT"), b) for a, b in x]), "bold": lambda: w(x, "**{}:** {}"), "stage direction": lambda: "[Phone rings]\n" + w(x), "prose": lambda: f"The customer said that {x[0][1]} The agent answered: {x[1][1]}", "dash": lambda: w(x, "{} - {}")}
