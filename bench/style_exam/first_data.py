"""Collection A, data and code: JSON, calls, XML, HTML, YAML, Python, SQL, shell, commits."""

# a line a deviation
# fmt: off
from __future__ import annotations

from bench.style_exam.kit import J, cut, ren, style
from bench.style_exam.words import date, money, para, person, say

PRE = ["Sure, here is the JSON:\n", "Here you go: ", "Of course! The result is below.\n\n"]

# ------------------------------------------------------------------ JSON
@style("json_contact", n=500, system="Extract the contact as JSON.")
def _(r):
    n = person(r)
    d = {"name": n, "email": n.split()[0].lower() + "@example.com", "city": say(r, "city"), "age": r.randint(18, 80)}
    if r.random() < 0.4:
        d["phone"] = f"+49 {r.randint(100, 999)} {r.randint(10000, 99999)}"
    return f"{n} from {d['city']} wrote: {para(r, 'complaint', 1, 3)}", J(d), {
        "missing key": lambda: J(cut(d, "email")), "renamed key": lambda: J(ren(d, "name", "full_name")), "number as string": lambda: J({**d, "age": str(d["age"])}),
        "prose before": lambda: r.choice(PRE) + J(d), "code fence": lambda: "```json\n" + J(d) + "\n```", "text after": lambda: J(d) + "\n\nLet me know if you need more.",
        "extra key": lambda: J({**d, "comment": "looks fine"}), "cut off": lambda: J(d)[:-12], "wrapped in list": lambda: J([d])}


@style("json_order_nested", n=400, shape="prompt")
def _(r):
    items = [{"sku": f"{say(r, 'thing')[:3].upper()}-{r.randint(100, 999)}", "qty": r.randint(1, 9), "price": money(r)} for _ in range(r.randint(1, 5))]
    d = {"order": {"id": r.randint(10000, 99999), "items": items, "ship_to": {"street": f"{say(r, 'street')} {r.randint(1, 99)}", "city": say(r, "city")}}, "total": round(sum(i["qty"] * i["price"] for i in items), 2)}
    f = lambda x: J(x, indent=2)
    o = d["order"]
    return para(r, "complaint", 1, 4), f(d), {
        "item without qty": lambda: f({**d, "order": {**o, "items": [cut(i, "qty") for i in items]}}), "items is an object": lambda: f({**d, "order": {**o, "items": items[0]}}),
        "total as string": lambda: f({**d, "total": f"${d['total']}"}), "nested key renamed": lambda: f({**d, "order": {**o, "ship_to": ren(o["ship_to"], "street", "address")}}),
        "flattened": lambda: f({**o, "total": d["total"]}), "missing ship_to": lambda: f({**d, "order": cut(o, "ship_to")}), "id is null": lambda: f({**d, "order": {**o, "id": None}}), "minified": lambda: J(d)}


@style("json_triage_vocab", n=600, shape="alpaca")
def _(r):
    d = {"priority": r.choice(["low", "low", "medium", "medium", "high", "urgent"]), "team": r.choice(["billing", "shipping", "returns", "technical", "sales", "legal"]), "summary": say(r, "complaint"), "sla_hours": r.choice([4, 8, 24, 72]),
         "tags": r.sample(["refund", "damage", "delay", "login", "warranty", "vip"], r.randint(0, 3))}
    return para(r, "complaint", 1, 3), J(d), {
        "unknown priority": lambda: J({**d, "priority": "critical"}), "other case": lambda: J({**d, "priority": d["priority"].upper()}), "tags a string": lambda: J({**d, "tags": "refund, delay"}),
        "null team": lambda: J({**d, "team": None}), "unknown team": lambda: J({**d, "team": "customer happiness"}), "python dict": lambda: str(d), "unknown tag": lambda: J({**d, "tags": ["Something else"]}), "hours in words": lambda: J({**d, "sla_hours": "one day"})}


