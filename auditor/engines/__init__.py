"""Ways to run the same observation over all shards; they know nothing about checkers.

An engine is given `observe`, which makes a state of a piece, and `merge`, which joins two, in any order. Each
is a module of its own: most runs need one only.
"""
