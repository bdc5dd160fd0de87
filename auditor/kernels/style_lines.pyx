"""Lines of a text: their kinds, items, cells (see `auditor.text.style.lines`, `tables`)."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint32_t

cdef enum:
    NAME = 41  # characters in front of "=" that may be a name, see `fields.begins_with_name`
    LABEL = 48  # characters in which the colon of a label stands, see `fields.labelled`
    WIDE_COLON = 0xFF1A
    BRACKET = 0x3010  # 【 that begins a label


cdef class _Line:
    """A line, read by its characters; 0 behind its end."""

    cdef str text
    cdef int kind
    cdef void *data
    cdef Py_ssize_t length

    cdef int take(self, str text) except -1:
        self.text, self.length = text, len(text)  # TypeError for None, before its insides are taken for characters
        self.kind, self.data = PyUnicode_KIND(text), PyUnicode_DATA(text)
        return 0

    cdef inline uint32_t at(self, Py_ssize_t place) noexcept:
        return PyUnicode_READ(self.kind, self.data, place) if place < self.length else 0


cdef inline bint _is_space(uint32_t char) noexcept:
    return (<Py_UCS4>char).isspace()


cdef bint _has_label(_Line line, Py_ssize_t start) noexcept:
    """Whether the text of a line from some place on may begin with a label."""
    cdef Py_ssize_t place
    cdef uint32_t char
    if line.at(start) == BRACKET:
        return True
    for place in range(start, min(start + LABEL, line.length)):
        char = line.at(place)
        if char == c":" or char == WIDE_COLON:
            return True
    return False


cdef bint _has_name(_Line line) noexcept:
    """Whether one word, which may be a name, stands in front of the first "="."""
    cdef Py_ssize_t place
    cdef uint32_t char
    cdef bint ended = False
    for place in range(min(NAME + 1, line.length)):
        char = line.at(place)
        if char == c"=":
            return place > 0
        if _is_space(char):
            ended = True
        elif ended:
            return False  # that was the second word
    return False


cdef Py_ssize_t _digits(_Line line, Py_ssize_t place) noexcept:
    """Where up to three digits end."""
    cdef Py_ssize_t end = place
    while end < place + 3 and (<Py_UCS4>line.at(end)).isdecimal():
        end += 1
    return end


cdef str _numbered(_Line line, Py_ssize_t *start):
    """The kind of a line that begins with a digit; its text begins at `start`."""
    cdef Py_ssize_t place = _digits(line, 0), more
    cdef uint32_t mark = line.at(place)
    cdef str kind = "numbered list"
    if mark == 0x3001 or mark == 0xFF0E:  # 、 and ．
        start[0] = place + 1
        return kind
    more = _digits(line, place + 1)
    if mark == c"." and more > place + 1:
        kind = "clauses like 1.1"
        while line.at(place) == c"." and more > place + 1:
            place, more = more, _digits(line, more + 1)
        if line.at(place) == c".":
            place += 1
    elif mark == c"." or mark == c")":
        place += 1
    else:
        return "text"
    more = place
    while _is_space(line.at(more)):
        more += 1
    if more == place:
        return "text"
    start[0] = more
    return kind


cdef bint _is_rule(_Line line) noexcept:
    cdef Py_ssize_t place
    for place in range(line.length):
        if line.at(place) not in (c"-", c"*", c"_", c"="):
            return False
    return line.length > 2


cdef str _plain(_Line line):
    """The kind of a line that carries nothing, by its first characters; "" for one that has to be read."""
    cdef uint32_t first = line.at(0), second = line.at(1)
    cdef Py_ssize_t start = 0
    cdef str kind = "text"
    if first == c"|":
        return "table" if line.text.count("|") > 1 else ""
    if first in (c"-", c"*", c"_", c"=") and _is_rule(line):
        return "rule"
    if _has_name(line):
        return ""
    if (<Py_UCS4>first).isalpha():
        if second == c"." or second == c")":
            return ""
    elif (<Py_UCS4>first).isdecimal():
        kind = _numbered(line, &start)
    elif first in (c"-", c"*", c"+", 0x2022, 0x2013, 0x2023, 0x25E6, 0x30FB) and second == c" ":
        start, kind = 2, "bullets"
        while _is_space(line.at(start)):
            start += 1
    elif first not in (c'"', c"'", 0x201C, 0x201E, 0xAB):  # a mark that may say what the line is
        return ""
    return "" if _has_label(line, start) else kind


def line_kinds(list lines, read):
    """See `auditor.text.style.lines.line_kinds`."""
    cdef _Line line = _Line()
    cdef list kinds = []
    cdef bint in_code = False
    cdef str text, kind
    for text in lines:
        line.take(text)
        if line.at(0) == c"`" and text.startswith("```"):
            in_code = not in_code
            kinds.append("code")
        elif in_code:
            kinds.append("code")
        else:
            kind = _plain(line)
            kinds.append(kind or read(len(kinds), text))
    return kinds


def forms_of_items(list items, form_of):
    """See `auditor.text.style.lines.forms_of_items`."""
    cdef _Line line = _Line()
    cdef set forms = set()
    cdef str item
    cdef Py_ssize_t start
    cdef Py_UCS4 first
    for item in items:
        line.take(item)
        start = item.find(" ") + 1
        while start and _is_space(line.at(start)):
            start += 1
        first = line.at(start) if start else 0
        if first.isdigit():
            forms.add("a number first")
        elif first.isalnum() and not _has_label(line, start):
            forms.add("plain")
        else:
            forms.add(form_of(item[start:] if start else ""))
    return forms


def first_word(str line, Py_ssize_t longest):
    """See `auditor.text.style.lines.first_word`."""
    cdef Py_ssize_t end
    for end in range(min(longest, len(line))):
        if _is_space(line[end]):
            return line[:end]
    return line[:longest]


cdef list _cells(_Line line):
    """The stripped pieces of a line between bars, those at its edges aside."""
    cdef Py_ssize_t start = 0, end = line.length, place, first, last
    cdef list cells = []
    while start < end and line.at(start) == c"|":
        start += 1
    while end > start and line.at(end - 1) == c"|":
        end -= 1
    for place in range(start, end + 1):
        if place < end and line.at(place) != c"|":
            continue
        first, last = start, place
        while first < last and _is_space(line.at(first)):
            first += 1
        while last > first and _is_space(line.at(last - 1)):
            last -= 1
        cells.append(line.text[first:last])
        start = place + 1
    return cells


def cells_of(list lines):
    """See `auditor.text.style.tables.cells_of`."""
    cdef _Line line = _Line()
    cdef list rows = []
    cdef str text
    for text in lines:
        line.take(text)
        rows.append(_cells(line))
    return rows
