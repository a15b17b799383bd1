"""French."""

CUES = {
    "negation": "pas, jamais, rien, aucun, aucune, sans, ni, non, plus",
    "intensify 1.4": "très, vraiment, trop, tellement, super, extrêmement",
    "contrast": "mais, cependant, pourtant, toutefois",
    "valence 2.5": """
        excellent, excellente, génial, géniale, parfait, parfaite, superbe, adore, magnifique,
        formidable, top, bravo, ravi, ravie, meilleur, meilleure
        """,
    "valence 1.8": """
        merci, bon, bonne, bien, content, contente, satisfait, satisfaite, rapide, aimable,
        gentil, recommande, aime, sympa, efficace
        """,
    "valence -1.2": """
        problème, problèmes, erreur, retard, lent, attends, attendre, attente, panne, manque,
        faux, dommage, cher
        """,
    "valence -2.5": """
        nul, nulle, honte, honteux, scandaleux, inadmissible, inacceptable, horrible, déçu,
        déçue, arnaque, voleurs, catastrophe, cassé, cassée, pire, lamentable, mauvais,
        mauvaise, marre, colère, merde, ne marche pas, fonctionne pas
        """,
    "complaint 2": """
        ne marche pas, ne fonctionne pas, fonctionne pas, marche plus, fonctionne plus,
        toujours pas, pas reçu, jamais reçu, cassé, cassée, en panne, honte, scandaleux,
        inadmissible, inacceptable, déçu, déçue, arnaque, aucune réponse, pas de réponse,
        débité deux fois, débité, réclamation, colis perdu, plus jamais, bloqué, plante
        """,
    "complaint 1": "problème, erreur, retard, attends, lent, encore, panne, bug",
    "question 2": """
        comment faire, comment puis, où est, quand est, quand sera, est ce que, est-ce que,
        puis je, avez vous, y a t il, c'est quand, peut on, quel est, quelle est, combien de,
        où puis
        """,
    "question 1": "comment, où, quand, pourquoi, combien, quel, quelle, qui",
    "request 2": """
        aidez moi, besoin d'aide, rappelez moi, merci de me, pouvez vous, je voudrais,
        je souhaite, contactez moi
        """,
    "request 1": "aide, svp, besoin, s'il",
    "feedback 3": """
        ce serait bien, il faudrait, suggestion, vous devriez, j'aimerais que, une idée
        """,
    "praise 2": """
        merci pour, merci beaucoup, très content, très contente, bravo, excellent service,
        service client au top, je recommande, adore, ravi, ravie
        """,
    "praise 1": "merci, parfait, super, génial, content, contente",
    "urgent 2": "urgent, urgence, immédiatement, au plus vite, tout de suite",
    "outage 2": "en panne, hors service, panne, inaccessible",
    "legal 2": "avocat, tribunal, plainte, porter plainte, dgccrf, rgpd, justice",
    "safety 2": """
        dangereux, dangereuse, feu, incendie, explosé, brûlé, blessé, blessée, fumée, hôpital
        """,
    "self_harm 2": "suicide, me tuer, suicider, en finir",
    "press 2": "journaliste, rédaction, presse",
    "security 2": "piraté, piratée, hameçonnage, fuite de données, usurpation",
    "profanity 2": "merde, putain, connard*, salaud*, enculé*",
    "spam 2": """
        abonnez vous à ma, cliquez ici, gagnez de l'argent, concours, lien en bio, ma chaîne
        """,
}
