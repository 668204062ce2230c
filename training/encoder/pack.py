"""Turns texts and examples into token ids, 16 bits each, so that training reads nothing else."""

import argparse
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from sources import questions, texts

CLS, SEP = 2, 3
LONGEST_QUESTION, LONGEST_SEQUENCE = 40, 192

# Numbers that the bot's analysis gives of each word of a passage, and of a question (`reader-input.ts`).
PASSAGE_HINTS, QUESTION_HINTS = 8, 5
HINTS = PASSAGE_HINTS + QUESTION_HINTS


def pack_texts(tokenizer: Tokenizer, directory: str, target: Path, limit: int):
    """`tokens.u16`, documents one after another with [SEP] after each part, and `documents.u32`, where each begins."""
    tokens, starts, at = [], [], 0

    def add(documents):
        nonlocal at
        flat = [part for document in documents for part in document]
        encodings = iter(tokenizer.encode_batch_fast(flat, add_special_tokens=False))
        for document in documents:
            starts.append(at)
            for _ in document:
                ids = [*next(encodings).ids, SEP]
                tokens.append(np.array(ids, np.uint16))
                at += len(ids)

    batch = []
    for text in texts(directory, limit):
        batch.append(text.parts)
        if len(batch) == 2000:
            add(batch)
            batch = []
    add(batch)
    news = at
    asked = [[question] for question in questions(directory)]
    add(asked[: limit or None])
    np.concatenate(tokens).tofile(target / "tokens.u16")
    np.array(starts, np.uint32).tofile(target / "documents.u32")
    print(f"{at} tokens in {len(starts)} documents, {at - news} of them in questions", flush=True)


def pack_examples(tokenizer: Tokenizer, folder: Path, target: Path, limit: int):
    """Questions with passages as `[CLS] question [SEP] passage [SEP]`, with the words and hints of each."""
    read = lambda name, kind: np.fromfile(folder / name, dtype=kind)
    lengths = read("lengths.u8", np.uint8).reshape(-1, 2).astype(np.int64)
    labels = read("labels.i32", np.int32).reshape(-1, 5)
    words = (folder / "words.txt").read_text("utf8").split("\n")
    pieces = [encoding.ids for encoding in tokenizer.encode_batch_fast(words, add_special_tokens=False)]
    unknown = tokenizer.token_to_id("[UNK]")
    passage_words, marks = read("passage-words.i32", np.int32), read("passage-marks.i32", np.int32)
    question_words = read("question-words.i32", np.int32)
    passage_rows = read("passage-hints.i8", np.int8).reshape(len(passage_words), PASSAGE_HINTS)
    question_rows = read("question-hints.i8", np.int8).reshape(len(question_words), QUESTION_HINTS)
    tokens, shapes, spans, hints, kept = [], [], [], [], []
    passage_at = question_at = 0
    for index, (passage_length, question_length) in enumerate(lengths[: limit or None]):
        sequence, own, rows = [CLS], [], []
        for at in range(question_at, question_at + question_length):
            ids = pieces[question_words[at]] or [unknown]
            if len(sequence) + len(ids) > LONGEST_QUESTION:
                break
            own.append((len(sequence), len(sequence) + len(ids) - 1))
            rows.append(at)
            sequence += ids
        asked = len(own)
        question_hints = np.zeros((asked, HINTS), np.int8)
        question_hints[:, PASSAGE_HINTS:] = question_rows[rows]
        sequence.append(SEP)
        question_tokens = len(sequence)
        rows = []
        for at in range(passage_at, passage_at + passage_length):
            mark = pieces[marks[at]]
            ids = pieces[passage_words[at]] or [unknown]
            if len(sequence) + len(mark) + len(ids) >= LONGEST_SEQUENCE:
                break
            first = len(sequence) + len(mark)
            own.append((first, first + len(ids) - 1))
            rows.append(at)
            sequence += [*mark, *ids]
        sequence.append(SEP)
        passage_hints = np.zeros((len(rows), HINTS), np.int8)
        passage_hints[:, :PASSAGE_HINTS] = passage_rows[rows]
        passage_at += passage_length
        question_at += question_length
        if labels[index, 1] >= len(rows) or not rows:
            continue
        tokens.append(np.array(sequence, np.uint16))
        shapes.append((len(sequence), question_tokens, asked, len(rows)))
        spans.append(np.array(own, np.uint8))
        hints += [question_hints, passage_hints]
        kept.append(index)
    name = folder.name
    np.savez(
        target / f"{name}.npz", tokens=np.concatenate(tokens), shapes=np.array(shapes, np.uint8),
        spans=np.concatenate(spans), hints=np.concatenate(hints), labels=labels[kept],
    )
    print(f"{name}: {len(kept)} of {len(labels)} examples, {sum(map(len, tokens))} tokens", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", help="the folder that holds data/")
    parser.add_argument("--examples", nargs="*", default=[], help="folders that `npm run reader:examples` wrote")
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--target", required=True)
    parser.add_argument("--limit", type=int, default=0, help="texts and examples at most, to try it out")
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(Path(given.tokenizer) / "tokenizer.json"))
    target = Path(given.target)
    target.mkdir(parents=True, exist_ok=True)
    if given.data:
        pack_texts(tokenizer, given.data, target, given.limit)
    for folder in given.examples:
        pack_examples(tokenizer, Path(folder), target, given.limit)


if __name__ == "__main__":
    main()
