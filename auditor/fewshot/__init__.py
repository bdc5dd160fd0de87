"""Few-shot prompting: which examples to put into a prompt, and the prompt itself."""

from __future__ import annotations

from auditor.fewshot.pick import Pick, pick
from auditor.fewshot.prompt import FORMS, render

__all__ = ["FORMS", "Pick", "pick", "render"]
