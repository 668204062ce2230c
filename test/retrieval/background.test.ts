import { describe, expect, it } from 'vitest';
import { compileBackground, createBackground } from '../../src/retrieval/background.ts';
import { blendedRarity } from '../../src/retrieval/rarity.ts';

const counts = new Map([
  ['في', 800],
  ['رئيس', 100],
  ['نادر', 3],
]);
const table = createBackground(compileBackground(counts, 1000, 10));

describe('the background table', () => {
  it('gives back the share of sentences within a quarter', () => {
    for (const stem of ['في', 'رئيس']) {
      const share = (counts.get(stem) ?? 0) / 1000;
      expect(table.share(stem) / share).toBeGreaterThan(0.75);
      expect(table.share(stem) / share).toBeLessThan(1.33);
    }
  });

  it('leaves out what is rarer than asked and counts it as met once', () => {
    expect(table.knows('نادر')).toBe(false);
    expect(table.share('نادر')).toBe(1 / 1000);
  });
});

describe('blendedRarity', () => {
  const corpusOf = (documents: number, holding: number) => ({ documents, documentFrequency: () => holding });

  it('holds a word that is common at large for common, though a small corpus has it once', () => {
    const small = corpusOf(15, 1);
    expect(blendedRarity('في', small, table)).toBeLessThan(blendedRarity('نادر', small, table));
  });

  it('trusts a large corpus over the background', () => {
    const difference = (documents: number) => {
      const corpus = corpusOf(documents, documents / 10);
      return blendedRarity('نادر', corpus, table) - blendedRarity('في', corpus, table);
    };
    expect(difference(10_000)).toBeLessThan(difference(15));
  });
});
