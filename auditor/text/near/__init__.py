"""Near copies: what is compared of a text, the signatures and bands, candidates and the exact look."""
