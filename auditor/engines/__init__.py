"""Ways to run the same observation over all shards; they know nothing about checkers."""
