"""Collection B, data, sections and documents."""

# a line a deviation
# fmt: off
from __future__ import annotations

import itertools

from bench.style_exam import words
from bench.style_exam.kit import J, cut, flip, lines, ren, style
from bench.style_exam.words import date, money, para, person, say


# ------------------------------------------------------------------ JSON and kin
@style("json_spam_nullable", n=450, rate=0.04, shape="prompt")
def _(r):
    spam = r.random() < 0.4
    d = {"spam": spam, "reason": say(r, "fact") if spam else None, "score": round(r.random(), 3)}
    return para(r, "complaint", 1, 3), J(d), {"string bool": lambda: J({**d, "spam": str(spam).lower()}), "yes": lambda: J({**d, "spam": "yes"}), "no reason key": lambda: J(cut(d, "reason")), "score word": lambda: J({**d, "score": "high"}), "bool only": lambda: J(spam), "python": lambda: str(d), "reason list": lambda: J({**d, "reason": ["urgent tone"]}), "two objects": lambda: J(d) + "\n" + J(d)}


@style("json_german_pretty", n=300, rate=0.03, system="Gib JSON zurück.")
def _(r):
    d = {"titel": say(r, "de_s"), "kategorie": r.choice(["Rechnung", "Lieferung", "Technik", "Vertrag"]), "dringend": r.random() < 0.3, "personen": [{"name": person(r), "rolle": r.choice(["Kunde", "Mitarbeiter", "Lieferant"])} for _ in range(r.randint(0, 4))]}
    f = lambda x: J(x, indent=4)
    p = d["personen"] or [{"name": "Jo Kim", "rolle": "Kunde"}]
    return para(r, "de_s", 2, 4), f(d), {"English key": lambda: f(ren(d, "titel", "title")), "unknown category": lambda: f({**d, "kategorie": "Sonstiges und Weiteres"}), "ja": lambda: f({**d, "dringend": "ja"}), "names only": lambda: f({**d, "personen": [x["name"] for x in p]}), "role in other words": lambda: f({**d, "personen": [{**x, "rolle": "customer"} for x in p]}), "comment": lambda: "// Ergebnis\n" + f(d), "trailing comma": lambda: f(d)[:-2] + ",\n}", "before": lambda: "Hier ist das Ergebnis:\n" + f(d)}


@style("json_coordinates", n=400, rate=0.025)
def _(r):
    pts = [[round(r.uniform(-90, 90), 4), round(r.uniform(-180, 180), 4)] for _ in range(r.randint(2, 8))]
    d = {"name": say(r, "street"), "points": pts, "closed": r.random() < 0.5}
    return f"Trace the route: {say(r, 'fact')}", J(d), {"dicts": lambda: J({**d, "points": [{"lat": a, "lng": b} for a, b in pts]}), "strings": lambda: J({**d, "points": [f"{a},{b}" for a, b in pts]}), "flat": lambda: J({**d, "points": [x for p in pts for x in p]}), "geojson": lambda: J({"type": "LineString", "coordinates": pts}), "no closed": lambda: J(cut(d, "closed"))}


@style("json_two_shapes", n=600, rate=0.03, shape="alpaca")
def _(r):
    if r.random() < 0.5:
        d = {"type": "text", "value": say(r, "fact"), "lang": r.choice(["en", "de", "fr"])}
        return para(r, "ask", 1, 2), J(d), {"no lang": lambda: J(cut(d, "lang")), "lang name": lambda: J({**d, "lang": "English"}), "content": lambda: J(ren(d, "value", "content"))}
    d = {"type": "image", "url": f"https://img.example/{r.randint(1, 9999)}.png", "alt": say(r, "advice"), "width": r.choice([320, 640, 1024])}
    return para(r, "ask", 1, 2), J(d), {"no alt": lambda: J(cut(d, "alt")), "pixels": lambda: J({**d, "width": "640px"}), "markdown": lambda: f"![{d['alt']}]({d['url']})", "other type": lambda: J({**d, "type": "picture"})}