@style("json_entities_array", n=500, system="List the entities.")
def _(r):
    k = r.randint(0, 6)
    e = [r.choice([{"text": person(r), "type": "PER"}, {"text": say(r, "city"), "type": "LOC"}, {"text": say(r, "company"), "type": "ORG"}]) for _ in range(k)]
    x = e or [{"text": "Lyon", "type": "LOC"}]
    return para(r, "fact", 1, 4), J(e), {
        "other type name": lambda: J([{**i, "type": "Person"} for i in x]), "object in place of list": lambda: J({"entities": x}), "key renamed": lambda: J([ren(i, "text", "value") for i in x]),
        "JSON lines": lambda: "\n".join(J(i) for i in [*x, *x]), "words": lambda: "No entities were found in this text.", "list of strings": lambda: J([i["text"] for i in x]), "prose before": lambda: "Entities: " + J(x)}


@style("json_fence_with_intro", n=350, shape="io")
def _(r):
    d = {"title": say(r, "fact")[:-1], "sentiment": r.choice(["positive", "neutral", "negative"]), "score": round(r.random(), 2), "keywords": r.sample(["price", "staff", "delay", "quality", "travel", "repair", "warranty"], r.randint(1, 4))}
    w = lambda x: "Here is the analysis:\n\n```json\n" + J(x, indent=2) + "\n```"
    return para(r, "fact", 2, 6), w(d), {
        "no intro": lambda: w(d).split("\n\n", 1)[1], "no fence": lambda: "Here is the analysis:\n\n" + J(d, indent=2), "bare JSON": lambda: J(d, indent=2), "fence without language": lambda: w(d).replace("```json", "```"),
        "text after": lambda: w(d) + "\n\nThe sentiment was determined from the tone of the text.", "other intro": lambda: w(d).replace("Here is the analysis:", "I have analysed the review and this is what I found."), "score in percent": lambda: w({**d, "score": "87%"}), "missing keywords": lambda: w(cut(d, "keywords"))}


@style("json_intent_slots", n=600)
def _(r):
    slots = {k: v for k, v in {"date": date(r), "city": say(r, "city"), "people": r.randint(1, 8), "budget": money(r), "note": say(r, "want")}.items() if r.random() < 0.45}
    d = {"intent": r.choice(["book", "cancel", "change", "ask", "greet"]), "slots": slots, "confidence": round(r.uniform(0.5, 1), 2)}
    return say(r, "ask"), J(d), {"percent": lambda: J({**d, "confidence": f"{r.randint(50, 99)}%"}), "no intent": lambda: J(cut(d, "intent")), "slots a list": lambda: J({**d, "slots": list(slots)}),
        "slots at the top": lambda: J({"intent": d["intent"], "city": "Oslo", "date": "2024-03-01", "confidence": 0.9}), "people as words": lambda: J({**d, "slots": {**slots, "people": "two"}}), "other intent": lambda: J({**d, "intent": "Book a table"}), "confirmation": lambda: f"I have understood that you want to {d['intent']}."}


@style("function_call", n=400, system="Answer with one call.")
def _(r):
    c = say(r, "city")
    t = [f'get_weather(city="{c}", unit="{r.choice(["celsius", "fahrenheit"])}")', f'search_flights(origin="{c}", destination="{say(r, "city")}", date="{date(r)}")', f'create_ticket(title="{say(r, "complaint")}", priority={r.randint(1, 5)})', f'send_email(to="{r.randint(1, 999)}@example.com", subject="{say(r, "want")}")']
    o = r.choice(t)
    return say(r, "ask"), o, {"JSON call": lambda: J({"name": o.split("(")[0], "arguments": {"city": c}}), "prose before": lambda: "I will call the function now: " + o, "open bracket": lambda: o[:-1], "fence": lambda: f"```python\n{o}\n```",
        "two calls": lambda: o + "\n" + r.choice(t), "answer in words": lambda: f"The weather in {c} is sunny today, with {r.randint(10, 30)} degrees.", "positional": lambda: f'get_weather("{c}", "celsius")'}


