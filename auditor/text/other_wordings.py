"""What refusals, identities, turns and web furniture are called in languages other than English.

The expressions are matched against lower case with straight apostrophes. Every expression needs one of the
literals beside it, so that a gate can stand in front (a test holds each table to it).
"""

from __future__ import annotations

import re

from auditor.text.expression import later
from auditor.text.gated import Gated

_MODEL = r"(?:chat ?gpt|gpt-?\d\w{0,3}|claude|gemini|bard|llama|copilot|qwen|deepseek|mistral|grok)"
_VENDOR = r"(?:openai|anthropic|google|meta|microsoft|mistral|deepseek|alibaba)"

# How a language model introduces itself: "as a language model", "I am ChatGPT", "trained by OpenAI".
IDENTITY = later(
    r"\bals (?:ein |großes |reines )*(?:ki-|ai-)?sprachmodell|\bich bin (?:nur )?ein (?:ki-|ai-)?sprachmodell"
    r"|\bals (?:eine )?(?:ki|künstliche intelligenz)(?:-assistent)?,? (?:kann|habe|bin|verfüge|besitze) ich\b"
    r"|\b(?:en tant que?|comme|je suis un) (?:grand )?modèle (?:de langage|linguistique)"
    r"|\ben tant qu'(?:ia|intelligence artificielle|assistant ia),? je (?:ne|n')"
    r"|\b(?:como|soy un) (?:un |um )?(?:gran(?:de)? )?modelo de (?:lenguaje|linguagem)"
    r"|\bsou um (?:grande )?modelo de linguagem"
    r"|\bcomo (?:una )?(?:ia|inteligencia artificial|asistente de ia),? no (?:tengo|puedo)"
    r"|\bcomo (?:uma )?(?:ia|inteligência artificial),? (?:eu )?não (?:tenho|posso)"
    r"|\b(?:come|in quanto|sono un) (?:un )?modello (?:linguistico|di linguaggio)"
    r"|\b(?:als|ik ben) (?:een )?(?:groot |ai-?|ki-?)*taalmodel|\bjako (?:duży )?model językowy"
    r"|\bкак (?:большая )?языковая модель|\bя(?: —| -)? (?:всего лишь )?языковая модель"
    r"|\bbir (?:yapay zeka )?dil modeli olarak|\bsom en (?:ai-|stor )?språkmodell"
    r"|作为(?:一个|一名|一款)?[^。\n]{0,8}(?:语言模型|(?:人工智能|ai) ?助手)"
    r"|我(?:只)?是(?:一个)?[^。\n]{0,8}语言模型"
    r"|言語モデル(?:として|です|なので|であり)|\bai(?:アシスタント)?として|언어 모델(?:로서|로써|입니다|이기)"
    rf"|\b(?:ich bin|je suis|soy|sono|sou|ik ben|jestem|я) {_MODEL}\b|我是 ?{_MODEL}|私は ?{_MODEL}"
    rf"|\b(?:entwickelt von|trainiert von|développé par|entraîné par|desarrollado por|entrenado por"
    rf"|sviluppato da"
    rf"|desenvolvido por|ontwikkeld door) {_VENDOR}\b"
)
IDENTITY_LITERALS = (
    *("sprachmodell", "als ki", "als eine ki", "künstliche intelligenz", "modèle de langage"),
    *("modèle linguistique", "qu'ia", "qu’ia", "intelligence artificielle", "assistant ia", "como ia"),
    *("modelo de lenguaje", "modelo de linguagem", "inteligencia artificial", "inteligência artificial"),
    *("como una ia", "como uma ia", "asistente de ia", "modello linguistico", "modello di linguaggio"),
    *("taalmodel", "model językowy", "языковая модель", "dil modeli", "språkmodell", "语言模型", "智能助手"),
    *("ai助手", "ai 助手", "智能 助手", "言語モデル", "aiとして", "언어 모델"),
    *("chatgpt", "chat gpt", "gpt-", "claude", "gemini", "bard", "llama", "copilot", "qwen", "deepseek"),
    *("mistral", "grok", "gpt3", "gpt4", "entwickelt von", "trainiert von", "développé par", "entraîné par"),
    *("desarrollado por", "entrenado por", "sviluppato da", "desenvolvido por", "ontwikkeld door"),
)

