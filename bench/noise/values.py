"""Values to plant: keys, numbers with check digits, sentences in other languages. All are made up."""

from __future__ import annotations

import base64
import json
import string
from random import Random

from stdnum import luhn

ALNUM = string.ascii_letters + string.digits
CAPITALS = string.ascii_uppercase + string.digits
HEX = "0123456789abcdef"


def letters(rng: Random, count: int, alphabet: str = ALNUM) -> str:
    return "".join(rng.choice(alphabet) for _ in range(count))


def card(rng: Random) -> str:
    number = rng.choice(["4539", "4916", "5425", "5212"]) + letters(rng, 11, string.digits)
    number += luhn.calc_check_digit(number)
    return " ".join(number[at : at + 4] for at in range(0, 16, 4))


def iban(rng: Random) -> str:
    account = letters(rng, 18, string.digits)
    check = 98 - int(account + "131400") % 97
    number = f"DE{check:02}{account}"
    return " ".join(number[at : at + 4] for at in range(0, 22, 4)) if rng.random() < 0.5 else number


def token(rng: Random) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    header, payload = (
        part({"alg": "HS256", "typ": "JWT"}),
        part({"sub": letters(rng, 8), "iat": 1_700_000_000}),
    )
    return f"{header}.{payload}.{letters(rng, 43)}"


def pem(rng: Random) -> str:
    kind = rng.choice(["RSA ", "EC ", "", "OPENSSH "])
    body = "\n".join(letters(rng, 64) for _ in range(5))
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----"


def phone(rng: Random) -> str:
    area, exchange = (
        rng.choice(["212", "415", "650", "312"]),
        f"{rng.randint(230, 899)}".replace("11", "12", 1),
    )
    return rng.choice(["{}-{}-{}", "({}) {}-{}", "{}.{}.{}"]).format(
        area, exchange, letters(rng, 4, "23456789")
    )


GERMAN = (
    "Die Karte wird innerhalb von fünf Werktagen an Ihre Adresse geschickt, wenn Sie den Antrag stellen.",
    "Wir empfehlen Ihnen, warme Kleidung mitzunehmen, weil der Wind am Abend sehr kalt werden kann.",
    "Das Museum öffnet um neun Uhr, und die letzten Besucher kommen eine halbe Stunde vor Schluss hinein.",
    "Bitte nehmen Sie das Medikament zweimal täglich nach dem Essen mit einem großen Glas Wasser ein.",
)
FRENCH = (
    "La carte sera envoyée à votre adresse dans les cinq jours ouvrables, dès que la demande sera remplie.",
    "Nous vous conseillons d'emporter des vêtements chauds, car le vent peut devenir très froid le soir.",
    "Le musée ouvre à neuf heures et les derniers visiteurs sont admis une demi-heure avant la fermeture.",
    "Prenez le médicament deux fois par jour après les repas avec un grand verre d'eau.",
)
SPANISH = (
    "La tarjeta se enviará a su dirección en un plazo de cinco días hábiles, una vez rellenada la solicitud.",
    "Le recomendamos que lleve ropa de abrigo, porque el viento puede ser muy frío por la noche.",
    "El museo abre a las nueve y los últimos visitantes entran media hora antes del cierre.",
    "Tome el medicamento dos veces al día después de las comidas con un vaso grande de agua.",
)
OTHERS = (
    "Карта будет отправлена по вашему адресу в течение пяти рабочих дней после заполнения заявки.",
    "Мы советуем взять с собой тёплую одежду, потому что вечером ветер бывает очень холодным.",
    "博物馆早上九点开门，最后一批参观者在闭馆前半小时入场，请提前购买门票并准时到达，谢谢您的配合与理解，祝您参观愉快。",
    "カードは申し込みが完了してから五営業日以内にご住所へ発送されますので、それまでしばらくお待ちください。",
    "카드는 신청서를 작성하신 후 오일 이내에 귀하의 주소로 발송되오니 잠시만 기다려 주시기 바랍니다.",
    "سيتم إرسال البطاقة إلى عنوانك خلال خمسة أيام عمل بعد ملء الطلب وتوقيعه من قبلك.",
    "Karta zostanie wysłana na Pański adres w ciągu pięciu dni roboczych od wypełnienia wniosku.",
    "De kaart wordt binnen vijf werkdagen naar uw adres gestuurd, nadat u de aanvraag hebt ingevuld.",
    "A carteira será enviada para o seu endereço em até cinco dias úteis após o preenchimento do pedido.",
    "La carta verrà spedita al vostro indirizzo entro cinque giorni lavorativi dalla domanda che ha fatto.",
    "Kortet skickas till din adress inom fem arbetsdagar efter det att du har fyllt i ansökan.",
    "Kart, başvuruyu doldurduktan sonra beş iş günü içinde adresinize gönderilecektir.",
)
