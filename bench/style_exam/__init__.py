"""Collections of house styles by one who had not read how the style is inferred: see docs/accuracy/style.md."""
