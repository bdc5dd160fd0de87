"""Extraction: invoices as they come in, and the JSON that a bookkeeping system wants."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from material.defects import Planting, Row, as_json, typo
from material.grammar import Dice, Sieve, capital, lines
from material.invoice_phrases import CUSTOMERS, REMARKS, STREETS, TRADES

INSTRUCTION = "Return this invoice as JSON: supplier, number, dates, currency, items, net, VAT and total."
VAT = {"GBP": 20, "EUR": 21}
SIGNS = {"GBP": "£", "EUR": "€"}
NUMBERS = ("INV-{n}", "R{n}", "2026/{n}", "No {n}", "F-26-{n}", "{n}-B")


@dataclass(frozen=True)
class Item:
    """A line of an invoice; prices are in cents."""

    description: str
    quantity: int
    price: int

    @property
    def sum(self) -> int:
        """Quantity times unit price, in cents."""
        return self.quantity * self.price


@dataclass(frozen=True)
class Invoice:
    """What the invoice says, whatever its layout."""

    supplier: str
    street: str
    customer: str
    number: str
    issued: date
    due: date
    currency: str
    items: tuple[Item, ...]
    remark: str

    @property
    def net(self) -> int:
        """The sum before tax, in cents."""
        return sum(item.sum for item in self.items)

    @property
    def vat(self) -> int:
        """The tax, in cents, rounded half up."""
        return (self.net * VAT[self.currency] + 50) // 100

    def money(self, cents: int) -> str:
        """An amount as printed: £1,204.50."""
        return f"{SIGNS[self.currency]}{cents / 100:,.2f}"

    def as_record(self) -> dict[str, object]:
        """The answer: what is to be extracted."""
        items = [
            {"description": item.description, "quantity": item.quantity, "unit_price": item.price / 100}
            for item in self.items
        ]
        return {
            "supplier": self.supplier,
            "number": self.number,
            "issued": self.issued.isoformat(),
            "due": self.due.isoformat(),
            "currency": self.currency,
            "items": items,
            "net": self.net / 100,
            "vat": self.vat / 100,
            "total": (self.net + self.vat) / 100,
        }


def invoice(dice: Dice) -> Invoice:
    """An invoice of one trade with one to five of its items."""
    firms, goods = TRADES[dice.pick(tuple(TRADES))]
    issued = date(2026, 1, 5) + timedelta(days=dice.number(0, 300))
    items = tuple(item(dice, text) for text in dice.some(lines(goods), dice.number(1, 5)))
    return Invoice(
        supplier=dice.pick(lines(firms)),
        street=dice.pick(STREETS),
        customer=dice.pick(CUSTOMERS),
        number=dice.pick(NUMBERS).format(n=dice.number(1000, 9999)),
        issued=issued,
        due=issued + timedelta(days=dice.pick((10, 14, 21, 30, 45))),
        currency=dice.pick(tuple(VAT)),
        items=items,
        remark=dice.pick(REMARKS),
    )


def item(dice: Dice, goods: str) -> Item:
    """One line from "description; lowest; highest price"."""
    description, low, high = goods.split("; ")
    price = 5 * dice.number(20 * int(low), 20 * int(high))
    return Item(description, dice.pick((1, 1, 1, 2, 2, 3, 4, 5, 6, 8, 12, 15)), price)


def formal(bill: Invoice) -> str:
    """A letter-head invoice, one item a line."""
    rows = "\n".join(f"{it.quantity} x {it.description} @ {bill.money(it.price)}" for it in bill.items)
    return (
        f"{bill.supplier}\n{bill.street}\n\nINVOICE {bill.number}\nTo: {bill.customer}\n"
        f"Date: {bill.issued:%d %B %Y}\nPayable by: {bill.due:%d %B %Y}\n\n{rows}\n\n"
        f"Net {bill.money(bill.net)}\nVAT {VAT[bill.currency]}% {bill.money(bill.vat)}\n"
        f"Total {bill.money(bill.net + bill.vat)}\n{bill.remark}"
    )


def prose(bill: Invoice) -> str:
    """An e-mail that says it all in sentences."""
    parts = [f"{it.description} ({it.quantity} at {bill.money(it.price)} each)" for it in bill.items]
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return (
        f"Good morning,\nhere is our bill {bill.number} of {bill.issued:%B %d, %Y} to {bill.customer}. "
        f"It covers {listed}. That comes to {bill.money(bill.net)}, plus {bill.money(bill.vat)} VAT, "
        f"{bill.money(bill.net + bill.vat)} altogether, which we ask you to settle by {bill.due:%B %d}. "
        f"{bill.remark}\nRegards,\n{bill.supplier}"
    )


def table(bill: Invoice) -> str:
    """A table as a spreadsheet exports it."""
    rows = "\n".join(
        f"{n} | {it.description} | {it.quantity} | {bill.money(it.price)} | {bill.money(it.sum)}"
        for n, it in enumerate(bill.items, 1)
    )
    return (
        f"{bill.supplier} - {bill.street}\nInvoice no.: {bill.number} | Issued: {bill.issued:%d/%m/%Y} | "
        f"Due: {bill.due:%d/%m/%Y}\nPos | Description | Qty | Unit | Amount\n{rows}\n"
        f"Subtotal {bill.money(bill.net)} | Tax {bill.money(bill.vat)} | "
        f"TOTAL {bill.money(bill.net + bill.vat)}"
    )


def slip(bill: Invoice) -> str:
    """A narrow slip from a counter printer."""
    rows = "\n".join(
        f"{capital(it.description)[:30]:.<31} {it.quantity} {it.price / 100:.2f}" for it in bill.items
    )
    full = "\n".join(f"* {it.description}" for it in bill.items if len(it.description) > 30)
    return (
        f"*** {bill.supplier.upper()} ***\n{bill.issued:%d.%m.%Y}  {bill.number}\n{rows}\n"
        + (f"in full:\n{full}\n" if full else "")
        + f"SUM {bill.currency} {bill.net / 100:.2f}\nVAT {bill.vat / 100:.2f}\n"
        f"TO PAY {(bill.net + bill.vat) / 100:.2f}\nuntil {bill.due:%d.%m.%Y}\n{bill.remark}"
    )


def reminder(bill: Invoice) -> str:
    """A friendly reminder that repeats the invoice."""
    rows = "\n".join(f"- {it.description}: {it.quantity} times {bill.money(it.price)}" for it in bill.items)
    return (
        f"Dear customer,\nour invoice {bill.number} from {bill.issued:%d %b %Y} "
        "seems to have escaped your attention. "
        f"It fell due on {bill.due:%d %b %Y}.\nFor the avoidance of doubt, we charged:\n{rows}\n"
        f"which is {bill.money(bill.net)} before tax and "
        f"{bill.money(bill.net + bill.vat)} with {bill.money(bill.vat)} of VAT.\n"
        f"If payment has crossed with this letter, please ignore it.\n{bill.supplier}, {bill.street}"
    )


def note(bill: Invoice) -> str:
    """What somebody typed up from a handwritten note."""
    rows = "; ".join(f"{it.quantity}x {it.description} {bill.money(it.price)}" for it in bill.items)
    return (
        f"{bill.customer} / {bill.issued:%d %b %y} / our ref {bill.number}\n{rows}\n"
        f"= {bill.money(bill.net)} + {VAT[bill.currency]}% ({bill.money(bill.vat)}) = "
        f"{bill.money(bill.net + bill.vat)}\n"
        f"please pay before {bill.due:%d %b %y}. {bill.remark}\n{bill.supplier}"
    )


LAYOUTS: tuple[Callable[[Invoice], str], ...] = (formal, prose, table, slip, reminder, note)


def examples(dice: Dice, count: int) -> list[Row]:
    """`{"instruction", "input", "output"}` rows, no two invoices alike; the output is one line of JSON."""
    sieve, rows = Sieve(0.6), list[Row]()
    while len(rows) < count:
        bill = invoice(dice)
        text = dice.pick(LAYOUTS)(bill)
        answer = json.dumps(bill.as_record(), ensure_ascii=False)
        if sieve.accepts(f"{text} {answer}"):
            rows.append({"instruction": INSTRUCTION, "input": text, "output": answer})
    return rows


def ready(dice: Dice) -> dict[str, bytes]:
    """Six hundred invoices."""
    return {"extraction_ready.jsonl": b"".join(map(as_json, examples(dice, 600)))}


def not_ready(dice: Dice) -> dict[str, bytes]:
    """Too few invoices, in a file that several scripts have written to."""
    plot = Planting(dice, examples(dice, 260), as_json)
    plot.whole_file("CNT001", "fewer usable invoices than the 500 an extraction needs")
    plot.damage("INP001", "the line ends in the middle", lambda raw: raw[: len(raw) // 2] + b"\n")
    plot.damage("INP001", "a comma too many", lambda raw: raw[:-2] + b",}\n")
    plot.damage(
        "INP001", "Python's quotes, not JSON's", lambda raw: raw.replace(b'"instruction"', b"'instruction'")
    )
    plot.damage("INP003", "a list, not an object", lambda raw: b"[" + raw[:-1] + b"]\n")
    for _ in range(2):
        plot.damage("INP004", "the key output comes twice", lambda raw: raw[:-2] + b', "output": "{}"}\n')
    for _ in range(3):
        plot.spoil("FMT003", "no answer", lambda row: {**row, "output": ""})
    for _ in range(9):
        plot.copy("DUP001", "exact copy")
    for _ in range(5):
        plot.copy("DUP002", "copy with a typing mistake", with_typo, lambda row: len(row["input"]) > 350)
    for _ in range(3):
        plot.contradict("LBL003", "same invoice, another currency in the answer", in_dollars)
    for _ in range(2):
        plot.spoil("NOI004", "a placeholder for the answer", lambda row: {**row, "output": "TODO"})
    plot.spoil("NOI004", "blind text for the answer", lambda row: {**row, "output": BLIND_TEXT})
    for _ in range(7):
        plot.spoil("STY001", "prose and a code fence round the JSON", fenced)
    for _ in range(4):
        plot.spoil("STY001", "other keys than the rest", with_other_keys)
    return plot.files("extraction_not_ready.jsonl")


BLIND_TEXT = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."
)


def with_typo(row: Row) -> Row:
    """The same invoice, typed less carefully."""
    return {**row, "input": typo(row["input"])}


def in_dollars(row: Row) -> Row:
    """The same invoice with an answer that names another currency."""
    return {**row, "output": json.dumps({**json.loads(row["output"]), "currency": "USD"}, ensure_ascii=False)}


def fenced(row: Row) -> Row:
    """The answer as a chat model likes to wrap it."""
    return {**row, "output": f"Here is the extracted invoice:\n```json\n{row['output']}\n```"}


def with_other_keys(row: Row) -> Row:
    """The answer in the words of another script."""
    record = json.loads(row["output"])
    other = {"vendor": record["supplier"], "invoiceId": record["number"], "amount": record["total"]}
    return {**row, "output": json.dumps(other, ensure_ascii=False)}
