"""Common words of languages in Latin letters, and the letters beside a to z that each is written with."""

from __future__ import annotations

COMMON = {
    "English": "the of and to is are was were that this with for you your it have has not "
    "from will be on a by at can there which we they been because until had but or as an its "
    "these those may any all some other than if such into only also one use used our their he she "
    "his her what who how would could should about out i me my so up no just like get make know "
    "more time year years people first new two next last need want please here now many much very "
    "same both each while through where after before over between day days do does did go see am "
    "in",
    "German": "der die das und ist nicht ein eine mit von für auf den dem sie wir ich bei "
    "auch wird zu im des einer eines sich wurde werden kann nach durch wie oder wenn nur aus sind "
    "haben zum zur keine heute morgen bitte sehr noch schon immer wieder ohne unter gegen vor "
    "seit bis man jetzt hier dann dein deine du einem einen hat über dass kein vom mehr ihre ihr "
    "ihnen dieser diese dieses diesem ab binnen in an es so dies",
    "French": "le les des est et une pour dans que qui vous nous avec sur pas ce cette au "
    "sont votre du un il elle ne par ou mais aux être été sa son ses leur la de en si plus tout "
    "toute ces leurs comme peut peuvent à",
    "Spanish": "el los las y es una para que por con del se su no como más está son usted en "
    "al yo tu ser muy cuando donde desde hasta cada todo todos dos hoy debe puede un lo le pero "
    "sus este esta sobre sin entre ha de la o si e también",
    "Italian": "il gli della di è che per una sono non con del questo nel alla si anche più "
    "lo un i se al mi ne ho da ma come delle dei nella ha dal sul questa essere la le o e ed in "
    "può quando ogni puoi",
    "Portuguese": "o os do da é que para um uma não com em por mais você no na são ao seu dos "
    "das se está foi ser muito pelo pela também isso de a e as ou como pode este esta quando nos "
    "nas desde",
    "Dutch": "het een en van is niet dat op te met voor zijn er aan ook uw wij u deze bij ik "
    "je als wordt worden naar door om maar dit hebben kan de in kunt",
    "Polish": "w na z jest nie się że jak są dla oraz po od przez może być ale tak tym tego "
    "tylko i a o u to do za ze można które który jego jej ich gdy ten ta te jeśli lub także ma",
    "Turkish": "ve bir bu için ile da de olarak daha çok ne var gibi olan siz mi",
    "Swedish": "och att det är som på en av för med den till inte ett om har vi du kan från "
    "efter eller men när ska så i de vid",
    "Danish or Norwegian": "og ikke af fra til også eller hvis når være blev bliver mellem "
    "jeg mig dig denne dette hvor hvordan noget nogle skal kun deres ved hvad kunne er det som på "
    "en med den et om har vi du kan var efter men at for der i",
    "Finnish": "on se ja ei että joka mutta kun myös ovat voi tämä tai jos niin kuin sekä hän olla "
    "oli mukaan sitä kanssa ole tämän jotka sen minä sinä emme en et voin voit voimme jälkeen "
    "ennen huomenna nyt vielä mitä kuluttua olen olet teidän meidän hyvä",
    "Czech": "je že jsou nebo pro které který která jako tento tato ale aby není jen než při "
    "také už své jejich podle byl bylo bude a i v na se s z k o do za od po to můžete",
    "Hungarian": "az és egy nem hogy van csak mint vagy már még lehet ami ezt meg volt minden "
    "a is de el ha be",
    "Romanian": "și este nu care cu din pentru sunt mai sau în fost acest această prin că să de la o un se a",
    "Indonesian": "yang dan untuk dengan tidak ini itu dari pada adalah akan dapat atau oleh "
    "dalam saya anda juga bisa",
    "Vietnamese": "và là của có không được cho trong một các với này để khi người",
    "Catalan": "els és una per amb no que del dels als al es la un més però aquest aquesta si "
    "o i seva quan podeu també són ho fins altres qualsevol en de hi ha ja us cada vostra vostre "
    "fer sobre",
    "Galician": "por como pode ou ser os a o as e de unha un para non que do da dos das co coa polo pola ao "
    "é desde nun nunha dun dunha isto aos todas se máis son sen cando tamén súa no na nos nas en esta este",
    "Slovene": "in je na za se da ki ne so z v pri ali ni lahko tudi če ter iz po kot vse še "
    "samo ko od biti bo ste to ta te vaš vašega",
    "Croatian or Serbian": "i je na za se da u koji koja koje ne su od ili nije možete kako "
    "ako li iz po što kao samo će ste s biti može to ovo sve vaš vašeg svoj te kada prema",
    "Slovak": "a je na sa že ako pre ktoré ktorý alebo nie sú pri aby aj len čo už môže "
    "môžete by k vo zo od tento táto všetky keď jeho",
    "Lithuanian": "ir yra kad su į iš ar ne tai kaip bet jei gali galite savo už nuo apie kai "
    "tik bus buvo per prie arba dėl jų",
    "Latvian": "un ir ka ar no uz par lai vai kas bet nav var varat jūs jūsu to pēc pie ja kā "
    "savu arī tikai tas šo ko līdz",
    "Estonian": "ja on ei et see ka või kui oma mis selle ning aga siis saab võib teie ole "
    "kas need seda mida välja",
}
"""Words that are common in one language; some are in several."""

LETTERS = {
    "English": "éèêëïîçñäöüåøæáíó",
    "German": "äöüßé",
    "French": "àâæçéèêëîïôœùûüÿ",
    "Spanish": "áéíóúüñ",
    "Italian": "àèéìíîòóùú",
    "Portuguese": "áâãàçéêíóôõúü",
    "Dutch": "éèëïöüáóíê",
    "Polish": "ąćęłńóśźż",
    "Turkish": "çğıöşüâîû",
    "Swedish": "åäöéà",
    "Danish or Norwegian": "æøåéóòêô",
    "Finnish": "äöåšž",
    "Czech": "áčďéěíňóřšťúůýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîșțşţ",
    "Indonesian": "é",
    "Vietnamese": "àáâãèéêìíòóôõùúýăđĩũơư" + "".join(map(chr, range(0x1EA1, 0x1EFA, 2))),
    "Catalan": "àçèéíïòóúü",
    "Galician": "áéíóúüñï",
    "Slovene": "čšžćđ",
    "Croatian or Serbian": "čćđšž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Lithuanian": "ąčęėįšųūž",
    "Latvian": "āčēģīķļņšūž",
    "Estonian": "äõöüšž",
}
"""Small letters, with those of common loan words."""
