"""Small words that tell languages with Latin letters apart."""

_WORDS = {
    "en": """
        the and to of is in it you that for on with this was are have be my not but your
        they at we can what just when will do how me from if or there has would been i'm
        don't it's an i get still any please why does did our all about help out up by
        as so no am anyone because before best day even first go going good great he her
        here him his i've into know last let like make more much never new next off one
        only other over people really right said same see she should some than thank
        thanks their them then these thing think time today too two under us use used
        very want way we're were where which who work working year yes you're could
        doesn't didn't says ever every after again always can't won't isn't need
        """,
    "de": """
        der die das und ist nicht ich ein eine zu mit für auf von den dem sie wir ihr es
        war auch noch nur wie was bei aus nach wenn kann mein meine seit immer habe hat
        haben sind im am euch mir schon keine gibt
        """,
    "fr": """
        le la les des est et un une je vous pas que pour dans sur avec mon ma mes ce
        cette du au nous j'ai c'est qui ne plus très votre depuis ou mais comment en il
        elle son par été l'app quand suis toujours
        """,
    "es": """
        el la los las de que y en un una es por con no para mi me se lo su del al está
        como pero más ya muy cuándo qué tengo hay son este esta desde han mis fue cuando
        sin hola dónde
        """,
    "pt": """
        o a os as de que e em um uma é por com não para meu minha me se do da no na dos
        das está como mas mais já muito quando você vocês ainda foi são isso há desde
        tem cadê pelo pela
        """,
    "it": """
        il lo la gli le di che e un una è per con non mi si del della nel al ho sono
        come ma più già molto quando mio mia ancora questo questa da dei alla avete c'è
        ci vi anche perché
        """,
    "nl": """
        de het een en van is niet ik dat in op te met voor zijn mijn jullie maar nog wat
        er als aan bij om ook heb heeft naar kan wel geen deze al zo dit waarom hoe weer
        wordt hebben
        """,
    "sv": """
        och att det är inte jag en ett på som för med av min mitt har till när ni den så
        men om vad kan från var hur fortfarande de nu igen er sedan mycket
        """,
    "fi": """
        ja on ei en se että oli mutta kun niin mitä minun olen ole vielä tämä kanssa jo
        nyt miksi miten missä mikä taas voi kiitos saa oma
        """,
    "pl": """
        i w nie na się jest to że z do jak co za po ale mój moja już mi tak od czy mam
        jeszcze przez dla moje dlaczego kiedy gdzie jestem są
        """,
    "cs": """
        a je se na v že to si s z do jak ale už mi můj moje mám jsem není proč kdy kde
        co byl za od pro jste stále mě
        """,
    "ro": """
        și este nu în pe cu la de un o că să mi din am ce mai pentru meu mea care când
        unde sunt cum dar încă fost ați vă
        """,
    "tr": """
        ve bir bu için çok ne de da mi mı var yok ben ama daha gibi kadar nasıl neden
        hala olarak siz değil benim oldu şu
        """,
    "id": """
        yang dan di ini itu tidak saya ke dari untuk dengan ada bisa sudah belum kenapa
        apa kapan gimana mau nggak tolong kami masih lagi akan pada juga terima kasih
        bagaimana
        """,
    "vi": """
        và là của không tôi có được cho này đã các một với trong khi bao giờ sao rồi vẫn
        nào thế mình hàng
        """,
}


def _by_word() -> dict[str, tuple[tuple[str, float], ...]]:
    found: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {
        word: tuple((language, 1 / len(languages)) for language in languages)
        for word, languages in found.items()
    }


FUNCTION_WORDS = _by_word()
