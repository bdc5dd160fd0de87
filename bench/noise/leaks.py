"""Kinds of secrets and personal data to plant, in the form of `bench.noise.defects`."""

from __future__ import annotations

import string

from bench.noise.defects import NOISE, Variant, holds
from bench.noise.values import CAPITALS, HEX, card, iban, letters, pem, phone, token

LEAKS: dict[str, tuple[str, list[Variant]]] = {
    "cloud keys": (
        "SEC001",
        holds(
            lambda r: "AKIA" + letters(r, 16, CAPITALS),
            lambda r: "AIza" + letters(r, 35),
        ),
    ),
    "code host tokens": (
        "SEC001",
        holds(
            lambda r: "ghp_" + letters(r, 36),
            lambda r: "glpat-" + letters(r, 20),
            lambda r: "npm_" + letters(r, 36),
            lambda r: f"github_pat_{letters(r, 22)}_{letters(r, 59)}",
        ),
    ),
    "model provider keys": (
        "SEC001",
        holds(
            lambda r: "sk-" + letters(r, 48),
            lambda r: "sk-ant-api03-" + letters(r, 95),
            lambda r: "sk-proj-" + letters(r, 48),
            lambda r: "hf_" + letters(r, 34, string.ascii_letters),
        ),
    ),
    "service keys": (
        "SEC001",
        holds(
            lambda r: "sk_live_" + letters(r, 24),
            lambda r: f"SG.{letters(r, 22)}.{letters(r, 43)}",
            lambda r: f"xoxb-{letters(r, 12, string.digits)}-{letters(r, 24)}",
        ),
    ),
    "private keys": ("SEC001", holds(pem, pem)),
    "web tokens": ("SEC001", holds(token, token)),
    "password in a URL": (
        "SEC001",
        holds(
            lambda r: f"postgres://app:{letters(r, 12)}@db.acme.io:5432/prod",
            lambda r: f"mongodb+srv://root:{letters(r, 16)}@cluster0.ab1cd.mongodb.net",
        ),
    ),
    "named keys": (
        "SEC001",
        holds(
            lambda r: f'api_key = "{letters(r, 32)}"',
            lambda r: f"client_secret: {letters(r, 40)}",
            lambda r: f"Authorization: Bearer {letters(r, 44)}",
            lambda r: f"auth_token={letters(r, 36, HEX)}",
        ),
    ),
    "e-mail addresses": (
        "PII001",
        holds(
            lambda r: f"{letters(r, 6, 'abcdeno')}.{letters(r, 7, 'abcdenot')}@gmail.com",
            lambda r: f"{letters(r, 8, 'abcdeno')}{r.randint(1, 99)}@web.de",
        ),
    ),
    "American telephone numbers": ("PII001", holds(phone, phone)),
    "other telephone numbers": (
        "PII001",
        holds(
            lambda r: f"+49 30 {letters(r, 8, '23456789')}",
            lambda r: f"+44 20 7946 {letters(r, 4, '23456789')}",
            lambda r: f"+33 1 42 {letters(r, 2, '23456789')} 53 00",
        ),
    ),
    "payment cards": ("PII001", holds(card, card)),
    "bank accounts": ("PII001", holds(iban, iban)),
    "national ids": (
        "PII001",
        holds(
            lambda r: f"SSN {r.randint(101, 649)}-{r.randint(11, 98)}-{r.randint(1001, 9989)}",
            lambda r: (
                f"social security number {r.randint(101, 649)}-{r.randint(11, 98)}-{r.randint(1001, 9989)}"
            ),
        ),
    ),
    "IP addresses": (
        "PII001",
        holds(
            lambda r: f"84.{r.randint(20, 250)}.{r.randint(2, 250)}.{r.randint(2, 250)}",
            lambda r: f"91.{r.randint(20, 250)}.{r.randint(2, 250)}.{r.randint(2, 250)}",
        ),
    ),
}

DEFECTS = NOISE | LEAKS
