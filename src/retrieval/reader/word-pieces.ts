import { join } from 'node:path';
import { PreTrainedTokenizer } from '@xenova/transformers';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { readKnowledge } from '../read-knowledge.ts';

/** Cuts words into the pieces that a model has vectors for. */
export interface WordPieces {
  /** How many pieces there are. */
  readonly size: number;
  /** Ids of the tokens that open a sequence, close a part of it, and stand for what has no pieces. */
  readonly opening: number;
  readonly closing: number;
  readonly unknown: number;
  /** Ids of a word's pieces, or of punctuation's; none of an empty text. */
  idsOf(word: string): readonly number[];
}

/** Words whose pieces are held, some 10 MB: the library takes ten microseconds a word. */
const MOST_WORDS = 100_000;

const TokenizerFile = z.looseObject({
  model: z.looseObject({ vocab: z.record(z.string(), z.number()) }),
});

/**
 * Opens the tokenizer of a model's folder, `tokenizer.json` and `tokenizer_config.json`.
 *
 * @throws {KnowledgeError} naming the file that is missing, damaged, or of a tokenizer without the tokens that a reader needs.
 */
export async function loadWordPieces(folder: string): Promise<WordPieces> {
  const settings = await readKnowledge(join(folder, 'tokenizer_config.json'), (json) =>
    z.looseObject({}).parse(json),
  );
  return readKnowledge(join(folder, 'tokenizer.json'), (json) => {
    const file = TokenizerFile.parse(json);
    const tokenizer = new PreTrainedTokenizer(file, settings);
    const encode = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false });
    const idOf = (token: string): number => {
      const [id, ...more] = encode(token);
      if (id === undefined || more.length > 0) throw new Error(`it has no ${token}`);
      return id;
    };
    const held = new LRUCache<string, readonly number[]>({ max: MOST_WORDS });
    return {
      size: Object.keys(file.model.vocab).length,
      opening: idOf('[CLS]'),
      closing: idOf('[SEP]'),
      unknown: idOf('[UNK]'),
      idsOf(word) {
        let ids = held.get(word);
        if (ids === undefined) {
          ids = word === '' ? [] : encode(word);
          held.set(word, ids);
        }
        return ids;
      },
    };
  });
}
