"""Pure functions on text that several checkers share; they know nothing of rows or rules."""
