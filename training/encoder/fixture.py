"""Writes what Python makes of the project's own texts, for the tests to compare with what Node makes of them."""

import argparse
import json
import random
import re
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from pack import HINTS, lay_out

TEXTS, PAIRS, SEQUENCES = 500, 16, 12
VECTORS_EVERY = 50
MARKS = "ًٌٍَُِّْـ"


def written(project: Path) -> list[tuple[str, str]]:
    """Questions on the event with the sentences that answer them."""
    pairs = []
    for name in ("event-dev.jsonl", "event.jsonl"):
        for line in (project / "eval" / name).read_text("utf8").splitlines():
            row = json.loads(line)
            pairs.append((row["question"], (row["evidence"] or [""])[0]))
    return pairs


def varied(text: str, chance: random.Random) -> str:
    """The same words as others would write them: with vowels and tatweel, other digits, other quotation marks."""
    letters = (letter + chance.choice(MARKS) if letter.isalpha() and chance.random() < 0.2 else letter for letter in text)
    digits = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩،")
    return re.sub(r'[«»"]', "“", "".join(letters)).translate(digits)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--project", default="../..")
    parser.add_argument("--model", default="../../models/isnad-ar-reader")
    parser.add_argument("--embedder", default="../../models/isnad-ar-contextual")
    parser.add_argument("--target", default="../../test/fixtures/reader.json")
    given = parser.parse_args()
    chance = random.Random(1)
    pairs = written(Path(given.project))
    article = (Path(given.project) / "corpus/samarkand-2022.md").read_text("utf8").split("---")[-1]
    plain = [*(question for question, _ in pairs), *re.split(r"(?<=[.؟])\s+|\n+", article.strip())]
    plain = list(dict.fromkeys(text.strip() for text in plain if text.strip()))
    texts = [*plain, *(varied(text, chance) for text in plain * 3)][:TEXTS]

    model = Path(given.model)
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    session = onnxruntime.InferenceSession(str(model / "onnx/model_quantized.onnx"))
    readings = []
    for question, passage in [pair for pair in pairs if pair[1]][:PAIRS]:
        encoding = tokenizer.encode(question, passage)
        count = len(encoding.ids)
        # Any numbers will do, as long as both sides can make them.
        hints = ((np.arange(count * HINTS) % 7) / 10).astype(np.float32).reshape(1, count, HINTS)
        first, last = session.run(
            ["start_logits", "end_logits"],
            {
                "input_ids": np.array([encoding.ids]), "attention_mask": np.array([encoding.attention_mask]),
                "token_type_ids": np.array([encoding.type_ids]), "hints": hints,
            },
        )
        rounded = lambda values: [round(float(value), 5) for value in values[0]]
        readings.append({"question": question, "passage": passage, "start": rounded(first), "end": rounded(last)})
    embedder = onnxruntime.InferenceSession(str(Path(given.embedder) / "onnx/model_quantized.onnx"))
    vectors = []
    for text in texts[::VECTORS_EVERY]:
        encoding = tokenizer.encode(text)
        ids, mask = np.array([encoding.ids]), np.array([encoding.attention_mask])
        (states,) = embedder.run(None, {"input_ids": ids, "attention_mask": mask})
        mean = states[0].mean(0)
        vectors.append({"text": text, "vector": [round(float(value), 5) for value in mean / np.linalg.norm(mean)]})
    words = [re.findall(r"[^\W_]+", text) for text in plain]
    sequences = []
    for number in range(SEQUENCES):
        # The later ones have more words than there is room for.
        question = [word for text in words[number : number + 1 + number // 2] for word in text]
        passage = [word for text in words[number + 1 : number + 3 + 4 * number] for word in text]
        marks = [chance.choice(["", "", "", "،", ":«", "."]) for _ in passage]
        ids, asked, spans, words_asked = lay_out(*([encode(word) for word in some] for some in (question, marks, passage)))
        sequences.append(
            {"question": question, "passage": passage, "marks": marks, "ids": ids, "asked": asked, "words": spans[words_asked:]}
        )
    target = Path(given.target)
    target.parent.mkdir(parents=True, exist_ok=True)
    pieces = [{"text": text, "ids": encode(text)} for text in texts]
    lines = lambda rows: ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    target.write_text(f'{{"pieces": [\n{lines(pieces)}\n], "readings": [\n{lines(readings)}\n],\n"vectors": [\n{lines(vectors)}\n],\n"sequences": [\n{lines(sequences)}\n]}}\n')
    print(f"{len(pieces)} texts, {len(readings)} readings, {len(sequences)} sequences -> {target}")


if __name__ == "__main__":
    main()
