"""Words with a capital letter (see `auditor.text.near.names`)."""

import re

_NOT_A_LETTER = re.compile(r"\W+")


def names_of(str text):
    """See `auditor.text.near.names.names_of`."""
    cdef Py_ssize_t at = 0, start, words = 0, size = len(text)
    cdef Py_UCS4 before = u"."  # the last letter of the word before; nothing stands before the first one
    found = []
    while at < size:
        while at < size and text[at].isspace():
            at += 1
        start = at
        while at < size and not text[at].isspace():
            at += 1
        if at == start:
            break
        words += 1
        if at - start > 1 and text[start].isupper() and before not in u".!?:;\"'(-\u2013\u2014\u2026":
            found.append(text[start:at])
        before = text[at - 1]
    if not found or 2 * len(found) > words - 1:
        return frozenset()
    return frozenset([folded(word) for word in found])


cdef bytes folded(str word):
    if word.isalpha() and word.isascii():
        return word.lower().encode()
    return _NOT_A_LETTER.sub("", word.casefold()).encode("utf-8", "replace")
