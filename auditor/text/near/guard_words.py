"""Words that make two texts that look alike say different things: numbers, dates and negations.

One of a kind is left out where it is also an everyday word (one, second, may, sat): changing it into any
other still changes the numbers of the text.
"""

NEGATIONS = """
no not never none nothing nobody nowhere neither nor cannot without hardly scarcely barely unless
t dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent hadnt mustnt
neednt mightnt maynt shant aint amnt cannt willnt
nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne
pas jamais aucun aucune rien sans
nunca jamás nada nadie sin não sem nessuno senza
geen niet nooit zonder
не нет ни никогда без
nie bez
""".encode()

COUNTS = b"""
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
ii iii iv vi vii viii ix
third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth thirtieth half quarter twice dozen
"""

NUMBERS = (
    COUNTS
    + """
monday tuesday wednesday thursday friday saturday sunday
mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sun
january february march april june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
yesterday tomorrow tonight next last week weeks weekend month months year years noon midnight ago

zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig dreissig hundert tausend
montag dienstag mittwoch donnerstag freitag samstag sonntag
januar februar märz april mai juni juli august september oktober november dezember
heute gestern übermorgen woche monat jahr

deux trois quatre cinq six sept huit dix onze douze vingt trente cent mille
lundi mardi mercredi jeudi vendredi samedi dimanche
janvier février mars avril juin juillet août septembre octobre novembre décembre demain hier semaine mois

dos tres cuatro cinco seis siete ocho nueve diez veinte treinta ciento mil
lunes martes miércoles jueves viernes sábado domingo
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
mañana ayer hoy semana año

quattro cinque sette otto nove dieci venti lunedì martedì mercoledì giovedì venerdì domenica
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre domani ieri oggi settimana

dois três quatro sete oito dez terça quarta quinta sexta
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro amanhã ontem hoje

twee drie vijf zes zeven negen tien maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
januari februari maart augustus morgen gisteren vandaag

два две три четыре пять шесть семь восемь девять десять двадцать сто тысяча
понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
завтра вчера сегодня неделе неделю месяц году
""".casefold().encode()
)