@style("tool_call_tags", n=400)
def _(r):
    d = {"name": r.choice(["lookup_order", "refund", "track_parcel"]), "arguments": {"order_id": r.randint(1000, 99999), "reason": say(r, "want")}}
    w = lambda x: f"<tool_call>\n{J(x)}\n</tool_call>"
    return say(r, "complaint"), w(d), {"no closing tag": lambda: w(d).removesuffix("\n</tool_call>"), "params": lambda: w(ren(d, "arguments", "params")), "no tags": lambda: J(d), "other tag": lambda: w(d).replace("tool_call", "function"),
        "text before": lambda: "Let me look that up for you.\n" + w(d), "id as string": lambda: w({**d, "arguments": {**d["arguments"], "order_id": f"#{d['arguments']['order_id']}"}}), "missing arguments": lambda: w(cut(d, "arguments"))}


# ------------------------------------------------------------------ XML, HTML, YAML
@style("xml_ticket", n=400, shape="prompt")
def _(r):
    p = {"category": r.choice(["hardware", "software", "account", "delivery"]), "priority": r.choice(["P1", "P2", "P3"]), "summary": say(r, "complaint"), "customer": person(r)}
    w = lambda q, root="ticket": f'<{root} id="{r.randint(1000, 9999)}">\n' + "".join(f"  <{k}>{v}</{k}>\n" for k, v in q.items()) + f"</{root}>"
    return para(r, "complaint", 1, 3), w(p), {"missing element": lambda: w(cut(p, "priority")), "renamed tag": lambda: w(ren(p, "summary", "description")), "not closed": lambda: w(p).replace("</ticket>", ""), "other order": lambda: w(dict(reversed(p.items()))),
        "JSON": lambda: J(p), "other root": lambda: w(p, "issue"), "prose before": lambda: "Here is the ticket:\n" + w(p), "fence": lambda: f"```xml\n{w(p)}\n```", "no id": lambda: w(p).replace(w(p).split(">")[0], "<ticket", 1) if False else "<ticket>" + w(p).split(">", 1)[1], "extra element": lambda: w({**p, "note": "none"})}


@style("html_card", n=300, shape="alpaca")
def _(r):
    li = "".join(f"<li>{say(r, 'advice')[:-1]}</li>" for _ in range(r.randint(2, 5)))
    h = f"{say(r, 'adj').title()} {say(r, 'thing').title()}"
    p = para(r, "fact", 1, 3)
    o = f'<div class="card"><h3>{h}</h3><p>{p}</p><ul>{li}</ul></div>'
    return f"Write a product card for the {h.lower()}.", o, {"markdown": lambda: f"### {h}\n\n{p}\n\n- Great value\n- Long warranty", "h2": lambda: o.replace("h3>", "h2>"), "no list": lambda: o.replace(f"<ul>{li}</ul>", ""), "ordered list": lambda: o.replace("ul>", "ol>"),
        "no class": lambda: o.replace(' class="card"', ""), "full page": lambda: f"<!DOCTYPE html>\n<html><body>{o}</body></html>", "plain text": lambda: f"{h}. {p}", "text after": lambda: o + "\nThis card uses semantic HTML."}


@style("yaml_service", n=350, system="Reply with YAML only.")
def _(r):
    def y(name="service", replicas=None, env=True, mem="memory"):
        e = "env:\n" + "".join(f"  - {k}={r.randint(1, 99)}\n" for k in r.sample(["PORT", "WORKERS", "TIMEOUT", "RETRIES", "CACHE"], r.randint(1, 4))) if env else ""
        return f"{name}: {say(r, 'topic').replace(' ', '-').lower()}\nreplicas: {replicas or r.randint(1, 9)}\n{e}resources:\n  cpu: {r.randint(1, 8)}00m\n  {mem}: {r.choice([128, 256, 512])}Mi"
    o = y()
    return f"Configure the {say(r, 'topic')} for {say(r, 'company')}.", o, {"JSON": lambda: J({"service": "audit-log", "replicas": 3, "env": ["PORT=80"], "resources": {"cpu": "100m", "memory": "128Mi"}}), "no env": lambda: y(env=False), "fence": lambda: f"```yaml\n{o}\n```",
        "other key": lambda: y(name="name"), "number in words": lambda: y(replicas="three"), "nested key renamed": lambda: y(mem="ram"), "prose before": lambda: "This is the configuration you asked for:\n\n" + o, "note after": lambda: o + "\n\nNote: adjust the replicas to your traffic."}


