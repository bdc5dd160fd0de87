"""Word pools and a small grammar: varied natural-looking text in several languages, from a seed."""

# texts to read
# fmt: off
from __future__ import annotations

import datetime
import random
import re

G = {
    "first": "Maria James Aisha Chen Olga Tomás Fatima Liam Noah Emma Priya Yusuf Ingrid Kofi Elena Raj Hannah Diego Mei Lars Zoe Ahmed Chloe Ivan Nina Samuel Grace Hugo Leila Oscar".split(),
    "last": "Smith Okafor Müller García Chen Novak Rossi Kowalski Haddad Larsen Dubois Tanaka Singh Brown O'Neill Petrov Silva Kim Ferrari Johansson Mbeki Weiss Costa Wright".split(),
    "city": "Berlin|Porto|Lagos|New York|São Paulo|Leeds|Osaka|Kraków|Cape Town|Lyon|Bogotá|Oslo|Pune|Austin|Ghent|Turin|Seville|Dublin|Hanoi|Tampa|Graz|Utrecht".split("|"),
    "street": "Mill Lane|High Street|Elm Road|Rue Pasteur|Bahnhofstraße|Via Roma|Station Road|Harbour Way|Oak Avenue|King's Road|Orchard Close".split("|"),
    "thing": "kettle|desk lamp|rain jacket|trail shoes|office chair|coffee grinder|phone case|backpack|garden hose|wireless mouse|blender|yoga mat|tent|monitor arm|bread knife|space heater|baby monitor|bike helmet".split("|"),
    "adj": "blue|lightweight|refurbished|compact|noisy|sturdy|second-hand|large|faulty|brand-new|foldable|waterproof|cheap|wooden|discontinued".split("|"),
    "company": "Northwind|Blue Harbor|Acme Tools|Lumen Labs|Fernweh Travel|Kite & Co|Redstone Bank|Papaya Mobile|Oakline|Verdant Foods|Halcyon Air".split("|"),
    "when": "yesterday|last week|this morning|on Monday|two days ago|over the weekend|in early March|after the update|during the night|since Friday|about an hour ago".split("|"),
    "who": "the customer|our supplier|a colleague|the courier|my neighbour|the support agent|the warehouse|an auditor|the landlord|the patient's daughter|the new intern".split("|"),
    "prob": "arrived with a cracked lid|does not switch on|makes a grinding noise|was delivered to the wrong address|lost its charge within an hour|smells of burnt plastic|is missing two screws|keeps disconnecting|stopped working {when}|came in the wrong size|leaks at the bottom|has never been shipped|was charged twice".split("|"),
    "want": "a refund|a replacement|an invoice for the accountant|a discount on the next order|to cancel the subscription|to change the delivery address|a call back before noon|store credit|a copy of the warranty|to speak to a manager".split("|"),
    "complaint": ["The {adj} {thing} {prob}.", "My {thing} {prob}, and I would like {want}.", "{when^} I ordered a {adj} {thing} from {company}, but it {prob}.", "I asked {who} for {want} {when}, without any reply so far.",
        "{who^} told me that the {thing} {prob}.", "Please send {want}; the {adj} {thing} {prob}."],
    "fact": ["{company} opened a second office in {city} {when}.", "The {adj} {thing} sells best in {city}, where {who} orders {num} a month.", "{who^} moved to {city} and now works for {company}.",
        "Most visitors to {city} arrive by train, although the airport handles about {num} flights a day.", "{company} plans to hire {num} people in {city} next year.", "Sales of the {thing} fell by {num} percent, mainly because it {prob}.",
        "A survey of {num} households found that {who} rarely reads the manual.", "The report blames the delay on {who}.", "Between {city} and {city} the road is closed for repairs.", "Nobody at {company} expected that the {thing} would be so popular."],
    "advice": ["Check that the {thing} is plugged in before you call {who}.", "Keep the receipt, because {company} asks for it.", "Store the {thing} in a dry place.", "Ask {who} for {want} in writing.", "Compare at least {num} offers from shops in {city}.",
        "Avoid buying a {adj} {thing} without a warranty.", "Write down the serial number of the {thing}.", "Clean the {thing} once a month with warm water.", "Let the {thing} cool down for {num} minutes.", "Book early if you travel to {city}.", "Replace the filter when the {thing} {prob}."],
    "ask": ["How do I reset my {thing}?", "What should I do when the {thing} {prob}?", "Tell me about {city}.", "Is {company} hiring in {city}?", "Can I still get {want}?", "Explain why the {adj} {thing} is popular.", "Who do I contact at {company} about {want}?", "Compare the {thing} and the {thing}."],
    "step": ["Unplug the {thing} and wait {num} minutes", "Remove the {adj} cover", "Tighten the screws on the {thing}", "Call {company} and ask for {want}", "Rinse the {thing} under cold water", "Hold the power button for {num} seconds", "Take a photo of the damage", "Fill in the form and send it to {who}", "Check the label under the {thing}", "Put the {thing} back and test it", "Note the date on which it {prob}"],
    "symptom": "a dry cough|chest tightness|a mild headache|lower back pain|nausea after meals|blurred vision|an itchy rash on both arms|ringing in the ears|fatigue|a sore throat|swollen ankles|dizziness on standing".split("|"),
    "dur": "three days|about a week|two months|several hours|since Tuesday|ten days|over a year|one night".split("|"),
    "drug": "ibuprofen|amoxicillin|metformin|lisinopril|paracetamol|omeprazole|salbutamol|sertraline|cetirizine|prednisolone".split("|"),
    "dx": "viral bronchitis|tension headache|contact dermatitis|gastro-oesophageal reflux|iron deficiency|muscle strain|allergic rhinitis|type 2 diabetes, stable|essential hypertension|vestibular neuritis".split("|"),
    "S": ["Patient reports {symptom} for {dur}.", "{first} {last} complains of {symptom} and {symptom}.", "Presents with {symptom}; denies {symptom}.", "Says that {symptom} began {dur} ago and got worse {when}.", "No fever at home. Takes {drug} daily."],
    "O": ["BP {bp}, pulse {hr}, temperature 36.{d} °C.", "Lungs clear, no wheeze. Pulse {hr}.", "Abdomen soft, not tender. Weight {hr} kg.", "Alert and oriented; BP {bp}.", "Skin warm and dry, SpO2 9{d} %."],
    "A": ["Most likely {dx}.", "{dx^}; differential includes {dx}.", "Findings consistent with {dx}.", "Suspected {dx}, mild.", "{dx^}, improving on {drug}."],
    "P": ["Start {drug} for {num} days; review in two weeks.", "Continue {drug}, rest and fluids.", "Blood tests today, follow-up by phone.", "Refer to a specialist if {symptom} persists.", "Stop {drug}. Return if worse."],
    "dish": "Lentil Soup|Lemon Chicken|Mushroom Risotto|Apple Crumble|Chickpea Curry|Tomato Tart|Banana Bread|Beef Stew|Pumpkin Gnocchi|Fish Tacos|Shakshuka|Pea Fritters".split("|"),
    "ingr": "flour|butter|red lentils|olive oil|chopped onion|brown sugar|chicken stock|grated cheese|plain yoghurt|tinned tomatoes|lemon juice|fresh basil|oats|minced garlic".split("|"),
    "cook": ["Heat the oil and fry the {ingr} until golden", "Stir in the {ingr} and simmer for {num} minutes", "Mix the {ingr} with the {ingr}", "Bake at {deg} °C for {num} minutes", "Season to taste", "Fold in the {ingr}, then rest for {num} minutes", "Serve hot with {ingr}", "Chop everything finely", "Blend until smooth"],
    "topic": "login page|payment retries|search index|image upload|session cache|CSV export|rate limiter|dark mode|onboarding flow|audit log|webhook parser|date picker|user avatars|job queue".split("|"),
    "verb": "fix add remove refactor speed_up document rename simplify handle validate".split(),
    "table": "customers orders invoices products employees shipments payments tickets".split(),
    "col": "id name city total created_at status email price country quantity".split(),
    "nature": "river pine moon sparrow snow cedar fog harbor lantern maple cricket stone".split(),
    "hai5": ["an old {nature} waits", "{nature} in the rain", "cold wind from the north", "morning {nature} light", "the {nature} sleeps on", "no one at the gate", "silent {nature} song", "far away a bell"],
    "hai7": ["the {nature} bends toward the sea", "footprints lead to the {nature}", "somewhere a {nature} is falling", "between the {nature} and the sky", "a child counts the {nature} twice", "slowly the {nature} forgets"],
    # German
    "de_s": ["Der Patient klagt seit {num} Tagen über Kopfschmerzen.", "Die Lieferung nach {city} verzögert sich um {num} Tage.", "Wir haben das Gerät geprüft und keinen Fehler gefunden.", "Bitte senden Sie uns die Rechnung noch einmal zu.", "Das Angebot gilt nur für Kunden in {city}.", "Die Sitzung wurde auf Donnerstag verschoben.", "Leider ist der Artikel zurzeit nicht verfügbar.", "Der Vertrag endet nach {num} Monaten von selbst.", "Für die Reparatur brauchen wir eine Vollmacht.", "Nach dem Neustart läuft das Programm wieder ohne Probleme."],
    "de_dx": "Migräne|Bluthochdruck|Erkältung|Rückenschmerzen|Allergie|Eisenmangel|Gastritis|Bronchitis".split("|"),
    "fr_s": ["Le colis est arrivé en retard de {num} jours.", "Nous vous remercions de votre message et de votre patience.", "La réunion aura lieu à {city} au mois de mai.", "Veuillez joindre une copie de la facture.", "Le client souhaite être remboursé avant la fin du mois.", "Cette offre n'est plus valable depuis hier.", "Il faut redémarrer l'appareil après la mise à jour.", "Nos bureaux sont fermés pendant {num} jours.", "La garantie couvre les pièces mais pas la main-d'œuvre.", "Le technicien passera chez vous demain matin."],
    "es_s": ["El paciente refiere dolor de cabeza desde hace {num} días.", "La factura llegó con {num} días de retraso.", "No se observan cambios respecto a la última visita.", "Se recomienda reposo y beber mucha agua.", "El pedido se entregó en {city} sin problemas.", "Conviene repetir la prueba dentro de {num} semanas.", "La presión arterial es normal.", "Niega fiebre, tos o náuseas.", "Toma ibuprofeno cuando aparece el dolor.", "Los resultados estarán listos el lunes."],
    "ru_s": ["После обновления программа перестала запускаться.", "Клиент из города {city} не получил письмо.", "Ошибка появляется примерно {num} раз в день.", "Нужно очистить кэш и войти в систему снова.", "Причиной стал неверный адрес сервера.", "Мы проверили журнал и нашли {num} похожих случаев.", "Проблема решена, наблюдаем за работой.", "Пользователь забыл пароль и заблокировал учётную запись.", "Заказ задержан на складе.", "Настройки были изменены вручную."],
    "ja_s": ["商品は{num}日以内に発送されます。", "会議は来週の火曜日に延期されました。", "お客様から返品のご希望がありました。", "原因は設定の誤りと考えられます。", "アプリを再起動すると正常に動作しました。", "売上は前年より{num}％増加しました。", "詳しい資料を添付いたします。", "担当者が現地を確認しました。", "部品の在庫が不足しています。", "次回の点検は{num}月に行います。"],
    "zh_s": ["患者咳嗽已有{num}天。", "建议多喝水并注意休息。", "订单将在{num}个工作日内送达。", "客户反映产品外壳有裂痕。", "目前体温正常，没有其他不适。", "需要复查血常规。", "会议改到下周三下午举行。", "系统升级后登录恢复正常。", "请保留好购买凭证。", "该药每日服用两次。"],
    "zh_n": "王伟|李娜|张敏|刘洋|陈静|杨磊|赵军|黄丽|周杰|吴芳".split("|"),
    "ar_s": ["تأخر وصول الطلب {num} أيام.", "يرجى إرسال نسخة من الفاتورة.", "تم حل المشكلة بعد إعادة التشغيل.", "يطلب العميل استرداد المبلغ.", "الاجتماع القادم يوم الثلاثاء.", "ارتفعت المبيعات بنسبة {num} في المئة.", "نعتذر عن الإزعاج ونشكركم على صبركم.", "المنتج غير متوفر حاليا في المخزن."],
    "hi_s": ["ग्राहक ने {num} दिन पहले शिकायत दर्ज की।", "कृपया अपना बिल दोबारा भेजें।", "सर्वर कल रात से बंद है।", "समस्या अब ठीक हो गई है।", "बैठक अगले सोमवार को होगी।", "उत्पाद {num} दिनों में पहुँच जाएगा।", "मरीज को हल्का बुखार है।", "हमने आपका अनुरोध दर्ज कर लिया है।"],
    "ko_s": ["주문하신 상품은 {num}일 안에 도착합니다.", "회의는 다음 주 화요일로 연기되었습니다.", "고객이 환불을 요청했습니다.", "업데이트 이후 앱이 실행되지 않습니다.", "담당자가 내용을 확인하고 있습니다.", "매출이 작년보다 {num}% 늘었습니다.", "영수증을 다시 보내 주세요.", "설정을 초기화하면 해결됩니다."],
    "it_s": ["Il pacco è arrivato con {num} giorni di ritardo.", "La riunione si terrà a {city} la prossima settimana.", "Vi preghiamo di inviare una copia della fattura.", "Il cliente desidera un rimborso completo.", "Il dispositivo funziona di nuovo dopo il riavvio.", "L'offerta è valida fino a venerdì.", "Il tecnico passerà domani mattina.", "Purtroppo l'articolo non è disponibile."],
    "pt_s": ["O pedido chegou com {num} dias de atraso.", "A reunião será em {city} na próxima semana.", "Por favor, envie uma cópia da fatura.", "O cliente deseja o reembolso do valor pago.", "O aparelho voltou a funcionar depois da atualização.", "A oferta é válida até sexta-feira.", "Infelizmente o produto está esgotado.", "O técnico passa amanhã de manhã."],
    "pl_s": ["Przesyłka dotarła z opóźnieniem {num} dni.", "Spotkanie odbędzie się w przyszłym tygodniu.", "Prosimy o ponowne przesłanie faktury.", "Klient oczekuje zwrotu pieniędzy.", "Urządzenie działa poprawnie po ponownym uruchomieniu.", "Oferta jest ważna do piątku.", "Niestety produkt jest obecnie niedostępny.", "Technik przyjedzie jutro rano."],
    "tr_s": ["Sipariş {num} gün gecikmeyle ulaştı.", "Toplantı önümüzdeki salı gününe ertelendi.", "Lütfen faturanın bir kopyasını gönderin.", "Müşteri para iadesi istiyor.", "Cihaz yeniden başlatıldıktan sonra düzgün çalışıyor.", "Teklif cuma gününe kadar geçerlidir.", "Maalesef ürün şu anda stokta yok.", "Teknisyen yarın sabah gelecek."],
    "el_s": ["Η παραγγελία έφτασε με καθυστέρηση {num} ημερών.", "Η συνάντηση θα γίνει την επόμενη εβδομάδα.", "Παρακαλούμε στείλτε ξανά το τιμολόγιο.", "Ο πελάτης ζητά επιστροφή χρημάτων.", "Η συσκευή λειτουργεί κανονικά μετά την επανεκκίνηση.", "Η προσφορά ισχύει μέχρι την Παρασκευή.", "Δυστυχώς το προϊόν δεν είναι διαθέσιμο.", "Ο τεχνικός θα έρθει αύριο το πρωί."],
}
REAL: dict[str, list[str]] = {}  # real sentences by symbol, seven times in ten in place of made ones
HOLE = re.compile(r"\{(\w+)(\^?)\}")


def say(r: random.Random, symbol: str) -> str:
    """One expansion of the symbol; `^` after a name makes its first letter big."""
    def fill(m: re.Match) -> str:
        k = m[1]
        if k == "num":
            return str(r.randint(2, 60))
        if k == "hr":
            return str(r.randint(55, 99))
        if k == "d":
            return str(r.randint(1, 9))
        if k == "bp":
            return f"{r.randint(105, 150)}/{r.randint(60, 95)}"
        if k == "deg":
            return str(r.choice([160, 180, 190, 200, 220]))
        v = say(r, k)
        return v[0].upper() + v[1:] if m[2] else v
    if symbol in REAL and r.random() < 0.7:
        return r.choice(REAL[symbol])
    return HOLE.sub(fill, r.choice(G[symbol]))


def para(r: random.Random, symbol: str, low: int, high: int, sep: str = " ") -> str:
    return sep.join(say(r, symbol) for _ in range(r.randint(low, high)))


def person(r):
    return f"{r.choice(G['first'])} {r.choice(G['last'])}"


def date(r, f="%Y-%m-%d"):
    return (datetime.date(2021, 1, 1) + datetime.timedelta(days=r.randrange(1700))).strftime(f)


def money(r):
    return round(r.uniform(3, 900), 2)
