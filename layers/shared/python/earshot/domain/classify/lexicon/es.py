"""Spanish."""

CUES = {
    "negation": "no, nunca, jamás, nada, ningún, ninguna, sin, ni, tampoco",
    "intensify 1.4": "muy, realmente, súper, super, demasiado, tan",
    "contrast": "pero, sin embargo, aunque",
    "valence 2.5": """
        excelente, genial, perfecto, perfecta, increíble, encanta, maravilloso, fantástico,
        mejor, espectacular, amo
        """,
    "valence 1.8": """
        gracias, bueno, buena, bien, contento, contenta, feliz, rápido, rápida, amable,
        recomiendo, gusta, satisfecho, útil
        """,
    "valence -1.2": """
        problema, problemas, error, retraso, lento, tarde, espero, esperando, falta, caro, mal
        """,
    "valence -2.5": """
        vergüenza, pésimo, pésima, horrible, terrible, estafa, ladrones, roto, rota, peor,
        malo, mala, fatal, decepcionado, decepcionada, inaceptable, asco, basura, harto, harta,
        mierda, no funciona, enojado
        """,
    "complaint 2": """
        no funciona, no funcionan, no sirve, sigue sin, no ha llegado, no llega, aún no,
        todavía no, no he recibido, no me han, nadie responde, nadie contesta, roto, rota,
        vergüenza, pésimo, pésima, estafa, cobraron dos veces, cobrado, reclamación, queja,
        nunca más, inaceptable, decepcionado, decepcionada, esperando, se cae, caído, caída
        """,
    "complaint 1": """
        problema, error, retraso, lento, otra vez, mal, falta, bloqueada, bloqueado
        """,
    "question 2": """
        cómo puedo, cómo hago, dónde está, dónde puedo, cuándo llega, cuándo es, tienen,
        hay alguna, puedo, es posible, cuánto cuesta, cuánto tarda, alguien sabe
        """,
    "question 1": "cómo, dónde, cuándo, qué, cuál, cuánto, quién",
    "request 2": """
        necesito ayuda, ayuda por favor, quiero que, quisiera, me pueden, pueden ayudarme,
        llámenme, devuelvan, quiero mi
        """,
    "request 1": "ayuda, necesito, favor",
    "feedback 3": "sería bueno, estaría bien, sugerencia, deberían, me gustaría que, ojalá",
    "praise 2": """
        gracias por, muchas gracias, excelente servicio, buen servicio, encanta, felicidades,
        muy contento, muy contenta, lo recomiendo
        """,
    "praise 1": "gracias, genial, perfecto, excelente",
    "urgent 2": "urgente, urgentemente, inmediatamente, emergencia, ya mismo",
    "outage 2": "caído, caída, se cayó, fuera de servicio",
    "legal 2": "abogado, abogada, demanda, demandar, denuncia, denunciar, juzgado, consumo",
    "safety 2": """
        peligroso, peligrosa, fuego, incendio, explotó, quemó, herido, herida, humo, hospital
        """,
    "self_harm 2": "suicidio, matarme, suicidarme, quitarme la vida",
    "press 2": "periodista, redacción, prensa",
    "security 2": "hackeado, hackeada, hackearon, phishing, filtración, robaron mi cuenta",
    "profanity 2": "mierda, puta, joder, cabrón*, gilipollas",
    "spam 2": "sígueme, gana dinero, haz clic, enlace en bio, sorteo, mi canal, suscríbete",
}
