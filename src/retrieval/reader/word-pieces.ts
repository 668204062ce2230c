import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PreTrainedTokenizer } from '@xenova/transformers';
import { LRUCache } from 'lru-cache';

/** Cuts words into the pieces that a model has vectors for. */
export interface WordPieces {
  /** Ids of the tokens that open a sequence, close a part of it, and stand for what has no pieces. */
  readonly opening: number;
  readonly closing: number;
  readonly unknown: number;
  /** Ids of a word's pieces, or of punctuation's; none of an empty text. */
  idsOf(word: string): readonly number[];
}

/** Words whose pieces are held, some 10 MB: the library takes ten microseconds a word. */
const MOST_WORDS = 100_000;

/**
 * Opens the tokenizer of a model's folder, `tokenizer.json` and `tokenizer_config.json`.
 *
 * @throws where a file is missing, damaged, or of a tokenizer without the tokens that a reader needs.
 */
export async function loadWordPieces(folder: string): Promise<WordPieces> {
  const [tokenizer, settings] = await Promise.all(
    ['tokenizer.json', 'tokenizer_config.json'].map(async (name) =>
      JSON.parse(await readFile(join(folder, name), 'utf8')),
    ),
  );
  const pieces = new PreTrainedTokenizer(tokenizer, settings);
  const idOf = (token: string): number => {
    const [id, ...more] = pieces.encode(token, { add_special_tokens: false });
    if (id === undefined || more.length > 0) throw new Error(`the tokenizer has no ${token}`);
    return id;
  };
  const held = new LRUCache<string, readonly number[]>({ max: MOST_WORDS });
  return {
    opening: idOf('[CLS]'),
    closing: idOf('[SEP]'),
    unknown: idOf('[UNK]'),
    idsOf(word) {
      let ids = held.get(word);
      if (ids === undefined) {
        ids = word === '' ? [] : pieces.encode(word, { add_special_tokens: false });
        held.set(word, ids);
      }
      return ids;
    },
  };
}
