"""House style: what the outputs of a data set have in common, and how to say it.

The way of a row: `traits` lists what is countable in one output, `census` counts it over all rows in a
few bytes each, `infer` finds the conventions that nearly all rows keep, `convention` tells which rows
break one, `words` says it in words, and `pin` turns conventions into a table of auditor.toml and back.
"""
