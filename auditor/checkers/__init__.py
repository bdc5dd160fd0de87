"""One problem per file. The one list of all checkers is CHECKERS."""
