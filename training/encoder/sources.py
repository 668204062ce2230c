"""The texts that are trained on, read from the folder that holds `data/`; none of them is in this repository."""

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Text:
    """A document in its parts: a headline and a body, or the body alone."""

    parts: list[str]


def opening(text: str) -> str:
    """Enough of an article to tell it from others, whatever its spaces."""
    return re.sub(r"\s+", "", text)[:60]


def measured(data: Path) -> set[str]:
    """Articles that questions are measured on: nothing is learnt from them, not even their words."""
    rows = read_rows(data / "data/news_questions_articles.jsonl.gz")
    return {opening(row["text"]) for row in rows}


def read_rows(path: Path):
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def texts(directory: str, limit: int = 0):
    """News articles, headlines with their bodies, and paragraphs of an encyclopaedia."""
    data = Path(directory)
    skipped = measured(data)
    count = 0
    for text in _all(data):
        if opening(text.parts[-1]) in skipped:
            continue
        yield text
        count += 1
        if count == limit:
            return


def _all(data: Path):
    with gzip.open(data / "data/sanad_khaleej.txt.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            yield Text([line.strip()])
    for row in read_rows(data / "data/antcorpus.jsonl.gz"):
        yield Text([row["title"], row["body"]])
    seen = set()
    for row in read_rows(data / "data/aaqad.jsonl.gz"):
        if row["context"] not in seen:
            seen.add(row["context"])
            yield Text([row["title"].replace("_", " "), row["context"]])


def questions(directory: str):
    """Real questions, for the words and the order of asking; those that are measured with are left out."""
    data = Path(directory)
    asked = measured_questions(data)
    yield from (question for question in _questions(data) if opening(question) not in asked)


def measured_questions(data: Path) -> set[str]:
    files = [*(data / "eval").glob("*.jsonl"), *(data / "eval").glob("*/*.jsonl")]
    lines = (line for file in files for line in file.read_text("utf8").splitlines() if line)
    return {opening(json.loads(line)["question"]) for line in lines}


def _questions(data: Path):
    with gzip.open(data / "data/questions_tydi_miracl.txt.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            yield line.strip()
    for row in read_rows(data / "data/question_pairs_mawdoo3.jsonl.gz"):
        yield row["s1"]
        yield row["s2"]
    for row in read_rows(data / "data/aaqad.jsonl.gz"):
        yield row["q"]
