"""Sentences for the fourth and fifth collection, in several languages, from small grammars."""

from __future__ import annotations

import random
from collections.abc import Sequence

_ENGLISH = (
    ("The parcel", "Your account", "The nightly backup", "Our courier", "The invoice from March", "This plan",
     "The second engine", "A colleague of mine", "The new policy", "The staging server", "Her passport",
     "The blue kettle", "Every subscriber", "The water pump", "His insurance", "The library card"),
    ("was moved to", "depends on", "still waits for", "has been compared with", "differs from", "arrived before",
     "will be replaced by", "belongs to", "was blocked by", "runs next to", "cannot reach", "replaces"),
    ("the depot in Leeds", "an older contract", "the primary database", "a valve nobody had checked",
     "the customs office", "the refund we promised", "last year's budget", "the north entrance",
     "a missing signature", "three separate reports", "the tram line", "a locked drawer", "the morning shift"),
    ("", "", " on Tuesday", " because of the storm", " without any notice", " for the second time",
     " at a lower price", ", as agreed", ", although the form was complete", " until further notice"),
)  # fmt: skip
_GERMAN = (
    ("Der Antrag", "Die Rechnung", "Das Gerät", "Unsere Werkstatt", "Der Vertrag", "Die Lieferung",
     "Ihr Konto", "Das Formular"),
    ("liegt seit gestern bei", "wurde verglichen mit", "wartet noch auf", "gehört nicht zu", "folgt auf",
     "hängt ab von", "steht neben"),
    ("der Zentrale in Kassel", "einer älteren Fassung", "dem Zählerstand", "der zweiten Mahnung",
     "einem Ersatzteil", "der Kasse im Erdgeschoss"),
    ("", " und ist nicht dringend", " wegen der Feiertage", ", wie wir es mit Ihnen besprochen haben", " für die nächste Woche"),
)  # fmt: skip
_FRENCH = (
    ("Le colis", "Votre dossier", "La facture", "Notre service", "Le contrat", "La chaudière", "Ce billet"),
    ("est encore chez", "dépend de", "a été comparé avec", "attend toujours", "remplace", "précède"),
    ("le transporteur à Lyon", "une ancienne version", "la signature de votre conseiller", "les pièces de rechange",
     "le bureau du premier étage"),
    ("", " depuis lundi", " pour une raison technique", ", comme convenu avec vous", " et ce n'est pas urgent"),
)  # fmt: skip
_PORTUGUESE = (
    ("O pedido", "A sua conta", "O técnico", "A fatura de maio", "O contrato", "A entrega", "Este plano"),
    ("ainda depende de", "foi comparado com", "não chegou antes de", "está à espera de", "substitui"),
    ("uma assinatura do cliente", "o armazém em Braga", "um relatório mais antigo", "a filial do centro",
     "uma peça que não temos"),
    ("", " por causa da chuva", " e não há data para isso", ", como foi dito ao seu gerente", " desde ontem"),
)  # fmt: skip
_RUSSIAN = (
    ("Заявка", "Посылка", "Ваш счёт", "Новый прибор", "Старая версия", "Наш мастер", "Квитанция"),
    ("находится рядом с", "зависит от", "сравнивается с", "ожидает", "заменяет", "приходит раньше, чем"),
    ("склад в Твери", "подпись заказчика", "отчёт за март", "резервный насос", "касса на первом этаже"),
    ("", " со вторника", " из-за погоды", ", как мы и договорились", " без предупреждения"),
)  # fmt: skip
_CHINESE = (
    ("这份合同", "您的包裹", "新的设备", "昨天的报告", "第二台水泵", "客服人员", "那张发票"),
    ("需要等待", "取决于", "不同于", "已经送到", "替换了", "属于"),
    ("上海的仓库", "客户的签名", "去年的预算", "备用零件", "一楼的窗口"),
    ("", "，因为下雨", "，按照之前的约定", "，没有提前通知"),
)
_ARABIC = (
    ("الطلب", "الفاتورة", "الجهاز الجديد", "حسابك", "العقد القديم", "المضخة الثانية"),
    ("ينتظر", "يختلف عن", "وصل قبل", "يعتمد على", "يوجد بجانب"),
    ("المستودع في عمان", "توقيع العميل", "تقرير شهر مارس", "قطعة الغيار", "مكتب الطابق الأول"),
    ("", " منذ يوم الاثنين", " بسبب المطر", "، كما اتفقنا"),
)
_KOREAN = (
    ("주문하신 상품은", "새 장비는", "고객님의 계정은", "지난달 청구서는", "두 번째 펌프는"),
    ("부산 창고에", "고객 센터에", "이전 계약에", "일 층 창구에"),
    ("아직 도착하지", "어제 등록되지", "함께 보관되지"),
    ("않았습니다", "않을 예정입니다"),
)
_HINDI = (
    ("आपका आवेदन", "नया उपकरण", "पिछले महीने का बिल", "दूसरा पंप", "यह अनुबंध"),
    ("दिल्ली के गोदाम", "ग्राहक के हस्ताक्षर", "पुरानी रिपोर्ट", "पहली मंज़िल के दफ़्तर"),
    ("पर निर्भर है", "से अलग है", "के पास पहुँच गया है", "की प्रतीक्षा में है"),
    ("",),
)
_SPANISH = (
    ("El paquete", "Su cuenta", "La factura", "Nuestro técnico", "El contrato", "La caldera"),
    ("todavía depende de", "se comparó con", "no llegó antes que", "está a la espera de", "sustituye a"),
    ("una firma del cliente", "el almacén de Bilbao", "un informe más antiguo", "la oficina del centro"),
    ("", " por la lluvia", " y no es urgente", ", como se acordó con usted", " desde el lunes"),
)

