"""Swedish."""

CUES = {
    "negation": "inte, aldrig, ingen, inget, inga, utan",
    "intensify 1.4": "mycket, väldigt, så, verkligen, jätte",
    "contrast": "men, dock",
    "valence 2.5": "fantastisk*, underbar*, perfekt, utmärkt, bäst, bästa, älskar, toppen",
    "valence 1.8": """
        tack, bra, nöjd, nöjda, snabb, snabbt, trevlig*, hjälpsam*, glad, fin, rekommenderar
        """,
    "valence -1.2": "problem, fel, sen, försenad, långsam*, väntar, väntat, tyvärr, dyr*",
    "valence -2.5": """
        trasig, trasigt, dålig*, hemsk*, skandal, skam, besviken, bedrägeri, värdelös*,
        oacceptabelt, arg, uselt, fungerar inte
        """,
    "complaint 2": """
        fungerar inte, funkar inte, trasig, trasigt, fortfarande, inte kommit, inte fått,
        inget svar, klagomål, reklamation, besviken, skandal, aldrig mer, dubbelt, kraschar,
        ligger nere
        """,
    "complaint 1": "problem, fel, försenad, igen, väntat",
    "question 2": """
        hur kan jag, var är, när kommer, har ni, kan jag, går det att, hur lång, hur mycket,
        finns det
        """,
    "question 1": "hur, var, när, vad, varför, vilken, vem",
    "request 2": "behöver hjälp, hjälp mig, jag vill, kan ni, ring mig",
    "request 1": "hjälp, snälla, behöver",
    "feedback 3": "förslag, det vore bra, ni borde",
    "praise 2": "tack för, jättenöjd, bra service, bra jobbat, älskar, rekommenderar",
    "praise 1": "tack, bra, nöjd",
    "urgent 2": "brådskande, akut, omedelbart, snarast",
    "outage 2": "ligger nere, driftstörning, nere",
    "legal 2": "advokat, stämma, domstol, konsumentverket, gdpr",
    "safety 2": "farlig*, brand, exploderade, skadad, rök, sjukhus",
    "self_harm 2": "självmord, ta livet",
    "press 2": "journalist, redaktion",
    "security 2": "hackad, hackat, nätfiske, dataintrång",
}
