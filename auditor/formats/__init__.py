"""Records become examples: one module per data format, and the detection of which one a file has."""
