"""A parting word: "ok, thanks, bye" ends a conversation and asks for nothing.

Words decide where they can, since "thanks, one more question" is praise to a classifier. Whatever
leaves room for doubt is no courtesy: it is better to look once more than to leave somebody waiting.
"""

from earshot.domain.classify.tokens import plain, words
from earshot.domain.judgement import Classification

_PARTING = """
    ok okay k kk yep sure fine great good perfect super cool nice lovely brilliant awesome thanks
    thank thankyou thx ty tysm cheers bye goodbye ciao later understood noted solved sorted done
    works worked danke dank alles klar gut prima tschüss servus erledigt geklappt merci parfait
    d'accord revoir gracias vale perfecto adiós luego saludos grazie perfetto arrivederci bedankt
    dankjewel doei obrigado obrigada valeu tchau tack dziękuję dzięki dzieki teşekkürler teşekkür
    sağol спасибо хорошо дякую ありがとう ありがとうございます 谢谢 شكرا
"""
_FILLING = """
    you u so very much many a lot again all for the your help see mate sir madam team guys everyone
    day evening weekend night have too got it now and yes ta that vielen besten schön sehr bis bald
    dir euch ihnen hat schönen tag abend beaucoup bien au bonne journée soirée vous muchas bueno
    hasta mille va bene dank je wel fijne dag até logo ederim
"""
_DOUBT = """
    but still however yet although though again except nothing not never isn't doesn't don't didn't
    won't can't question please wait when why how what where which more another also problem issue
    aber noch trotzdem leider nicht kein keine frage bitte wann warum wie mais encore toujours pas
    quand pero todavía aún no cuándo pregunta ma ancora non quando domanda maar nog niet vraag mas
    ainda não pergunta ale jeszcze nie pytanie ama hâlâ но еще ещё не але ще
"""
_CORE, _DOUBTING = frozenset(_PARTING.split()), frozenset(_DOUBT.split())
_SAID = _CORE | frozenset(_FILLING.split())
_PHRASES = ("no problem", "no worries", "all good", "will do", "de nada", "kein problem")
_CROSS = frozenset("😡🤬👎😠😤🙄💩😞😢😭🖕😒💔")
_LIKENESS = "\ufe0f\u200d🏻🏼🏽🏾🏿"


def is_courtesy(understood: Classification, text: str | None) -> bool:
    """Whether a message asks for nothing: only parting words or cheerful signs, or mere praise."""
    said = plain(text or "").translate(dict.fromkeys(map(ord, _LIKENESS)))
    if understood.risk or "?" in said or "؟" in said or not _CROSS.isdisjoint(said):
        return False
    for phrase in _PHRASES:
        said = said.replace(phrase, "ok")
    found = [word for word in words(said) if not word.startswith("@")]
    if all(word in _SAID or _is_sign(word) for word in found):
        return any(word in _CORE or _is_sign(word) for word in found)
    return _is_praise(understood) and _DOUBTING.isdisjoint(found)


def _is_sign(word: str) -> bool:
    return len(word) == 1 and not word.isalnum()


def _is_praise(understood: Classification) -> bool:
    return understood.intent.value == "praise" and understood.sentiment.value != "negative"
