"""Dutch."""

CUES = {
    "negation": "niet, geen, nooit, niets, zonder, nauwelijks",
    "intensify 1.4": "heel, erg, echt, zeer, super, zo",
    "contrast": "maar, echter, toch",
    "valence 2.5": "geweldig, fantastisch, perfect, uitstekend, top, prachtig, beste, super",
    "valence 1.8": """
        bedankt, dank, goed, goede, blij, tevreden, snel, snelle, vriendelijk, fijn, mooi,
        leuk, behulpzaam, aanrader
        """,
    "valence -1.2": """
        probleem, problemen, fout, vertraging, traag, laat, wacht, wachten, helaas, duur,
        kwijt
        """,
    "valence -2.5": """
        kapot, slecht, slechte, vreselijk, verschrikkelijk, schande, belachelijk, oplichters,
        oplichting, teleurgesteld, boos, waardeloos, schandalig, onacceptabel, ramp, kut
        """,
    "complaint 2": """
        kapot, werkt niet, doet het niet, nog steeds, niet ontvangen, niet aangekomen,
        geen reactie, geen antwoord, klacht, belachelijk, schandalig, oplichting,
        dubbel afgeschreven, afgeschreven, nooit meer, teleurgesteld, storing, loopt vast,
        crasht
        """,
    "complaint 1": "probleem, fout, vertraging, traag, alweer, wacht, weer",
    "question 2": """
        hoe kan ik, waar kan ik, wanneer komt, wanneer is, hebben jullie, kan ik,
        kunnen jullie, is het mogelijk, hoe lang, hoeveel kost, weet iemand, is er
        """,
    "question 1": "hoe, waar, wanneer, wat, waarom, welke, wie",
    "request 2": "hulp nodig, help me, graag, ik wil, bel me, neem contact",
    "request 1": "help, alsjeblieft, alstublieft, nodig",
    "feedback 3": "zou fijn zijn, zou handig zijn, suggestie, jullie zouden, idee",
    "praise 2": """
        bedankt voor, dank jullie, goede service, complimenten, heel blij, erg tevreden,
        aanrader, geweldige service
        """,
    "praise 1": "bedankt, top, geweldig, tevreden",
    "urgent 2": "dringend, spoed, meteen, onmiddellijk, noodgeval",
    "outage 2": "storing, ligt eruit, plat, onbereikbaar",
    "legal 2": "advocaat, rechtszaak, rechter, aangifte, consumentenbond, avg",
    "safety 2": "gevaarlijk, brand, ontploft, gewond, rook, ziekenhuis, vlam",
    "self_harm 2": "zelfmoord, niet meer leven",
    "press 2": "journalist, redactie, persvraag",
    "security 2": "gehackt, phishing, datalek, identiteitsfraude",
    "profanity 2": "kut, klootzak*, godverdomme, tering",
    "spam 2": "volg mij, geld verdienen, klik hier, winactie, link in bio",
}
