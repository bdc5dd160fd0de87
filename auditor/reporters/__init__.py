"""Report becomes text, one module per output format. They never print."""
