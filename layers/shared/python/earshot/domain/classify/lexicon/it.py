"""Italian."""

CUES = {
    "negation": "non, mai, niente, nessun, nessuna, nessuno, senza, né",
    "intensify 1.4": "molto, davvero, veramente, troppo, super",
    "contrast": "ma, però, tuttavia",
    "valence 2.5": """
        ottimo, ottima, eccellente, perfetto, perfetta, fantastico, fantastica, adoro,
        stupendo, migliore, bravissimi
        """,
    "valence 1.8": """
        grazie, buono, buona, bene, bravi, contento, contenta, felice, soddisfatto,
        soddisfatta, veloce, gentile, gentili, consiglio, complimenti, rapido
        """,
    "valence -1.2": """
        problema, problemi, errore, ritardo, lento, aspetto, aspettando, attesa, manca, caro,
        male
        """,
    "valence -2.5": """
        vergogna, pessimo, pessima, orribile, terribile, truffa, ladri, rotto, rotta, peggiore,
        schifo, deluso, delusa, inaccettabile, scandaloso, arrabbiato, merda, non funziona
        """,
    "complaint 2": """
        non funziona, non va, non è arrivato, non arriva, ancora non, non ho ricevuto,
        nessuno risponde, rotto, rotta, vergogna, pessimo, pessima, truffa,
        addebitato due volte, addebitato, reclamo, mai più, deluso, delusa, inaccettabile,
        si blocca, crasha
        """,
    "complaint 1": "problema, errore, ritardo, lento, ancora, di nuovo, aspetto",
    "question 2": """
        come posso, come faccio, dove posso, dov'è, quando arriva, quando torna, avete, c'è un,
        posso, è possibile, quanto costa, qualcuno sa
        """,
    "question 1": "come, dove, quando, quale, quanto, chi, perché",
    "request 2": "ho bisogno, aiutatemi, per favore, vorrei, potete, chiamatemi, contattatemi",
    "request 1": "aiuto, bisogno",
    "feedback 3": "sarebbe bello, suggerimento, dovreste, vorrei che, potreste aggiungere",
    "praise 2": """
        grazie per, grazie mille, ottimo servizio, complimenti, bravissimi, consigliatissimo,
        adoro, molto soddisfatto
        """,
    "praise 1": "grazie, ottimo, perfetto, bravi",
    "urgent 2": "urgente, urgenza, subito, immediatamente, emergenza",
    "outage 2": "fuori servizio, guasto, non raggiungibile",
    "legal 2": """
        avvocato, denuncia, denunciare, tribunale, vie legali, associazione consumatori
        """,
    "safety 2": """
        pericoloso, pericolosa, fuoco, incendio, esploso, ferito, ferita, fumo, ospedale
        """,
    "self_harm 2": "suicidio, uccidermi, farla finita",
    "press 2": "giornalista, redazione, stampa",
    "security 2": "hackerato, hackerata, phishing, violato, rubato l'account",
    "profanity 2": "merda, cazzo, stronz*, vaffanculo",
    "spam 2": "seguimi, guadagna, clicca qui, link in bio, mio canale, iscriviti",
}
