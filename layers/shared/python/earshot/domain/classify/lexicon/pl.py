"""Polish."""

CUES = {
    "negation": "nie, nigdy, nic, żaden, żadnej, bez, ani",
    "intensify 1.4": "bardzo, naprawdę, strasznie, mega, super",
    "contrast": "ale, jednak, chociaż",
    "valence 2.5": """
        świetn*, super, doskonał*, wspaniał*, genialn*, rewelacj*, najlepsz*, idealn*,
        uwielbiam, kocham
        """,
    "valence 1.8": """
        dziękuję, dzięki, dobrze, dobra, dobry, polecam, zadowolon*, szybka, szybką, szybko,
        miło, pomocn*, fajn*
        """,
    "valence -1.2": "problem*, błąd, opóźni*, wolno, czekam, brak, drogo, późno",
    "valence -2.5": """
        zepsut*, okropn*, fataln*, tragedia, tragiczn*, wstyd, skandal, oszust*, rozczarowan*,
        beznadziej*, dramat, najgorsz*, żenada, kurwa
        """,
    "complaint 2": """
        nie działa, nie dotarła, nie dotarł, nie przyszła, nie otrzymałem, nie otrzymałam,
        wciąż, nadal, ciągle, zepsut*, reklamacj*, skandal, oszust*, nikt nie, wstyd,
        rozczarowan*, awaria, zawiesza
        """,
    "complaint 1": "problem*, błąd, opóźni*, czekam, znowu",
    "question 2": """
        jak mogę, gdzie jest, kiedy będzie, czy można, czy macie, czy jest, ile kosztuje,
        czy mogę
        """,
    "question 1": "jak, gdzie, kiedy, czy, dlaczego, ile, kto",
    "request 2": "proszę o, potrzebuję pomocy, pomóżcie, chciałbym, chciałabym",
    "request 1": "proszę, pomoc, potrzebuję",
    "feedback 3": "byłoby super, sugestia, powinniście, fajnie by było",
    "praise 2": "dziękuję za, super obsługa, polecam, dzięki za, bardzo zadowolon*",
    "praise 1": "dziękuję, dzięki, super",
    "urgent 2": "pilne, pilnie, natychmiast, jak najszybciej",
    "outage 2": "awaria, padło, nie działa strona",
    "legal 2": "prawnik, adwokat, sąd, pozew, uokik, rodo",
    "safety 2": "niebezpieczn*, pożar, wybuch*, ranny, dym, szpital",
    "self_harm 2": "samobójstwo, zabić się",
    "press 2": "dziennikarz*, redakcj*",
    "security 2": "zhakowan*, phishing, wyciek, włamanie",
    "profanity 2": "kurwa, cholera, chuj*",
}