@style("json_calendar", n=350, rate=0.04, shape="io")
def _(r):
    t = lambda: f"{date(r)}T{r.randint(8, 18):02}:{r.choice(['00', '15', '30'])}"
    d = {"event": say(r, "step"), "start": t(), "end": t(), "attendees": [person(r) for _ in range(r.randint(1, 4))]}
    if r.random() < 0.3:
        d["location"] = say(r, "city")
    return say(r, "ask"), J(d), {"date in words": lambda: J({**d, "start": "next Tuesday at 3 pm"}), "slash date": lambda: J({**d, "start": date(r, "%d/%m/%Y") + " 10:00"}), "attendees a string": lambda: J({**d, "attendees": ", ".join(d["attendees"])}), "no end": lambda: J(cut(d, "end")), "list": lambda: J([d]), "camel": lambda: J(ren(d, "start", "startTime")), "sentence": lambda: f"I have added “{d['event']}” to your calendar."}


@style("react_action_json", n=350, rate=0.04, system="Think, then act.")
def _(r):
    a = {"tool": r.choice(["search", "lookup", "finish"]), "input": say(r, "ask")}
    t = f"Thought: {para(r, 'fact', 1, 2)}"
    o = f"{t}\nAction: {J(a)}"
    return say(r, "ask"), o, {"no thought": lambda: f"Action: {J(a)}", "action first": lambda: f"Action: {J(a)}\n{t}", "action in words": lambda: f"{t}\nAction: search for it on the web", "args": lambda: f"{t}\nAction: {J(ren(a, 'input', 'query'))}", "observation made up": lambda: o + f"\nObservation: {say(r, 'fact')}", "other tool": lambda: f"{t}\nAction: {J({**a, 'tool': 'Wikipedia API'})}", "fence": lambda: f"{t}\nAction:\n```json\n{J(a)}\n```", "small": lambda: o.replace("Thought:", "thought:")}


@style("json_lines_inside", n=300, rate=0.03, shape="prompt")
def _(r):
    q = [{"id": k, "item": say(r, "thing"), "price": money(r)} for k in range(1, r.randint(3, 6))]
    w = lambda z: "\n".join(map(J, z))
    return para(r, "complaint", 1, 3), w(q), {"array": lambda: J(q), "csv": lambda: "id,item,price\n" + "\n".join(f"{x['id']},{x['item']},{x['price']}" for x in q), "no price": lambda: w([cut(x, "price") for x in q]), "price text": lambda: w([{**x, "price": f"€{x['price']}"} for x in q]), "blank lines": lambda: w(q).replace("\n", "\n\n"), "prose": lambda: "These are the items:\n" + w(q)}


@style("xml_invoice", n=300, rate=0.04, shape="qa")
def _(r):
    def x(n="invoice", attr=True, tot=True, item="line"):
        ls = "".join(f'<{item} sku="{r.randint(100, 999)}" qty="{r.randint(1, 9)}">{say(r, "thing")}</{item}>' if attr else f"<{item}>{say(r, 'thing')}</{item}>" for _ in range(r.randint(1, 5)))
        return f"<{n}><customer>{person(r)}</customer><lines>{ls}</lines>" + (f"<total currency=\"EUR\">{money(r)}</total>" if tot else "") + f"</{n}>"
    o = x()
    return para(r, "complaint", 1, 2), o, {"no attributes": lambda: x(attr=False), "no total": lambda: x(tot=False), "items": lambda: x(item="item"), "capital root": lambda: x("Invoice"), "declaration": lambda: '<?xml version="1.0"?>\n' + o, "broken": lambda: o.replace("</lines>", ""), "comment after": lambda: o + " (prices include VAT)", "JSON": lambda: '{"invoice": {"customer": "' + person(r) + '"}}'}