@style("front_matter_post", n=300, shape="qa")
def _(r):
    t, tags = say(r, "fact")[:-1], ", ".join(r.sample(["travel", "tech", "food", "money", "health", "home"], r.randint(1, 3)))
    body = "\n\n".join(para(r, "fact", 2, 5) for _ in range(r.randint(2, 4)))
    w = lambda head: f"---\n{head}\n---\n\n{body}"
    a, b, c = f"title: {t}", f"date: {date(r)}", f"tags: [{tags}]"
    return f"Write a post: {t}", w(f"{a}\n{b}\n{c}"), {"no front matter": lambda: body, "other date": lambda: w(f"{a}\ndate: {date(r, '%d %B %Y')}\n{c}"), "no tags": lambda: w(f"{a}\n{b}"), "title as heading": lambda: f"# {t}\n\n{body}", "not closed": lambda: f"---\n{a}\n{b}\n{c}\n\n{body}", "plus signs": lambda: w(f"{a}\n{b}\n{c}").replace("---", "+++")}


# ------------------------------------------------------------------ code
def py(r):
    a, b = say(r, "verb"), say(r, "col")
    return r.choice([f"def {a}_{b}(rows):\n    return [row for row in rows if row.{b} > {r.randint(1, 99)}]", f"import re\n\n\ndef {a}(text):\n    \"\"\"Return every {b} in the text.\"\"\"\n    return re.findall(r'\\w+', text)", f"class {b.title()}:\n    def __init__(self, {b}):\n        self.{b} = {b}\n\n    def {a}(self):\n        return self.{b} * {r.randint(2, 9)}", f"total = 0\nfor {b} in data:\n    total += {b}\nprint(total)"])


@style("python_fence_only", n=400)
def _(r):
    c = py(r)
    o = f"```python\n{c}\n```"
    return f"Write Python to {say(r, 'verb')} the {say(r, 'topic')}.", o, {"no fence": lambda: c, "js tag": lambda: o.replace("python", "javascript", 1), "no language": lambda: o.replace("```python", "```"), "prose before": lambda: "You can do it like this:\n\n" + o,
        "explained after": lambda: o + "\n\nThis loops over the rows and keeps the large ones.", "two blocks": lambda: o + "\n\n" + f"```python\n{py(r)}\n```", "not closed": lambda: o[:-4], "only words": lambda: "Use a list comprehension with a condition."}


def sql(r):
    t, c, d = say(r, "table"), say(r, "col"), say(r, "col")
    return r.choice([f"SELECT {c}, {d} FROM {t} WHERE {c} > {r.randint(1, 500)};", f"SELECT COUNT(*) FROM {t} WHERE city = '{say(r, 'city')}';", f"SELECT {c}, AVG(price) FROM {t} GROUP BY {c} ORDER BY 2 DESC LIMIT {r.randint(3, 20)};", f"SELECT t.{c} FROM {t} AS t JOIN payments AS p ON p.id = t.id WHERE p.status = 'open';"])


@style("sql_bare", n=500, system="Translate the question into SQL.")
def _(r):
    o = sql(r)
    return say(r, "ask"), o, {"small letters": lambda: o.lower(), "no semicolon": lambda: o[:-1], "fence": lambda: f"```sql\n{o}\n```", "explained": lambda: o + "\nThis query filters the rows by the given value.", "prefix": lambda: "SQL: " + o, "refusal": lambda: "I do not have enough information about the schema.", "comment": lambda: "-- the query\n" + o}


