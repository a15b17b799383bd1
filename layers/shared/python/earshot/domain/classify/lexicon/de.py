"""German."""

CUES = {
    "negation": "nicht, kein, keine, keinen, keiner, nie, niemals, nichts, ohne, weder, kaum",
    "intensify 1.4": "sehr, total, absolut, extrem, wirklich, echt, so, völlig, mega",
    "contrast": "aber, jedoch, allerdings, trotzdem",
    "valence 2.5": """
        toll, super, klasse, großartig, perfekt, hervorragend, ausgezeichnet, begeistert,
        liebe, fantastisch, spitze, genial, wunderbar, beste, besten
        """,
    "valence 1.8": """
        gut, gute, guter, danke, dankeschön, zufrieden, freundlich, schnell, schnelle,
        hilfreich, gerne, empfehlen, freue, schön, schöne, nett, glücklich, funktioniert, top
        """,
    "valence -1.2": """
        problem, probleme, fehler, langsam, spät, verspätet, falsch, warte, warten, gewartet,
        leider, schlecht, schlechte, teuer, verloren, fehlt, schade, defekte
        """,
    "valence -2.5": """
        kaputt, defekt, schrecklich, furchtbar, schlimm, unverschämt, frechheit, enttäuscht,
        enttäuschend, ärger*, wütend, abzocke, betrug, katastrophe, katastrophal, mies,
        miserabel, unmöglich, schande, unfähig, nutzlos, nie wieder, peinlich, saftladen,
        scheiße, funktioniert nicht, geht nicht
        """,
    "complaint 2": """
        kaputt, defekt, funktioniert nicht, geht nicht, immer noch, noch immer,
        nicht angekommen, nicht erhalten, nicht da, falsche lieferung, beschwerde, reklamation,
        unverschämt, frechheit, enttäuscht, abzocke, betrug, katastrophe, nie wieder,
        keine antwort, keiner antwortet, doppelt abgebucht, abgebucht, stürzt ab, abgestürzt,
        störung, warteschleife, unmöglich, schlechter service
        """,
    "complaint 1": """
        problem, probleme, fehler, falsch, warte, warten, langsam, schon wieder, seit wochen,
        seit tagen, verspätet
        """,
    "question 2": """
        wie kann ich, wo kann ich, wann kommt, wann ist, wann wird, gibt es, kann ich,
        können sie, könnt ihr, wie lange, wie viel, wo ist, wo finde, habt ihr, haben sie,
        ist es möglich, weiß jemand, wo bleibt
        """,
    "question 1": "wie, wo, wann, was, warum, wieso, welche, wer",
    "request 2": """
        bitte helfen, hilfe, brauche hilfe, bitte melden, rufen sie, bitte stornieren,
        ich möchte, bitte um, ruft mich
        """,
    "request 1": "bitte, helfen, brauche",
    "feedback 3": """
        wäre schön wenn, wäre toll wenn, vorschlag, anregung, wünsche mir, würde mir wünschen,
        ihr solltet
        """,
    "praise 2": """
        danke für, vielen dank, super service, toller service, begeistert, klasse, großartig,
        weiter so, lob, top service, sehr zufrieden, empfehle, kann ich empfehlen
        """,
    "praise 1": "danke, super, toll, zufrieden, perfekt, freundlich",
    "urgent 2": "dringend, sofort, notfall, so schnell wie möglich, eilt",
    "outage 2": """
        störung, ausfall, ausgefallen, server down, nicht erreichbar, noch jemand, down
        """,
    "legal 2": """
        anwalt, rechtsanwalt, klage, verklagen, gericht, anzeige, verbraucherzentrale, dsgvo,
        datenschutz
        """,
    "safety 2": """
        gefährlich, feuer, brennt, brand, explodiert, stromschlag, verletzt, rauch,
        krankenhaus
        """,
    "self_harm 2": "umbringen, selbstmord, suizid, nicht mehr leben, das leben nehmen",
    "press 2": "journalist, journalistin, redaktion, presseanfrage, pressestelle",
    "security 2": "gehackt, phishing, datenleck, passwort gestohlen, unbefugt, fremder zugriff",
    "profanity 2": "scheiße, arschloch, verdammt, fick*, wichser",
    "spam 2": "gewinnspiel, jetzt klicken, geld verdienen, folgt mir, link in bio, rabattcode",
}