_GRAMMARS: dict[str, tuple[Sequence[str], ...]] = {
    "en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "pt": _PORTUGUESE, "ru": _RUSSIAN, "zh": _CHINESE,
    "ar": _ARABIC, "ko": _KOREAN, "hi": _HINDI, "es": _SPANISH,
}  # fmt: skip
_STOPS = {"zh": "。", "hi": "।"}


def clause(chance: random.Random, language: str = "en") -> str:
    """A sentence without its full stop."""
    first, verb, last, tail = (chance.choice(part) for part in _GRAMMARS[language])
    joint = "" if language == "zh" else " "
    return f"{first}{joint}{verb}{joint}{last}{' ' if language == 'ko' else ''}{tail}"


def sentence(chance: random.Random, language: str = "en") -> str:
    """One sentence."""
    return clause(chance, language) + _STOPS.get(language, ".")


def text(chance: random.Random, low: int, high: int, language: str = "en") -> str:
    """Between `low` and `high` sentences on one line."""
    joint = "" if language == "zh" else " "
    return joint.join(sentence(chance, language) for _ in range(chance.randint(low, high)))


def paragraphs(chance: random.Random, low: int, high: int, language: str = "en") -> str:
    """Paragraphs of a few sentences, an empty line between them."""
    return "\n\n".join(text(chance, 2, 5, language) for _ in range(chance.randint(low, high)))


def word(chance: random.Random) -> str:
    """A made-up word, as in identifiers."""
    return "".join(
        chance.choice(("ka", "lo", "mi", "ru", "ten", "sa", "vor", "el", "di"))
        for _ in range(chance.randint(2, 3))
    )


def name(chance: random.Random) -> str:
    """A person."""
    first = chance.choice(
        ("Amara", "Jonas", "Priya", "Mateo", "Yuki", "Olga", "Samir", "Grace", "Liam", "Noor")
    )
    last = chance.choice(
        ("Okafor", "Lindqvist", "Patel", "Romero", "Tanaka", "Petrova", "Haddad", "Kim", "Walsh")
    )
    return f"{first} {last}"