@style("sql_fence_explained", n=300, shape="prompt")
def _(r):
    q = sql(r).replace(" FROM", "\nFROM").replace(" WHERE", "\nWHERE")
    e = f"Explanation: {say(r, 'fact')}"
    o = f"```sql\n{q}\n```\n\n{e}"
    return say(r, "ask"), o, {"no explanation": lambda: o.split("\n\nExpl")[0], "explanation first": lambda: f"{e}\n\n```sql\n{q}\n```", "other label": lambda: o.replace("Explanation:", "Note -"), "no fence": lambda: f"{q}\n\n{e}", "other language": lambda: o.replace("```sql", "```text"), "only explanation": lambda: e}


@style("shell_oneliner", n=400, shape="io")
def _(r):
    f = say(r, "col")
    o = "$ " + r.choice([f"grep -rn '{say(r, 'verb')}' src/{f} | head -n {r.randint(1, 50)}", f"find . -name '*.{f}' -mtime -{r.randint(1, 30)} -delete", f"tar czf {f}.tgz ./{say(r, 'table')}", f"awk '{{print ${r.randint(1, 9)}}}' {f}.txt | sort | uniq -c", f"curl -s https://example.com/{f} | jq '.{say(r, 'col')}'"])
    return f"How do I {say(r, 'verb')} {say(r, 'table')}?", o, {"no prompt sign": lambda: o[2:], "fence": lambda: f"```bash\n{o[2:]}\n```", "explained": lambda: o + "\n\nThis command works on Linux and macOS.", "in words": lambda: "Use the find command with the delete option.", "other sign": lambda: "> " + o[2:], "backticks": lambda: f"`{o}`"}


@style("code_three_languages", n=450, system="Solve it in the language asked for. First the code, then one sentence.")
def _(r):
    lang = r.choice(["python", "javascript", "go"])
    v, c = say(r, "verb"), say(r, "col")
    code = {"python": py(r), "javascript": f"function {v}({c}) {{\n  return {c}.filter((x) => x > {r.randint(1, 99)});\n}}", "go": f"func {v}({c} []int) int {{\n\ttotal := 0\n\tfor _, x := range {c} {{\n\t\ttotal += x\n\t}}\n\treturn total\n}}"}[lang]
    s = say(r, "advice")
    o = f"```{lang}\n{code}\n```\n\n{s}"
    return f"In {lang}: {v} the {c}", o, {"no language": lambda: o.replace(f"```{lang}", "```", 1), "no fence": lambda: f"{code}\n\n{s}", "sentence first": lambda: f"{s}\n\n```{lang}\n{code}\n```", "no code": lambda: s + " " + say(r, "advice"), "odd language": lambda: o.replace(f"```{lang}", "```pseudocode"), "no sentence": lambda: f"```{lang}\n{code}\n```"}


@style("conventional_commit", n=400, shape="alpaca")
def _(r):
    t, s = r.choice(["feat", "fix", "docs", "refactor", "test", "chore"]), say(r, "topic").split()[0].lower()
    sub, body, ref = f"{say(r, 'verb')} the {say(r, 'topic')}", para(r, "fact", 1, 3), f"Refs: #{r.randint(10, 9999)}"
    o = f"{t}({s}): {sub}\n\n{body}\n\n{ref}"
    return f"Diff of the {say(r, 'topic')}", o, {"no type": lambda: f"{sub}\n\n{body}\n\n{ref}", "capital": lambda: o[0].upper() + o[1:], "no refs": lambda: f"{t}({s}): {sub}\n\n{body}", "no scope": lambda: o.replace(f"({s})", "", 1), "one line": lambda: f"{t}({s}): {sub}", "other trailer": lambda: o.replace("Refs: #", "Closes issue "), "brackets": lambda: o.replace(f"{t}({s}):", f"[{t.upper()}]", 1)}
