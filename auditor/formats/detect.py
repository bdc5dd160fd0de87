"""Which format a file has: every sampled record votes, by an ordered decision list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.formats import (
    bedrock,
    chat,
    cohere,
    columns,
    gemini,
    mistral,
    rarer,
    sharegpt,
    spans,
    text_label,
    token_tags,
    trainers,
    trl,
)
from auditor.formats.anthropic import ANTHROPIC
from auditor.formats.base import Format
from auditor.formats.one_hot import ONE_HOT
from auditor.formats.openai_preference import OPENAI_PREFERENCE
from auditor.formats.pair_label import PAIR_LABEL
from auditor.formats.plain_text import PLAIN_TEXT
from auditor.formats.squad import SQUAD
from auditor.model import Record

# The order is the decision list: the first that recognises a record wins. So a special format stands before
# the general one whose keys it shares, and texts with labels behind everything that has an answer.
FORMATS: tuple[Format, ...] = (
    trainers.TOKENS,
    gemini.GEMINI_PREFERENCE,
    gemini.GEMINI,
    OPENAI_PREFERENCE,
    rarer.LOGGED,
    bedrock.BEDROCK_PREFERENCE,
    bedrock.BEDROCK,
    trainers.SEGMENTS,
    trl.STEPWISE,
    trainers.ARGILLA,
    trainers.V1_PREFERENCE,
    trainers.KTO,
    sharegpt.SHAREGPT_PREFERENCE,
    rarer.CHAT_PREFERENCE,
    trl.PREFERENCE,
    trl.IMPLICIT,
    trl.UNPAIRED,
    cohere.COHERE_CHAT,
    mistral.CLASSIFIER,
    trainers.V1,
    ANTHROPIC,
    chat.TASK,
    chat.CHAT,
    mistral.INTERACTIONS,
    sharegpt.SHAREGPT,
    sharegpt.PYGMALION,
    chat.CONVERSATIONS,
    spans.LABEL_STUDIO,
    token_tags.TOKEN_TAGS,
    spans.PRODIGY,
    spans.DOCCANO,
    spans.LABEL_STUDIO_MIN,
    spans.SPACY_ENTITIES,
    spans.RELATIONS,
    text_label.SPACY_CATEGORIES,
    cohere.COHERE_RERANK,
    SQUAD,
    columns.ALPACA,
    columns.INSTRUCTION_RESPONSE,
    trl.CONVERSATIONAL,
    columns.PROMPT_COMPLETION,
    columns.PROMPT_RESPONSE,
    rarer.UNANSWERABLE,
    rarer.RANKED,
    columns.CONTEXT_ANSWER,
    columns.CHOICES,
    columns.QUESTION_ANSWER,
    columns.QUESTION_RESPONSE,
    columns.TWO_MESSAGES,
    columns.SUMMARY,
    columns.INPUT_OUTPUT,
    PAIR_LABEL,
    ONE_HOT,
    text_label.PRODIGY_CHOICE,
    text_label.MULTI_LABEL,
    text_label.TEXT_LABEL,
    columns.TEXT_TARGET,
    columns.NAMED_PAIR,
    trl.PROMPT_ONLY,
    PLAIN_TEXT,
)
BY_NAME = {form.name: form for form in FORMATS}
UNKNOWN = "unknown"


def format_of(record: Record) -> str:
    """The name of the format this record has, or "unknown"."""
    return next((form.name for form in FORMATS if form.recognises(record)), UNKNOWN)


def vote(records: Iterable[Record]) -> Counter[str]:
    """How many of the sampled records have which format."""
    return Counter(format_of(record) for record in records)
