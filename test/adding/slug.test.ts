import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf } from '../../src/adding/slug.ts';

test.each([
  ['لقاء بوتين وشي جين بينغ', 'لقاء-بوتين-وشي-جين-بينغ'],
  ['قِمَّةُ سمـــرقند: "اليوم الأول"!', 'قمة-سمرقند-اليوم-الأول'],
  ['../../etc/passwd', 'etc-passwd'],
  ['COM1', 'com1-article'],
  ['???', 'article'],
  ['ﻗﻤﺔ', 'قمة'],
])('%s becomes %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('any title gives a name that every file system takes, and always the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const slug = slugOf(title);
      expect(slug).toMatch(/^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u);
      expect(Buffer.byteLength(`${slug}-9999.md`)).toBeLessThan(255);
      expect(slugOf(title)).toBe(slug);
    }),
    { numRuns: 500 },
  );
});