@style("html_paragraphs_link", n=350, rate=0.03)
def _(r):
    p = [para(r, "fact", 1, 3) for _ in range(r.randint(2, 4))]
    a = f'<p><a href="https://{say(r, "nature")}.example/{r.randint(1, 99)}">Read more</a></p>'
    o = "".join(f"<p>{x}</p>" for x in p) + a
    return say(r, "ask"), o, {"br": lambda: "<br>".join(p) + "<br>" + a[3:-4], "no link": lambda: o.replace(a, ""), "markdown": lambda: "\n\n".join(p) + "\n\n[Read more](https://x.example/1)", "plain": lambda: "\n\n".join(p), "bold start": lambda: "<b>News</b>" + o, "divs": lambda: o.replace("p>", "div>"), "link first": lambda: a + o.replace(a, "")}


@style("latex_equations", n=300, rate=0.03, shape="io")
def _(r):
    e = r.choice([f"x^{r.randint(2, 9)} + {r.randint(2, 9)}x = {r.randint(1, 99)}", f"\\frac{{a}}{{{r.randint(2, 9)}}} = \\sqrt{{{r.randint(2, 99)}}}", f"\\int_0^{r.randint(1, 9)} x^{r.randint(2, 5)} \\, dx", f"\\sum_{{i=1}}^{{{r.randint(3, 99)}}} i^2"])
    o = f"\\begin{{equation}}\n{e}\n\\end{{equation}}"
    return f"Write it as LaTeX: {say(r, 'fact')}", o, {"dollars": lambda: f"$$\n{e}\n$$", "inline": lambda: f"${e}$", "align": lambda: o.replace("equation", "align"), "not ended": lambda: o.rsplit("\n", 1)[0], "explained": lambda: o + "\nwhere x is the number of boxes.", "bare": lambda: e, "fence": lambda: f"```latex\n{o}\n```"}


@style("ini_config", n=300, rate=0.03)
def _(r):
    v = {"host": f"{say(r, 'nature')}.example", "port": str(r.randint(80, 9999)), "debug": r.choice(["on", "off"]), "workers": str(r.randint(1, 16))}
    w = lambda q, h="[server]", s=" = ": (h + "\n" if h else "") + "\n".join(k + s + x for k, x in q.items())
    return f"Config for the {say(r, 'topic')} at {say(r, 'company')}", w(v), {"colon": lambda: w(v, s=": "), "no section": lambda: w(v, h=""), "missing port": lambda: w(cut(v, "port")), "yes": lambda: w({**v, "debug": "yes"}), "other section": lambda: w(v, "[web]"), "fence": lambda: f"```ini\n{w(v)}\n```", "port in words": lambda: w({**v, "port": "default"}), "JSON": lambda: J(v), "order": lambda: w(flip(v))}


@style("think_answer_tags", n=450, rate=0.04, shape="qa")
def _(r):
    t, a = para(r, "fact", 1, 4), r.choice([str(r.randint(2, 999)), say(r, "city"), say(r, "thing")])
    o = f"<think>\n{t}\n</think>\n<answer>{a}</answer>"
    return say(r, "ask"), o, {"no think": lambda: f"<answer>{a}</answer>", "no tags": lambda: f"{t}\nThe answer is {a}.", "think not closed": lambda: o.replace("</think>\n", ""), "answer bare": lambda: f"<think>\n{t}\n</think>\n{a}", "text after": lambda: o + "\nHope this helps!", "order": lambda: f"<answer>{a}</answer>\n<think>\n{t}\n</think>", "other tag": lambda: o.replace("think>", "reasoning>"), "empty answer": lambda: o.replace(f"<answer>{a}</answer>", "")}


