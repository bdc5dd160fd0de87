"""Messages become turns, and turns the texts of an example (see `auditor.formats.turns`)."""


def plain_turns(list messages, frozenset roles, make):
    """See `auditor.formats.turns.plain_turns`."""
    cdef list turns = []
    for message in messages:
        if type(message) is not dict or len(<dict>message) != 2:
            return None
        role, content = (<dict>message).get("role"), (<dict>message).get("content")
        if type(role) is not str or type(content) is not str or role not in roles or role == "function":
            return None
        turns.append(make(role, content))
    return tuple(turns)


def said(turns):
    """See `auditor.formats.turns.said`."""
    cdef list system = [], before = []
    cdef Py_ssize_t answer = len(turns) - 1, at = 0
    while answer >= 0 and turns[answer].role != "assistant":
        answer -= 1
    for turn in turns:
        if turn.role == "system" or turn.role == "developer":
            system.append(words(turn))
        elif at < answer or answer < 0:
            before.append(turn)
        at += 1
    given = words(before[0]) if len(before) == 1 else "\n".join([spoken(turn) for turn in before])
    return given, words(turns[answer]) if answer >= 0 else "", "\n".join(system)


cdef words(turn):
    content = turn.content
    return content if type(content) is str else turn.text


cdef spoken(turn):
    text = words(turn)
    return f"{turn.role}: {text}" if text else f"{turn.role}:"
