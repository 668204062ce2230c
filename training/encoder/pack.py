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


def lay_out(question, marks, passage):
    """`[CLS] question [SEP] passage [SEP]` from the pieces of each word and of the marks before it, as far as there is room.

    Gives the tokens, how many are the question's, the first and last token of each word, and how many words the question has.
    """
    sequence, spans = [CLS], []
    for ids in question:
        if len(sequence) + len(ids) > LONGEST_QUESTION:
            break
        spans.append((len(sequence), len(sequence) + len(ids) - 1))
        sequence += ids
    sequence.append(SEP)
    question_tokens, asked = len(sequence), len(spans)
    for mark, ids in zip(marks, passage):
        if len(sequence) + len(mark) + len(ids) >= LONGEST_SEQUENCE:
            break
        first = len(sequence) + len(mark)
        spans.append((first, first + len(ids) - 1))
        sequence += [*mark, *ids]
    sequence.append(SEP)
    return sequence, question_tokens, spans, asked


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
    piece = lambda word: pieces[word] or [unknown]
    passage_at = question_at = 0
    for index, (passage_length, question_length) in enumerate(lengths[: limit or None].tolist()):
        asked = range(question_at, question_at + question_length)
        read = range(passage_at, passage_at + passage_length)
        sequence, question_tokens, own, words_asked = lay_out(
            [piece(question_words[at]) for at in asked],
            [pieces[marks[at]] for at in read],
            [piece(passage_words[at]) for at in read],
        )
        words_read = len(own) - words_asked
        question_hints = np.zeros((words_asked, HINTS), np.int8)
        question_hints[:, PASSAGE_HINTS:] = question_rows[asked[:words_asked]]
        passage_hints = np.zeros((words_read, HINTS), np.int8)
        passage_hints[:, :PASSAGE_HINTS] = passage_rows[read[:words_read]]
        passage_at += passage_length
        question_at += question_length
        if labels[index, 1] >= words_read or words_read == 0:
            continue
        tokens.append(np.array(sequence, np.uint16))
        shapes.append((len(sequence), question_tokens, words_asked, words_read))
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
