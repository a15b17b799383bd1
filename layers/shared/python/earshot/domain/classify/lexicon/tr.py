"""Turkish."""

CUES = {
    "negation": "değil, yok, hiç, hayır",
    "intensify 1.4": "çok, gerçekten, aşırı",
    "contrast": "ama, fakat, ancak",
    "valence 2.5": "harika, mükemmel, süper, muhteşem, bayıldım, şahane",
    "valence 1.8": "teşekkür*, güzel, iyi, memnun*, hızlı, tavsiye, sağolun, başarılı",
    "valence -1.2": "sorun, problem, hata, geç, yavaş, bekliyorum, gecik*",
    "valence -2.5": """
        berbat, rezalet, kötü, bozuk, kırık, dolandırıcı*, hayal kırıklığı, yazık, utanç,
        skandal, çalışmıyor
        """,
    "complaint 2": """
        çalışmıyor, gelmedi, gelmiyor, hala, hâlâ, açılmıyor, bozuk, kırık, rezalet, şikayet*,
        iade, cevap yok, ulaşamıyorum, berbat, dolandırıcı*, unuttum, çöktü
        """,
    "complaint 1": "sorun, hata, yine, bekliyorum",
    "question 2": "nasıl, nerede, ne zaman, var mı, mümkün mü, ne kadar, hangi",
    "question 1": "mi, mı, mu, mü, neden, kim",
    "request 2": "yardım edin, yardımcı olur, istiyorum, lütfen",
    "request 1": "yardım, lazım",
    "praise 2": "teşekkür*, harika, çok memnun*, süper",
    "urgent 2": "acil, hemen",
    "outage 2": "çöktü, açılmıyor, erişilemiyor",
    "legal 2": "avukat, mahkeme, dava, tüketici hakem, kvkk",
    "safety 2": "tehlikeli, yangın, patladı, yaralandı, hastane",
    "self_harm 2": "intihar",
    "press 2": "gazeteci, muhabir",
    "security 2": "hacklendi, çalındı, dolandırıldım",
}
