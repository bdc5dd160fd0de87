"""How a text ends: like a sentence, or in the middle of one.

What is called open cannot end a text, but for an open sentence and a rare word: whether those are unusual
only the other texts tell.
"""

from __future__ import annotations

from auditor.text.expression import later
from auditor.text.subject import is_english, looks_like_code

_STOPS_AND_CLOSERS = tuple(".!?…。！？؟।\"'”’»」』)]")
_ENDINGS = ".!?…。！？؟।;\"'”’»)]}>|`*_%€$£°/\\0123456789"
_FUNCTION_WORDS = frozenset(
    """the a an and or of because their its your my our whose which than into onto as if from by at although
    unless whereas between under per via including such""".split()  # noqa: SIM905 -- reads better than with quotes
)
# Words that end a sentence now and then: they count only where hardly any text ends without a full stop.
_RARELY_LAST = frozenset(
    """to with for in on that but is are was were be been has have this these those his when where while so
    then very can will would should could must about during within against among toward towards not however
    namely being both either each every some no also through""".split()  # noqa: SIM905 -- see above
)
_OPEN_BRACKET = later(r"(?:\A|[\s\w])([(\[{])[^()\[\]{}\n.!?:;]{1,60}\Z")
_OPEN_ITEM = later(
    r"(?:^|\n)[ \t]{0,8}(?:(\d{1,2}[.)])|([-*•])|([a-z]\))) \S[^\n]{0,400}\n{1,2}"
    r"[ \t]{0,8}(?:(?(1)\d{1,2}[.)]|(?(2)[-*•]|[a-z]\))))\Z"
)
_LONGEST_MARKER = 12
_MARKER_ALONE = later(r"\n[ \t]{0,8}(?:\d{1,2}[.)]|[-*•]|[a-z]\))\Z")  # the end of an open item
_WORD_BACKWARDS = later(r"\W{0,2}?('*[A-Za-z][A-Za-z']*)(?![A-Za-z'])")
_SMILEY_OR_RULE = later(r"[:;=]['-]?[(\[{-]\Z|\({2}\Z|[-–—]{2}\Z|[.!?…\"”»)]\s{0,2}[-–—]\Z")
_OPEN_ROW = later(r"(?:\A|\n)[ \t]{0,8}\|[^\n]{0,2000}\|[ \t]{0,8}\n[ \t]{0,8}\|[^\n]{0,2000}[^|\n]\Z")

_READ = 400  # characters of the end in which a sentence is looked for
_WORDS, _WORDS_BEHIND_A_STOP = 8, 5  # of a sentence, the shorter one behind another in its line
_LONG, _LONG_SPACELESS = 100, 40  # characters; a shorter text may be a title, or said in a chat
_LETTERS = 4  # the same in a script without spaces, behind another
# Read backwards: white space, and before it a full stop behind a word, not behind "Dr." or "1."
_STOP_BACKWARDS = later(r"\s[\"'”’»)\]]{0,2}[.!?…؟।](?:[^\W\d_]{3}|[\"'”’»)\]][^\W\d_]{2})")
_NO_PROSE = (
    "  ",
    "\t",
    "|",
    " - ",
    " – ",
    " • ",
    " * ",
    "://",
    "www.",
)  # lists and tables in one line, addresses
_ITEM = later(r"\s*(?:[-*•>|]|\d{1,3}[.)]|[a-z]\))|[^\n]{0,40}:")  # a label too
_HEADING = later(r"#{1,6} \S")
_WITHIN_WORDS = dict.fromkeys(map(ord, "'’-"))
_SPACELESS = later("[\u3040-\u30ff\u3400-\u9fff]")
_STOPS_WITHOUT_A_SPACE = "。！？"


def ends_like_a_sentence(text: str) -> bool:
    """Whether a text ends with a full stop or its like, or with a quotation or bracket behind one."""
    return text.rstrip()[-1:] in _STOPS_AND_CLOSERS


def last_word(text: str) -> str:
    """The last word of a text, in letters of ASCII, behind which two signs may stand; "" if there is none."""
    word = _WORD_BACKWARDS.match(text[:-41:-1])
    return word[1][::-1] if word else ""


def open_item(text: str) -> bool:
    """Whether a text ends with the number or the dash of a list item whose words are missing."""
    end = text[-_LONGEST_MARKER:]
    return "\n" in end and bool(_MARKER_ALONE.search(end) and _OPEN_ITEM.search(text[-600:]))


def open_table(text: str) -> bool:
    """Whether the last row of a table in Markdown is never closed, as the one above it is."""
    return "|" in text[-_READ:] and text[-1:] != "|" and _OPEN_ROW.search(text[-4000:]) is not None


def open_end(text: str) -> str:
    """The sign or the word that cannot end a text, "" if it may end so; the words are English."""
    tail = text[-80:]
    if ("(" in tail or "[" in tail or "{" in tail) and (bracket := _OPEN_BRACKET.search(tail)):
        return bracket[1]
    if text[-1:] in _ENDINGS:
        return ""
    if text[-1:] in ",:([{–—-&、，":
        return "" if _SMILEY_OR_RULE.search(text[-8:]) else text[-1:]
    word = last_word(text)
    return word if word.lower() in _FUNCTION_WORDS and is_english(text[-600:]) else ""


def rare_end(text: str) -> str:
    """The last word of an English text, if a sentence rarely ends with it, else ""."""
    word = last_word(text)
    return word if word.lower() in _RARELY_LAST and is_english(text[-600:]) else ""


def is_open_sentence(text: str) -> bool:
    """Whether a text that ends in a letter stops in a sentence of its last line, or with a heading.

    The sentence has some words, and ends in no name, number or address, as a signature, the last item of a
    list or the source of a quotation do. In any language.
    """
    before, broken, line = text[-_READ:].rpartition("\n")
    if broken and _HEADING.match(line):
        return bool(before.strip())
    if not line[-1:].isascii() and _SPACELESS.match(line[-1:]):
        stop = max(map(line.rfind, _STOPS_WITHOUT_A_SPACE))
        return 0 < stop < len(line) - _LETTERS and len(text) >= _LONG_SPACELESS
    if len(text) < _LONG:
        return False
    last = line.rpartition(" ")[2]
    if not last[:1].islower() or not (last.isalpha() or last.translate(_WITHIN_WORDS).isalpha()):
        return False
    behind = _STOP_BACKWARDS.search(line[::-1])
    sentence = line[len(line) - behind.start() :] if behind else line
    if sentence.count(" ") + 1 < (_WORDS_BEHIND_A_STOP if behind else _WORDS):
        return False
    if not behind and not (line[:1].isupper() and _begins(before, broken, text)):
        return False
    if any(sign in sentence for sign in _NO_PROSE) or _ITEM.match(sentence) or _is_signed(sentence):
        return False
    return behind is not None or not looks_like_code(sentence)


def _is_signed(sentence: str) -> bool:
    """Whether a comma and some words with a capital end it: "With respect and hope, Your old friend"."""
    name = sentence.rpartition(", ")[2]
    return name[:1].isupper() and len(name) < len(sentence) and name.count(" ") < _WORDS_BEHIND_A_STOP


def _begins(before: str, broken: str, text: str) -> bool:
    """Whether a last line begins a sentence, as no line of a poem without full stops does."""
    return before.rstrip()[-1:] in _ENDINGS + ":" if broken else len(text) <= _READ
