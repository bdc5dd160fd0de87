"""Bytes become records: one module per container, the plan of files and shards, and reading rows again."""
