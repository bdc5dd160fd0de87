"""Texts with labels: tables and records for classification, one label or several."""

from __future__ import annotations

from typing import Any

from auditor.formats.base import Format, first_key, text_of
from auditor.formats.spans import ANSWERS
from auditor.model import Example, Record

# Ordered: a record's text is in the first of these it has. Names of whole texts come before those that may
# also be a short remark beside the text ("title").
TEXT_KEYS = (
    "text", "sentence", "utterance", "content", "document", "review", "comment", "tweet", "body", "query",
    "message", "description", "email", "sms", "post", "headline", "passage", "abstract", "transcript",
    "input", "question", "prompt", "title", "subject",
    "texte", "texto", "testo", "tekst", "satz", "anfrage", "nachricht", "frase", "текст",
    "文本", "句子", "テキスト", "텍스트",
)  # fmt: skip
# Ordered likewise: a name that can only be a label comes before one that may describe the text.
LABEL_KEYS = (
    "label", "labels", "label_text", "label_name", "category", "intent", "class", "target", "sentiment",
    "emotion", "classification", "topic", "tag", "tags", "y", "categories", "intents", "spam", "is_spam",
    "toxic", "rating", "stars",
    "kategorie", "klasse", "catégorie", "classe", "étiquette", "categoría", "clase", "etiqueta", "intención",
    "categoria", "etichetta", "categorie", "kategoria", "категория", "метка", "класс", "类别", "标签", "分类",
    "ラベル", "カテゴリ", "레이블",
)  # fmt: skip
LABEL_LENGTH = 120  # characters; what is longer is no label, unless the field is called nothing else
CERTAIN = frozenset({"label", "labels", "category", "intent", "class"})


def _recognises(record: Record) -> bool:
    text, label = keys(record)
    if text is None or label is None or text_of(record[text]) is None:
        return False
    return _single(label, record[label])


def keys(record: Record) -> tuple[str | None, str | None]:
    """The names of the text and of the label field; None for one that is not there."""
    return first_key(record, TEXT_KEYS), first_key(record, LABEL_KEYS)


def _single(name: str, label: Any) -> bool:
    return not isinstance(label, dict | list) and (
        name.lower() in CERTAIN or not isinstance(label, str) or len(label) <= LABEL_LENGTH
    )


def _recognises_several(record: Record) -> bool:
    text, label = keys(record)
    return text is not None and label is not None and _texts(record[label])


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(text_of(item) is not None for item in value)


def _read(record: Record) -> Example | None:
    """Read a text with its label; a label field that is absent or null is a missing label."""
    text, label = keys(record)
    given = record[label] if label else None
    return labelled(record[text], given, record) if text and not isinstance(given, list) else None


def _read_several(record: Record) -> Example | None:
    """Read a text with a list of labels; no list is a missing one."""
    text, label = keys(record)
    given = record[label] if label else None
    if text is None or not isinstance(given, list | None):
        return None
    return labelled(record[text], given, record)


def labelled(text: object, label: object, record: Record) -> Example | None:
    """Make a labelled Example; a list of labels is multi-label, an empty or null label is a missing one."""
    source = "" if text is None else text_of(text)
    given = label if isinstance(label, list) else [label]
    names = [text_of(item) for item in given if item is not None]
    if source is None or None in names:
        return None
    labels = tuple(name for name in names if name and name.strip())
    return Example(0, source, ", ".join(labels), labels=labels, record=record)


def _read_scores(record: Record) -> Example | None:
    """spaCy's `cats`: every label with a score; those above one half hold."""
    text, scores = record.get("text"), record.get("cats")
    if not isinstance(text, str) or not isinstance(scores, dict) or not scores:
        return None
    if not all(type(score) in (int, float, bool) for score in scores.values()):
        return None
    return labelled(text, [name for name, score in scores.items() if score > 0.5], record)


def _read_choice(record: Record) -> Example | None:
    """Prodigy's choice: `accept` lists the ids of the options that were ticked."""
    text, ticked, options = record.get("text"), record.get("accept"), record.get("options")
    if not isinstance(text, str) or not isinstance(ticked, list) or not isinstance(options, list):
        return None
    if not all(isinstance(option, dict) and "id" in option for option in options):
        return None
    return labelled(text, ticked, record) if record.get("answer") in ANSWERS else None


TEXT_LABEL = Format(
    "text-label",
    f"a text ({', '.join(TEXT_KEYS[:6])} …) and a label ({', '.join(LABEL_KEYS[:6])} …) that is one value",
    _recognises,
    _read,
)
MULTI_LABEL = Format("multi-label", "the same with a list of labels", _recognises_several, _read_several)
SPACY_CATEGORIES = Format(
    "spacy-categories",
    "`text` and `cats`: an object with a score for each label",
    lambda record: "text" in record and isinstance(record.get("cats"), dict) and "entities" not in record,
    _read_scores,
)
PRODIGY_CHOICE = Format(
    "prodigy-choice",
    "`text`, `options`, and a list of the chosen ones in `accept`",
    lambda record: "text" in record and "accept" in record and isinstance(record.get("options"), list),
    _read_choice,
)
