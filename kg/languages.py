"""The language of a text, told by its script and its commonest short words."""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "en": "the of and to in that is was for on with as at by from be this are it has he said not they will which have a"
    " an but who were had its after more their would she her one no off",
    "de": "der die das und ist nicht ein eine von mit den dem des zu im auf für sich auch als wird hat sie er an"
    " am bei beim vom zum zur nach aus über wie noch um sind haben habe worden sagte einem einen einer",
    "fr": "le la les des une et est dans pour que qui du sur au pas avec par ce il elle sont aux plus ont été cette",
    "es": "el la los las una y en que de del por con para se su es al como más no fue este ha lo pero sus entre",
    "it": "il la di che e un una per in del della con non sono è dei le gli nel si da come alla più anche ha questo",
    "pt": "o a os as de que e do da em um uma para com não por no na mais dos como ao foi à são seu se pelo",
    "nl": "de het een en van in is dat op te zijn voor met niet aan er ook als bij door naar wordt heeft die om uit",
    "sv": "och att det som en på är av för med den till inte har om ett men var sig från vi så kan han hon",
    "da": "og at det som en på er af for med den til ikke har om et men var sig fra vi så kan han hun blev",
    "no": "og at det som en på er av for med den til ikke har om et men var seg fra vi så kan han hun ble",
    "fi": "ja on ei että se oli hän mutta myös kun joka ovat sen mukaan tai niin kuin nyt ole vain hänen olla jo",
    "pl": "i w na z do nie się że jest o to jak po za od przez dla ale są ma tym był także które który oraz przy",
    "cs": "a v se na je že s z do o to ve pro za by jsou ale jako podle po při byl které který také není",
    "ro": "și în de la a cu pe că nu este din o un mai pentru care sunt au fost ce prin al sau după dar",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ancak kadar sonra olduğu ne o en göre var ise",
    "af": "die en van in is het nie dat 'n om te vir met op was aan sy hy wat ook sal kan deur as",
    "id": "yang dan di ini itu dengan untuk dari pada dalam tidak akan ke juga oleh adalah sebagai telah karena",
    "sw": "ya wa na kwa ni katika la za kuwa cha hiyo hii huo alisema kama lakini pia yake hao baada",
}  # fmt: skip
_COMMON = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("uk", re.compile(r"[іїєґ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_NAMES = {
    name: tag
    for tag, names in {
        "en": "english", "de": "german deutsch", "fr": "french français", "es": "spanish español castellano",
        "it": "italian italiano", "pt": "portuguese português", "nl": "dutch nederlands", "sv": "swedish svenska",
        "da": "danish dansk", "no": "norwegian norsk", "fi": "finnish suomi", "pl": "polish polski",
        "cs": "czech čeština", "ro": "romanian română", "tr": "turkish türkçe", "ja": "japanese", "zh": "chinese",
        "ar": "arabic العربية", "ru": "russian русский", "uk": "ukrainian українська",
        "el": "greek ελληνικά", "he": "hebrew עברית",
    }.items()
    for name in names.split()
}  # fmt: skip
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_LEAST = 0.15  # of the words; less of any language's common ones tells nothing
_SURE = 40  # words from which on a language is told for sure
_ENGLISH = (
    0.12  # of the words; a text in another language has fewer that are common in English, by their spelling alone
)
_SAMPLE = 20_000  # code points


def tag_of(said: str) -> str | None:
    """The language tag for what a page says of its language, a tag or a name; None for what is neither.

    >>> [tag_of(said) for said in ("en_GB", "English (UK)", "Deutsch", "default")]
    ['en-GB', 'en', 'de', None]
    """
    tag = said.strip().replace("_", "-")
    if TAG.fullmatch(tag):
        return tag
    first = re.match(r"\w+", tag)
    return _NAMES.get(first.group().casefold()) if first else None


def language_of(text: str) -> str | None:
    """The language of a text as a tag (`en`, `de`), or None where there is too little of it to tell.

    >>> language_of("The minister said that she was looking at the options for a visit.")
    'en'
    >>> language_of("Die Ministerin hat gesagt, dass sie nicht an der Reise teilnehmen wird.")
    'de'
    >>> language_of("Okoye") is None
    True
    """
    sample = text[:_SAMPLE].casefold()
    if script := _script_of(sample):
        return script
    share, total = _shares(sample)
    best = max(share, key=lambda language: share[language])
    return best if total >= 6 and share[best] >= _LEAST else None


def foreign_language(text: str) -> str | None:
    """The language of a text that surely is not English: long enough, and with hardly an English word; else None.

    >>> foreign_language("Die Ministerin hat gesagt, dass sie nicht an der Reise teilnehmen wird. " * 4)
    'de'
    >>> foreign_language("Die Ministerin hat gesagt, dass sie nicht an der Reise teilnehmen wird.") is None
    True
    """
    sample = text[:_SAMPLE].casefold()
    share, total = _shares(sample)
    language = language_of(text)
    if language in (None, "en") or (total < _SURE and not _script_of(sample)):
        return None
    return language if share["en"] < _ENGLISH else None


def _script_of(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        if letters and len(script.findall(sample)) / letters > (0.01 if language in ("fa", "uk", "ja") else 0.3):
            return language
    return None


def _shares(sample: str) -> tuple[dict[str, float], int]:
    """Which part of the words is common in each language, and how many words there are."""
    words = Counter(re.findall(r"'?[^\W\d_]+", sample))
    total = sum(words.values())
    return {language: sum(words[each] for each in some) / max(total, 1) for language, some in _COMMON.items()}, total
