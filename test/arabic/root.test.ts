import { describe, expect, it } from 'vitest';
import { fold } from '../../src/arabic/fold.ts';
import { root } from '../../src/arabic/root.ts';
import { stem } from '../../src/arabic/stem.ts';

const roots = (words: string) => [...new Set(words.split(' ').map((word) => root(stem(fold(word)))))];

describe('root', () => {
  it.each([
    'اجتماع يجتمع مجتمع الاجتماعات',
    'لاعب ملاعب الملعب',
    'استخدام يستخدم مستخدم خدمة',
    'انفجار ينفجر',
  ])('gives one key to %s', (words) => expect(roots(words)).toHaveLength(1));

  it('keeps families apart', () => expect(roots('اجتماع استخدام انفجار لاعب')).toHaveLength(4));

  it.each(['قمه', 'twitter', '2022', ''])('leaves "%s" as it is', (word) => expect(root(word)).toBe(word));
});