# A refusal of the whole task, at the beginning of an output.
_HERE = r"[^.!?\n]{0,40}?"
_STOP = r"(?=\s*[.,!;]|\s*$)"
REFUSAL = later(
    rf"(?:(?:es )?tut mir (?:sehr )?leid|leider|entschuldigung)\b{_HERE}(?:kann"
    rf"|darf) ich {_HERE}nicht (?:weiter)?helfen"
    rf"|(?:(?:es )?tut mir (?:sehr )?leid|leider|entschuldigung)\b{_HERE}ich (?:kann"
    rf"|darf) {_HERE}nicht (?:weiter)?helfen"
    rf"|(?:(?:es )?tut mir (?:sehr )?leid{_HERE})?ich kann (?:diese|ihre"
    rf"|deine) (?:an)?frage nicht (?:erfüllen|beantworten)"
    rf"|(?:je suis (?:vraiment )?)?désolée?\b{_HERE}je ne (?:peux|puis) pas (?:vous |t')?(?:y )?(?:aider"
    rf"|répondre)"
    rf"(?: (?:avec|à|dans) (?:cela|ça|cette|votre)[^.\n]{{0,30}})?{_STOP}"
    rf"|(?:lo siento|lo lamento|disculp\w+)\b{_HERE}no puedo (?:ayudar|responder|asistir)\w{{0,3}}"
    rf"(?: (?:con|a) (?:es[eoa]|est[eoa]|tu|su)[^.\n]{{0,30}})?{_STOP}"
    rf"|mi (?:dispiace|spiace)\b{_HERE}non posso (?:aiutar|risponder|assister)\w{{0,3}}"
    rf"(?: (?:con|a|in) (?:quest|ciò|la tua|la sua)[^.\n]{{0,30}})?{_STOP}"
    rf"|(?:sinto muito|desculpe|lamento)\b{_HERE}não (?:posso|consigo) (?:ajud|respond|atend)\w{{0,6}}"
    rf"(?: (?:com|a) (?:iss|ess|est|seu|sua)[^.\n]{{0,30}})?{_STOP}"
    rf"|(?:het spijt me|sorry|helaas)\b{_HERE}(?:kan ik|ik kan) {_HERE}niet (?:helpen|beantwoorden)"
    rf"|(?:przykro mi|przepraszam|niestety)\b{_HERE}nie mogę {_HERE}(?:pomóc|odpowiedzieć)"
    rf"|(?:извините|простите|к сожалению|прошу прощения)\b{_HERE}не могу {_HERE}(?:помочь|ответить|выполнить)"
    r"|(?:非常|很)?(?:抱歉|对不起)[，,]?[^。\n]{0,12}?(?:无法|不能)(?:协助|帮助|帮你|帮您|回答|满足|完成)"
    r"|申し訳(?:ありません|ございません)[^。\n]{0,30}?(?:お応え|お手伝い|お答え|対応|回答|協力)[^。\n]{0,8}(?:できません|かねます)"
    r"|죄송(?:합니다|하지만)[^\n]{0,30}?(?:도와|답변|제공|도움)[^\n]{0,8}수 (?:가 )?없"
)
REFUSAL_LITERALS = (
    *("nicht helfen", "nicht weiterhelfen", "frage nicht erfüllen", "frage nicht beantworten", "désolé"),
    *("lo siento", "lo lamento", "disculp", "mi dispiace", "mi spiace", "sinto muito", "desculpe", "lamento"),
    *("niet helpen", "niet beantwoorden", "nie mogę", "е могу", "抱歉", "对不起", "申し訳", "죄송"),
)