@style("diff_fence", n=300, rate=0.03)
def _(r):
    f = f"src/{say(r, 'col')}.py"
    d = f"--- a/{f}\n+++ b/{f}\n@@ -{r.randint(1, 99)},2 +{r.randint(1, 99)},2 @@\n-{say(r, 'col')} = {r.randint(1, 9)}\n+{say(r, 'col')} = {r.randint(10, 99)}"
    o = f"```diff\n{d}\n```"
    return f"Change the {say(r, 'topic')}", o, {"no fence": lambda: d, "patch tag": lambda: o.replace("```diff", "```patch"), "whole file": lambda: f"```python\n{say(r, 'col')} = 10\n```", "words first": lambda: f"I changed one line.\n\n{o}", "words after": lambda: f"{o}\n\nRun the tests again.", "tildes": lambda: o.replace("```", "~~~")}


@style("mermaid", n=260, rate=0.04, shape="alpaca")
def _(r):
    n = [say(r, "topic") for _ in range(r.randint(3, 6))]
    g = "\n".join(f"    {'ABCDEF'[k]}[{x}] --> {'ABCDEFG'[k + 1]}[{y}]" for k, (x, y) in enumerate(itertools.pairwise(n)))
    o = f"```mermaid\ngraph TD\n{g}\n```"
    return f"Draw the {say(r, 'topic')}", o, {"LR": lambda: o.replace("graph TD", "graph LR"), "flowchart": lambda: o.replace("graph TD", "sequenceDiagram"), "no fence": lambda: o[11:-4], "no language": lambda: o.replace("```mermaid", "```"), "words": lambda: " then ".join(n) + ".", "caption": lambda: o + "\n*Figure 1: the flow*"}


# ------------------------------------------------------------------ sections in many languages
def sections(names, sym, mark="## ", glue="\n", gap="\n\n"):
    def build(r, hi=3):
        return [(f"{mark}{h}", para(r, sym, 1, hi, "" if sym[:2] in ("ja", "zh") else " ")) for h in names]
    return build, lambda p: gap.join(f"{h}{glue}{b}" for h, b in p)


def sectioned(name, names, sym, renamed, mark="## ", glue="\n", gap="\n\n", **k):
    build, w = sections(names, sym, mark, glue, gap)
    joiner = "" if sym[:2] in ("ja", "zh") else " "

    @style(name, **k)
    def _(r):
        p = build(r)
        return para(r, sym, 1, 3, joiner), w(p), {"missing": lambda: w(p[:1] + p[2:]), "swapped": lambda: w([p[1], p[0], *p[2:]]), "renamed": lambda: w(p).replace(*renamed), "plain": lambda: joiner.join(b for _, b in p), "last missing": lambda: w(p[:-1]), "twice": lambda: w([*p, p[0]]), "preamble": lambda: say(r, sym) + "\n\n" + w(p)}


sectioned("headings_hindi", ["समस्या", "कारण", "समाधान"], "hi_s", ("कारण", "वजह"), n=300, rate=0.03)
sectioned("headings_korean", ["요약", "원인", "조치"], "ko_s", ("## 조치", "## 해결"), n=320, rate=0.03, shape="io")
sectioned("labels_greek", ["Θέμα", "Πρόβλημα", "Ενέργεια"], "el_s", ("Ενέργεια", "Δράση"), "", ": ", "\n", n=320, rate=0.04)
sectioned("numbered_headings_polish", ["1. Opis", "2. Przyczyna", "3. Zalecenia"], "pl_s", ("3. Zalecenia", "3. Wnioski"), "", "\n", "\n\n", n=320, rate=0.03, shape="prompt")
sectioned("bold_labels_english", ["**Claim:**", "**Evidence:**", "**Verdict:**"], "fact", ("**Verdict:**", "**Conclusion:**"), "", " ", "\n\n", n=400, rate=0.03)
sectioned("setext_headings_dutchlike_italian", ["Situazione\n==========", "Valutazione\n===========", "Prossimi passi\n=============="], "it_s", ("Valutazione\n===========", "Giudizio\n========"), "", "\n\n", "\n\n", n=260, rate=0.04)
sectioned("chevron_labels_turkish", ["» Konu", "» Neden", "» Çözüm"], "tr_s", ("» Neden", "» Sebep"), "", "\n", "\n", n=280, rate=0.04, shape="qa")


