"""Is this data set ready for fine-tuning? `auditor` counts, explains and answers GO or NO-GO."""

__version__ = "0.1.0"
