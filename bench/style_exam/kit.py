"""The kit: a set is a generator of (input, output), and named deviations output -> output."""

from __future__ import annotations

import json
import pathlib
import random

SETS = {}  # name → what makes it, in the order of the modules


def J(o, **k):
    return json.dumps(o, ensure_ascii=False, **k)


def ren(d, a, b):
    """The object with one key renamed, in its place."""
    return {(b if k == a else k): v for k, v in d.items()}


def cut(d, a):
    return {k: v for k, v in d.items() if k != a}


def flip(q):
    return dict(reversed(q.items()))


def lines(q, s=": ", sep="\n"):
    return sep.join(k + s + v for k, v in q.items())


def style(name, n=400, rate=0.03, shape="messages", system=None):
    """Registers gen(r) -> (input, output, kinds): kinds maps a deviation's name to a function () -> output."""

    def add(f):
        SETS[name] = dict(gen=f, n=n, rate=rate, shape=shape, system=system)
        return f

    return add


def record(shape, system, i, o):
    if shape == "messages":
        head = [{"role": "system", "content": system}] if system else []
        return {"messages": [*head, {"role": "user", "content": i}, {"role": "assistant", "content": o}]}
    a, b = {
        "prompt": ("prompt", "completion"),
        "alpaca": ("instruction", "output"),
        "qa": ("question", "answer"),
        "io": ("input", "output"),
    }[shape]
    return {a: i, b: o}


def write(folder, seed, sets):
    """Writes NAME.jsonl for every set and truth.json: set → line → kind of the planted deviation."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    for name, s in sets.items():
        r = random.Random(f"{seed}/{name}")
        n = s["n"]
        bad = sorted(r.sample(range(n), max(6, round(n * s["rate"]))))
        marks, lines, turn = {}, [], 0
        for row in range(n):
            i, o, kinds = s["gen"](r)
            if row in bad:
                names = sorted(kinds)
                for _ in names:
                    kind = names[turn % len(names)]
                    turn += 1
                    new = kinds[kind]()
                    if new is not None and new != o:
                        marks[row + 1], o = kind, new
                        break
            lines.append(json.dumps(record(s["shape"], s["system"], i, o), ensure_ascii=False))
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        truth[name] = marks
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
