"""Portuguese."""

CUES = {
    "negation": "não, nunca, jamais, nada, nenhum, nenhuma, sem, nem",
    "intensify 1.4": "muito, muita, realmente, super, demais, tão",
    "contrast": "mas, porém, embora",
    "valence 2.5": """
        excelente, ótimo, ótima, perfeito, perfeita, incrível, maravilhoso, amo, adoro, adorei,
        melhor, fantástico
        """,
    "valence 1.8": """
        obrigado, obrigada, bom, boa, bem, feliz, satisfeito, satisfeita, rápido, rápida,
        recomendo, gosto, gostei, parabéns, contente
        """,
    "valence -1.2": """
        problema, problemas, erro, atraso, atrasado, demora, lento, espero, esperando, falta,
        caro, cadê
        """,
    "valence -2.5": """
        péssimo, péssima, horrível, terrível, vergonha, absurdo, golpe, ladrões, quebrado,
        quebrada, pior, ruim, decepcionado, decepcionada, inaceitável, lixo, merda, descaso,
        não funciona, raiva
        """,
    "complaint 2": """
        não funciona, não chegou, ainda não, não recebi, não consigo, ninguém responde,
        quebrado, quebrada, péssimo, péssima, vergonha, absurdo, golpe, cobrado duas vezes,
        cobrança indevida, reclamação, nunca mais, inaceitável, descaso, fora do ar, travando,
        cadê
        """,
    "complaint 1": "problema, erro, atraso, demora, lento, de novo, esperando",
    "question 2": """
        como faço, como posso, onde está, onde posso, quando chega, vocês têm, tem como, posso,
        é possível, quanto custa, alguém sabe, quando sai
        """,
    "question 1": "como, onde, quando, qual, quanto, quem, por que",
    "request 2": """
        preciso de ajuda, me ajudem, por favor, quero meu, gostaria de, podem me, me liguem
        """,
    "request 1": "ajuda, preciso",
    "feedback 3": "seria bom, sugestão, deveriam, gostaria que, poderiam adicionar",
    "praise 2": """
        obrigado por, obrigada por, muito obrigado, muito obrigada, parabéns,
        ótimo atendimento, adorei, recomendo, amei
        """,
    "praise 1": "obrigado, obrigada, ótimo, excelente, perfeito",
    "urgent 2": "urgente, urgência, imediatamente, emergência",
    "outage 2": "fora do ar, caiu, instabilidade",
    "legal 2": "advogado, advogada, processo, processar, procon, justiça",
    "safety 2": """
        perigoso, perigosa, fogo, incêndio, explodiu, queimou, ferido, fumaça, hospital
        """,
    "self_harm 2": "suicídio, me matar, tirar minha vida",
    "press 2": "jornalista, redação, imprensa",
    "security 2": "hackeado, hackeada, hackearam, phishing, vazamento, clonaram",
    "profanity 2": "merda, porra, caralho, puta",
    "spam 2": "me siga, ganhe dinheiro, clique aqui, link na bio, sorteio, meu canal, inscreva",
}
