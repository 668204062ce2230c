import { describe, expect, test } from 'vitest';
import { areaUnderCurve, bootstrapInterval, isHit, tokenF1 } from '../../evaluation/metrics.ts';

describe('a hit', () => {
  const question = {
    evidence: ['تأسست المنظمة عام 2001 في شنغهاي، وهي تضم ثماني دول.', 'تضم ثماني دول أعضاء اليوم.'],
    answer: '2001',
  };

  test.each([
    ['تأسست المنظمة عام 2001 في شنغهاي، وهي تضم ثماني دول.', true],
    ['تأسست  المنظمة\nعام 2001 في شنغهاي، وهي تضم ثماني دول. ثم توسعت.', true],
    ['تأسست المنظمة عام 2001', true],
    ['في شنغهاي، وهي تضم ثماني دول.', false],
    ['تضم ثماني دول', true],
    ['2001', false],
    ['جملة أخرى لا شأن لها بالسؤال.', false],
    [`تأسست المنظمة عام 2001 في شنغهاي، وهي تضم ثماني دول. ${'كلام كثير '.repeat(20)}`, false],
  ])('%.50s: %s', (passage, expected) => {
    expect(isHit(passage, question)).toBe(expected);
  });
});

test('the area under the curve is the share of pairs in the right order', () => {
  expect(areaUnderCurve([0.9, 0.8], [0.1, 0.2])).toBe(1);
  expect(areaUnderCurve([0.9, 0.1], [0.5])).toBe(0.5);
  expect(areaUnderCurve([0.5], [0.5])).toBe(0.5);
});

test.each([
  ['يونيو/حزيران 2001', 'يونيو/حزيران 2001', 1],
  ['في يونيو 2001', 'يونيو 2001', 0.8],
  ['المنظمة', 'منظمة', 1],
  ['', 'منظمة', 0],
  ['دول دول', 'دول', 2 / 3],
])('token F1 of %j for %j', (given, wanted, expected) => {
  expect(tokenF1(given, wanted)).toBeCloseTo(expected);
});

test('the bootstrap interval holds the mean and is the same every time', () => {
  const values = Array.from({ length: 100 }, (_, position) => (position < 70 ? 1 : 0));
  const [low, high] = bootstrapInterval(values);
  expect(low).toBeGreaterThan(0.55);
  expect(low).toBeLessThan(0.7);
  expect(high).toBeGreaterThan(0.7);
  expect(high).toBeLessThan(0.85);
  expect(bootstrapInterval(values)).toEqual([low, high]);
});