# A turn of the user, at the start of a line: what comes before the colon.
USERS = (
    *(
        "benutzer",
        "nutzer",
        "mensch",
        "utilisateur",
        "utilisatrice",
        "humain",
        "usuario",
        "humano",
        "usuário",
    ),
    *(
        "utente",
        "umano",
        "gebruiker",
        "mens",
        "użytkownik",
        "пользователь",
        "человек",
        "kullanıcı",
        "användare",
    ),
    *("用户", "用戶", "人类", "ユーザー", "ユーザ", "人間", "사용자", "người dùng", "pengguna", "المستخدم"),
)
_ASSISTANTS = (
    r"assistent\w?|assistante?|asistente|assistente|asystent|ассистент|помощник|ki|ia|ai|ии|bot|бот|chatgpt"
    r"|助手|助理|人工智能|アシスタント|어시스턴트|asistan|trợ lý|asisten|المساعد"
)
_USER = "|".join(USERS)
TURN = later(
    rf"^(?:\*\*)?(?:{_USER})(?:\*\*)?\s?[:：][^\n]{{0,2000}}\n{{1,3}}"
    rf"(?:\*\*)?(?:{_ASSISTANTS})(?:\*\*)?\s?[:：]",
    re.MULTILINE | re.IGNORECASE,
)
# The gate lowers ASCII letters only. French puts a space before the colon; "**" comes with a colon too.
TURN_LITERALS = (
    *(f"{user}:" for user in dict.fromkeys((*USERS, *(u.capitalize() for u in USERS if not u[0].isascii())))),
    *(f"{user} :" for user in ("utilisateur", "utilisatrice", "humain")),
    *(f"{user}：" for user in USERS if user[0] > "\u3000"),
)

# Lines that belong to a page and not to its text.
FURNITURE_LINE = later(
    r"(?:weiterlesen|mehr lesen|lire la suite|en savoir plus|leer más|seguir leyendo|leggi (?:tutto"
    r"|di più)|continua a leggere"
    r"|leia mais|saiba mais|lees (?:meer|verder)|czytaj (?:dalej|więcej)|читать (?:далее|полностью)"
    r"|подробнее|läs mer"
    r"|阅读更多|阅读全文|閱讀更多|続きを読む|もっと見る|더 보기|devamını oku)\s?[»›>…→.]{1,3}\s*$"
    r"|(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|tutti i diritti riservati"
    r"|todos os direitos reservados|alle rechten voorbehouden|wszelkie prawa zastrzeżone"
    r"|все права защищены|版权所有"
    r"|alla rättigheter förbehållna|tüm hakları saklıdır)[.\s]*$",
    re.MULTILINE | re.IGNORECASE,
)
FURNITURE = Gated(
    later(
        r"\b(?:diese (?:web)?s(?:eite|ite)|wir) (?:verwende[tn]|nutz(?:t|en)) cookies"
        r"|\bnous utilisons des cookies|\bce site utilise des cookies"
        r"|\b(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)|este site (?:utiliza|usa)) cookies"
        r"|\b(?:questo sito (?:web )?(?:utilizza|usa)|utilizziamo|usiamo)(?: i)? cookie"
        r"|\bdeze (?:web)?site (?:gebruikt|maakt gebruik van) cookies"
        r"|\b(?:ta strona|ten serwis) (?:używa|korzysta z)(?: plików)? cookies|(?:мы|этот сайт) использу(?:ем"
        r"|ет)(?: файлы)? (?:cookie|куки)"
        r"|(?:本网站|我们)使用(?:了)? ?cookie",
        re.IGNORECASE,
    ),
    ("cookie", "куки"),
    reach=60,
)
FURNITURE_LITERALS = (
    *(
        "weiterlesen",
        "mehr lesen",
        "lire la suite",
        "savoir plus",
        "leer más",
        "seguir leyendo",
        "leggi tutto",
    ),
    *("leggi di più", "continua a leggere", "leia mais", "saiba mais", "lees meer", "lees verder", "czytaj"),
    *(
        "читать",
        "подробнее",
        "läs mer",
        "阅读更多",
        "阅读全文",
        "閱讀更多",
        "続きを読む",
        "もっと見る",
        "더 보기",
    ),
    *("devamını oku", "rechte vorbehalten", "droits réservés", "derechos reservados", "diritti riservati"),
    *("direitos reservados", "rechten voorbehouden", "prawa zastrzeżone", "права защищены", "版权所有"),
    *("rättigheter förbehållna", "hakları saklıdır", " cookie", "файлы", "спользу", "使用cookie"),
    *("使用了cookie", "使用了 cookie"),
)
