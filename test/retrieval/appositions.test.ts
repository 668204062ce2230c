import { describe, expect, test } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';
import { stem } from '../../src/arabic/stem.ts';
import { findAppositions, withAliases } from '../../src/retrieval/appositions.ts';
import { analysePassage } from '../../src/retrieval/passage-analysis.ts';
import { analyseQuestion } from '../../src/retrieval/question.ts';
import { background, corpusOf, lexicon } from './knowledge.ts';

const stems = (text: string) => text.split(' ').map((word) => stem(fold(word)));
const found = (text: string) => findAppositions(analysePassage(text, lexicon), background);

describe('a title and the name beside it', () => {
  test.each([
    ['عقد الرئيس الإيراني، إبراهيم رئيسي، مباحثات.', 'الرئيس الإيراني', 'إبراهيم رئيسي'],
    [
      'أعلن وزير الخارجية الإيراني حسين أمير عبد اللهيان أن بلاده وقعت.',
      'وزير الخارجية الإيراني',
      'حسين أمير عبد اللهيان',
    ],
    ['زار الوزير الأردني سمير حمدان مصر.', 'الوزير الأردني', 'سمير حمدان'],
  ])('are found in «%s»', (text, title, name) => {
    const [first] = found(text);
    expect(first?.title).toEqual(stems(title));
    expect(first?.name.slice(0, 2)).toEqual(stems(name).slice(0, 2));
  });

  test.each(['أكد الرئيس الروسي التزام بلاده.', 'قال الرئيس إنه مستعد.', 'اجتمع الوزراء في المدينة.'])(
    'are not seen in «%s»',
    (text) => expect(found(text)).toEqual([]),
  );
});

describe('a question on a title', () => {
  const passages = ['زار الوزير الأردني سمير حمدان مصر.', 'وأكد حمدان التزامه.'].map((text) =>
    analysePassage(text, lexicon),
  );
  const read = (text: string) =>
    withAliases(analyseQuestion(text, { lexicon, background, corpus: corpusOf() }), passages, background);
  const holds = (text: string) => read(text).terms.some(({ keys }) => keys.has(stem(fold('حمدان'))));

  test('finds its bearer by name', () => expect(holds('ماذا أكد الوزير الأردني؟')).toBe(true));
  test('does not find the bearer of another', () => {
    expect(holds('ماذا أكد الوزير المصري؟')).toBe(false);
    expect(holds('ماذا أكد الوزير؟')).toBe(false);
  });
});
