"""Which examples are no plain exchange (see `auditor.text.first_look`)."""

cdef extern from *:
    Py_ssize_t PyUnicode_GET_LENGTH(object text)
    Py_UCS4 PyUnicode_READ_CHAR(object text, Py_ssize_t at)


def odd_ones(list examples):
    """See `auditor.text.first_look.odd_ones`."""
    cdef Py_ssize_t at
    return [at for at, example in enumerate(examples) if not is_plain(example)]


cdef bint begins_visibly(text) except -1:
    cdef Py_UCS4 letter
    if type(text) is not str or PyUnicode_GET_LENGTH(text) == 0:
        return False
    letter = PyUnicode_READ_CHAR(text, 0)
    return c"!" <= letter <= c"~"


cdef bint is_plain(example) except -1:
    turns = example.turns
    cdef bint opening = True, user_next = True
    if not turns:
        return begins_visibly(example.input) and begins_visibly(example.output)
    for turn in turns:
        if not begins_visibly(turn.content) or turn.weight is not None:
            return False
        if turn.tool_calls or turn.function_call or turn.refusal:
            return False
        role = turn.role
        if role == ("user" if user_next else "assistant"):
            user_next = not user_next
        elif not opening or (role != "system" and role != "developer"):
            return False
        opening = False
    return user_next and not opening and len(turns) > 1
