import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createButtons } from '../../src/bot/buttons.ts';
import { questionOf, startParameter } from '../../src/bot/deep-link.ts';

const buttons = createButtons('1:token');
const place = { chat: -1_001_234_567_890, indexVersion: 'a' };
const { callback_data: data } = buttons.make({ ...place, label: 'x', action: 'context', numbers: [2, 15] });

describe('a button', () => {
  test('is read where it was made', () => {
    expect(buttons.read(data, place)).toEqual({ action: 'context', numbers: [2, 15], isCurrent: true });
  });

  test('of an older index is told from a current one', () => {
    expect(buttons.read(data, { ...place, indexVersion: 'b' })).toMatchObject({ isCurrent: false });
  });

  test('of another chat, another bot or another hand is none', () => {
    expect(buttons.read(data, { ...place, chat: 5 })).toBeUndefined();
    expect(createButtons('2:token').read(data, place)).toBeUndefined();
    for (const forged of [data.replace('c.', 'm.'), data.replace('2-15', '3-15'), data.slice(0, -1), 'x', ''])
      expect(buttons.read(forged, place)).toBeUndefined();
  });

  test('does not show the token', () => {
    expect(data).not.toContain('token');
  });

  test('keeps within the 64 bytes of Telegram, whatever its numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 3 }),
        fc.string(),
        fc.integer(),
        (numbers, version, chat) => {
          const at = { chat, indexVersion: version };
          const made = buttons.make({ ...at, label: 'x', action: 'article', numbers });
          expect(Buffer.byteLength(made.callback_data)).toBeLessThan(64);
          expect(buttons.read(made.callback_data, at)?.numbers).toEqual(numbers);
        },
      ),
    );
  });

  test('reads anything that a client may send without an error', () => {
    fc.assert(fc.property(fc.string(), (sent) => buttons.read(sent, place) === undefined));
  });
});

describe('a link', () => {
  test.each(['متى تأسست المنظمة؟', 'من هو وزير الخارجية الإيراني؟', 'ما NATO؟'])(
    'carries «%s»',
    (question) => {
      const parameter = startParameter(question);
      expect(parameter).toMatch(/^q_[\w-]{1,62}$/);
      expect(questionOf(parameter ?? '')).toBe(question);
    },
  );

  test('carries no question that is too long or that it can’t write', () => {
    expect(startParameter('كلمة '.repeat(20))).toBeUndefined();
    expect(startParameter('ما هذا 😀؟')).toBeUndefined();
  });

  test('made by others in UTF-8 is read too', () => {
    expect(questionOf(`q_${Buffer.from('متى تأسست؟').toString('base64url')}`)).toBe('متى تأسست؟');
  });

  test.each(['', 'inline', 'q_', 'q_!!!', 'q_AAAA', 'x_abc'])('«%s» holds no question', (parameter) => {
    expect(questionOf(parameter)).toBeUndefined();
  });
});