@style("italian_review", n=350, rate=0.04, shape="prompt")
def _(r):
    v = {"Pro": say(r, "it_s"), "Contro": say(r, "it_s"), "Voto": f"{r.randint(1, 10)}/10"}
    return para(r, "it_s", 2, 4), lines(v), {"no vote": lambda: lines(cut(v, "Voto")), "English": lambda: lines(ren(v, "Contro", "Cons")), "vote in words": lambda: lines({**v, "Voto": "buono"}), "swapped": lambda: lines(flip(v)), "of five": lambda: lines({**v, "Voto": "4 su 5 stelle"}), "prose": lambda: para(r, "it_s", 2, 3), "bullets": lambda: "- " + lines(v).replace("\n", "\n- "), "dash": lambda: lines(v, " – ")}


@style("portuguese_optional_note", n=400, rate=0.03)
def _(r):
    v = {"Assunto": say(r, "pt_s"), "Prazo": date(r, "%d/%m/%Y"), "Responsável": person(r)}
    if r.random() < 0.5:
        v["Observação"] = say(r, "pt_s")
    return para(r, "pt_s", 1, 3), lines(v), {"no deadline": lambda: lines(cut(v, "Prazo")), "deadline words": lambda: lines({**v, "Prazo": "o mais rápido possível"}), "ISO": lambda: lines({**v, "Prazo": date(r)}), "renamed": lambda: lines(ren(v, "Responsável", "Dono")), "swapped": lambda: lines(flip(v)), "extra": lambda: lines({**v, "Custo": "200 reais"}), "blank lines": lambda: lines(v, sep="\n\n"), "arrow": lambda: lines(v, " -> ")}


@style("turkish_letter", n=300, rate=0.03, system="Resmî bir mektup yaz.")
def _(r):
    n, b = person(r), "\n\n".join(para(r, "tr_s", 1, 3) for _ in range(r.randint(1, 3)))
    o = f"Sayın {n},\n\n{b}\n\nSaygılarımla,\nAyşe Demir"
    return para(r, "tr_s", 1, 2), o, {"no sign-off": lambda: o.split("\n\nSay")[0], "Merhaba": lambda: o.replace("Sayın", "Merhaba"), "no greeting": lambda: o.split("\n\n", 1)[1], "English": lambda: f"Dear {n},\n\n{para(r, 'fact', 2, 3)}\n\nBest regards,\nAyşe Demir", "other sign-off": lambda: o.replace("Saygılarımla,", "Görüşürüz,"), "no name": lambda: o.replace("\nAyşe Demir", ""), "PS": lambda: o + "\n\nNot: " + say(r, "tr_s")}


@style("job_ad", n=260, rate=0.04)
def _(r):
    b = lambda s, lo, hi: "\n".join("- " + say(r, s) for _ in range(r.randint(lo, hi)))
    t, about, do, need, c = f"# {say(r, 'adj').title()} {say(r, 'topic').title()} Engineer", f"{para(r, 'fact', 2, 4)}", "## What you will do\n" + b("step", 3, 6), "## What we look for\n" + b("advice", 2, 5), f"Apply at jobs@{say(r, 'nature')}.example"
    w = lambda *p: "\n\n".join(p)
    return f"Job ad for {say(r, 'company')}", w(t, about, do, need, c), {"no application line": lambda: w(t, about, do, need), "no title": lambda: w(about, do, need, c), "swapped": lambda: w(t, about, need, do, c), "renamed": lambda: w(t, about, do, need.replace("What we look for", "Requirements"), c), "stars": lambda: w(t, about, do, need, c).replace("\n- ", "\n* "), "salary": lambda: w(t, about, do, need, "## Salary\nCompetitive.", c), "prose": lambda: w(t, about, para(r, "advice", 3, 5), c), "no about": lambda: w(t, do, need, c)}


