"""Sentences to fill the generated outputs with, in several languages, from small grammars."""

from __future__ import annotations

import random

ENGLISH = (
    "The {n} reports {x} since {t}",
    "We checked the {n} and found {x}",
    "{t} the {n} showed {x}",
    "There is {x} near the {n}, which started {t}",
    "Please keep the {n} dry until {t}",
    "A second {n} was replaced because of {x}",
    "You can move the {n} once {x} has gone",
)
FILL = {
    "n": [
        "patient",
        "left hinge",
        "router",
        "delivery",
        "garden wall",
        "boiler",
        "invoice",
        "engine",
        "knee",
        "account",
        "filter",
        "roof",
    ],
    "x": [
        "mild pain",
        "a loose screw",
        "no signal",
        "some water",
        "two cracks",
        "high pressure",
        "a wrong total",
        "slow growth",
        "noise",
    ],
    "t": [
        "yesterday",
        "last week",
        "Monday morning",
        "the first visit",
        "early spring",
        "the update",
        "8 March",
        "three days ago",
    ],
}
OTHER = {
    "de": (
        "Der Patient klagt seit {d} Tagen über {w} im Knie",
        "Die Untersuchung zeigt {w} auf der linken Seite",
        "Wir empfehlen {w} und eine Kontrolle in {d} Wochen",
        "Es gibt keinen Hinweis auf {w}, der Befund ist stabil",
    ),
    "fr": (
        "Nous avons bien reçu votre demande du {d} mai et {w} est en cours",
        "Votre dossier contient {w} pour cette commande",
        "Le service vous rappelle sous {d} jours au sujet de {w}",
        "Il reste {d} points à vérifier dans {w}",
    ),
    "es": (
        "El informe describe {w} en la zona norte desde hace {d} días",
        "La empresa no encontró {w} durante la visita",
        "Se recomienda {w} antes del día {d}",
        "Los datos muestran {w} en {d} casos",
    ),
    "ja": (
        "{w}については{d}日以内にご連絡します",
        "担当者が{w}を確認しました",
        "お客様の{w}は{d}件あります",
        "{w}の手続きが完了しました",
    ),
    "ar": (
        "تم فحص {w} خلال {d} أيام",
        "لا يوجد {w} في الطلب الحالي",
        "نوصي بمراجعة {w} قبل نهاية الشهر",
        "يحتاج العميل إلى {w} جديد",
    ),
}
WORDS = {
    "de": ["Schmerzen", "eine Schwellung", "Physiotherapie", "Fieber", "eine Fraktur", "leichte Unruhe"],
    "fr": ["la facture", "votre contrat", "le colis", "la réparation", "votre compte", "le devis"],
    "es": ["humedad", "una grieta", "un retraso", "una mejora", "ruido", "una fuga"],
    "ja": ["ご注文", "お支払い", "配送先", "契約内容", "請求書", "予約"],
    "ar": ["الحساب", "العقد", "الجهاز", "الفاتورة", "الموعد", "التقرير"],
}
NAMES = [
    "Anna",
    "Bo",
    "Carla",
    "Dmitri",
    "Elif",
    "Farid",
    "Grace",
    "Hanna",
    "Ivo",
    "Jun",
    "Kofi",
    "Lena",
    "Mateo",
    "Nils",
    "Oya",
    "Priya",
]

LABELS = [
    "refund",
    "delay",
    "damage",
    "praise",
    "question",
    "login",
    "invoice",
    "address",
    "cancel",
    "upgrade",
    "spam",
    "other",
]


def sentence(chance: random.Random, language: str = "en") -> str:
    if language == "en":
        pattern = chance.choice(ENGLISH)
        text = pattern.format(**{slot: chance.choice(words) for slot, words in FILL.items()})
        return text[0].upper() + text[1:] + "."
    text = chance.choice(OTHER[language]).format(w=chance.choice(WORDS[language]), d=chance.randint(2, 40))
    return text + ("。" if language == "ja" else ".")


def prose(chance: random.Random, low: int, high: int, language: str = "en") -> str:
    gap = "" if language == "ja" else " "
    return gap.join(sentence(chance, language) for _ in range(chance.randint(low, high)))


def phrase(chance: random.Random) -> str:
    return f"{chance.choice(FILL['n'])} with {chance.choice(FILL['x'])}"


def name(chance: random.Random) -> str:
    return chance.choice(NAMES)
