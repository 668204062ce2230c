import { describe, expect, it } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';
import { stem } from '../../src/arabic/stem.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { background, corpusOf, lexicon } from './knowledge.ts';

const analyse = (text: string) => analyseQuestion(text, { lexicon, background, corpus: corpusOf() });
const stemOf = (word: string) => stem(fold(word));

describe('analyseQuestion', () => {
  it('keeps the words to look for and leaves out those that only ask', () => {
    const stems = analyse('متى تأسست منظمة شنغهاي؟').terms.map((term) => term.stem);
    expect(stems).toEqual(['تأسست', 'منظمة', 'شنغهاي'].map(stemOf));
  });

  it('lets a word of the corpus stand for one that is misspelt', () => {
    const held = stemOf('شنغهاي');
    const keysOf = (text: string, ...stems: string[]) =>
      analyseQuestion(text, { lexicon, background, corpus: corpusOf(...stems) })
        .terms.at(-1)
        ?.keys.get(held);
    expect(keysOf('قمة شنغاهي', held)).toBeGreaterThan(0.5);
    expect(keysOf('قمة شنغاهي')).toBeUndefined();
    expect(keysOf('قمة منشنغهاي', held)).toBeGreaterThan(0.5);
    // a word of the language means itself, however near it is to another
    expect(keysOf('قمة الاقتصاد', held)).toBeUndefined();
  });

  it('lets relatives stand for a word, for less', () => {
    const [founded] = analyse('متى تأسست المنظمة؟').terms;
    expect(founded?.keys.get(stemOf('تأسست'))).toBe(1);
    const relative = founded?.keys.get(stemOf('إنشاء')) ?? 0;
    expect(relative).toBeGreaterThan(0);
    expect(relative).toBeLessThanOrEqual(1);
  });

  it('takes a name for the entity, however it is named', () => {
    const keys = (text: string) => analyse(text).terms.flatMap((term) => [...term.keys.keys()]);
    expect(keys('ماذا قالت روسيا؟').filter((key) => key.startsWith('@'))).not.toEqual([]);
    expect(keys('ماذا قالت موسكو؟')).toEqual(
      expect.arrayContaining(keys('ماذا قالت روسيا؟').filter((key) => key.startsWith('@country'))),
    );
  });

  it('matches numbers by value', () => {
    expect(analyse('هل حضر ثماني دول؟').terms.some(({ keys }) => keys.has('#8'))).toBe(true);
  });

  it('counts a word once', () => {
    const stems = analyse('من رئيس الصين ورئيس الصين؟').terms.map((term) => term.stem);
    expect(new Set(stems).size).toBe(stems.length);
  });

  it('survives texts without a word', () => {
    expect(analyse('').terms).toEqual([]);
    expect(analyse('؟؟ !').terms).toEqual([]);
  });
});