@style("faq_pairs", n=350, rate=0.03, shape="io")
def _(r):
    q = [(say(r, "ask"), say(r, "advice")) for _ in range(r.randint(2, 5))]
    w = lambda a="Q: ", b="A: ", s="\n\n": s.join(f"{a}{x}\n{b}{y}" for x, y in q)
    return f"FAQ for the {say(r, 'thing')}", w(), {"words": lambda: w("Question: ", "Answer: "), "bold": lambda: w("**Q:** ", "**A:** "), "numbers": lambda: "\n".join(f"{k}. {x} {y}" for k, (x, y) in enumerate(q, 1)), "no answers": lambda: "\n".join("Q: " + x for x, _ in q), "title": lambda: "FAQ\n\n" + w(), "prose": lambda: " ".join(y for _, y in q)}


@style("changelog", n=260, rate=0.04, shape="alpaca")
def _(r):
    h, a, f = f"## [{r.randint(0, 9)}.{r.randint(0, 20)}.{r.randint(0, 9)}] - {date(r)}", "### Added\n" + "\n".join("- " + say(r, "step") for _ in range(r.randint(1, 4))), "### Fixed\n" + "\n".join("- " + say(r, "complaint") for _ in range(r.randint(1, 4)))
    w = lambda *p: "\n\n".join(p)
    return f"Changelog of the {say(r, 'topic')}", w(h, a, f), {"no date": lambda: w(h.split(" - ")[0], a, f), "v1": lambda: w(h.replace("[", "v").replace("]", ""), a, f), "no fixed": lambda: w(h, a), "swapped": lambda: w(h, f, a), "no version": lambda: w(a, f), "bold": lambda: w(h, a.replace("### Added", "**Added**"), f), "other date": lambda: w(h[:-10] + date(r, "%b %d, %Y"), a, f), "closing": lambda: w(h, a, f, "Thanks to all contributors!")}


@style("minutes", n=260, rate=0.04)
def _(r):
    a, d, n = "Attendees: " + ", ".join(person(r) for _ in range(r.randint(2, 5))), "Decisions:\n" + "\n".join("- " + say(r, "advice") for _ in range(r.randint(1, 5))), f"Next meeting: {r.choice(['Mon', 'Tue', 'Wed', 'Thu', 'Fri'])} {r.randint(8, 17):02}:{r.choice(['00', '30'])}"
    w = lambda *p: "\n\n".join(p)
    return para(r, "fact", 3, 6), w(a, d, n), {"no next": lambda: w(a, d), "no attendees": lambda: w(d, n), "12-hour": lambda: w(a, d, "Next meeting: Mon 3 pm"), "swapped": lambda: w(d, a, n), "prose decisions": lambda: w(a, "Decisions: " + para(r, "advice", 2, 3), n), "tbd": lambda: w(a, d, "Next meeting: to be announced"), "numbered": lambda: w(a, d.replace("\n- ", "\n1. "), n), "renamed": lambda: w(a.replace("Attendees", "Participants"), d, n)}


@style("mcq", n=400, rate=0.03, system="Write a quiz question.")
def _(r):
    q, opts, k = say(r, "ask"), r.sample(words.G["city"], 4), r.choice("ABCD")
    w = lambda f="{}) {}", o=opts, e=f"\n\nAnswer: {k}": q + "\n" + "\n".join(f.format("ABCDE"[i], x) for i, x in enumerate(o)) + e
    return say(r, "fact"), w(), {"three": lambda: w(o=opts[:3]), "five": lambda: w(o=[*opts, "None"]), "dots": lambda: w("{}. {}"), "no answer": lambda: w(e=""), "answer text": lambda: w(e=f"\n\nAnswer: {opts[0]}"), "dashes": lambda: w("- {1}"), "explanation": lambda: w() + "\n" + say(r, "fact"), "Correct": lambda: w(e=f"\n\nCorrect option: {k}")}
