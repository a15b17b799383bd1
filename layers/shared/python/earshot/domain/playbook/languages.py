"""Whether a language is written by the code that a mention can have: `de`, not `DE` or `german`."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from earshot.domain.playbook.checks import CONDITIONS, Data, Finding, Path, at

# ISO 639-1, all of it.
_WRITTEN = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_CODES = frozenset(_WRITTEN.split())
# What people write instead: names in English and at home, and the three letters of ISO 639-2.
_OTHERWISE = {
    other: line.split()[0]
    for line in (
        "ar arabic ara",
        "bg bulgarian bul",
        "cs czech ces cze cz",
        "da danish dansk dan dk",
        "de german deutsch deu ger",
        "el greek ell gre gr",
        "en english eng",
        "es spanish español castellano spa",
        "fi finnish suomi fin",
        "fr french français francais fra fre",
        "he hebrew heb iw",
        "hi hindi hin",
        "hu hungarian magyar hun",
        "id indonesian ind in",
        "it italian italiano ita",
        "ja japanese jpn jp",
        "ko korean kor kp",
        "nl dutch nederlands nld dut",
        "no norwegian norsk nor",
        "pl polish polski pol",
        "pt portuguese português portugues por",
        "ro romanian română ron rum",
        "ru russian rus",
        "sv swedish svenska swe",
        "th thai tha",
        "tr turkish türkçe tur",
        "uk ukrainian ukr ua",
        "vi vietnamese vie vn",
        "yi yiddish yid ji",
        "zh chinese mandarin zho chi cn",
    )
    for other in line.split()[1:]
}
_FORM = re.compile(r"[a-z]{3}")


def unspoken(data: Data) -> Iterator[Finding]:
    """Each language in a condition or a template that no mention will ever be in."""
    for condition in CONDITIONS:
        for path, code in at(data, *condition, "language", "*"):
            yield from _wrong(path, code)
    for path, _ in at(data, "templates", "*", "languages", "*"):
        yield from _wrong(path, path[-1])


def _wrong(path: Path, code: object) -> Iterator[Finding]:
    """Platforms name languages that have no two letters by three, and `und` is none of them."""
    if isinstance(code, str) and code not in _CODES:
        meant = _meant(code)
        if meant or not _FORM.fullmatch(code):
            hint = f"did you mean {meant!r}?" if meant else "write two letters, as 'de' or 'en'"
            yield Finding(path, f"{code!r} is no language of ISO 639-1", hint)


def _meant(code: str) -> str | None:
    word = re.split(r"[-_]", code.strip().casefold())[0]
    if word in _CODES or word in _OTHERWISE:
        return _OTHERWISE.get(word, word)
    close = get_close_matches(word, _OTHERWISE, n=1, cutoff=0.8) if len(word) > 3 else []
    return _OTHERWISE[close[0]] if close else None
