import { expect, test } from 'vitest';
import { formatDate, toArabicDigits } from '../../src/bot/figures.ts';
import { messages } from '../../src/bot/messages.ts';

test('digits and dates are written in Arabic', () => {
  expect(toArabicDigits(1290)).toBe('١٢٩٠');
  expect(formatDate('2022-09-05')).toBe('٥ سبتمبر/أيلول ٢٠٢٢');
  expect(formatDate('2022')).toBe('2022');
});

test.each([
  [1, 'أجيب من هذا المقال:'],
  [2, 'أجيب من مقالين:'],
  [3, 'أجيب من ٣ مقالات:'],
  [10, 'أجيب من ١٠ مقالات:'],
  [11, 'أجيب من ١١ مقالًا:'],
  [100, 'أجيب من ١٠٠ مقال:'],
  [103, 'أجيب من ١٠٣ مقالات:'],
])('%d articles are counted as grammar asks', (count, heading) => {
  expect(messages.sourcesHeading(count)).toBe(heading);
});
