import { expect, test } from 'vitest';
import { createLogger } from '../src/logger.ts';

function recorded() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger({ level: 'info', secrets: ['1:secret'], destination }) };
}

test('cuts a secret out of fields, messages, errors and their causes', () => {
  const { lines, logger } = recorded();
  const cause = new Error('request to http://127.0.0.1/bot1:secret/getMe failed');
  logger.error(
    { error: new Error('no answer for 1:secret', { cause }), token: '1:secret' },
    'failed with 1:secret',
  );
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('request to http://127.0.0.1/bot[redacted]/getMe failed');
  expect(lines[0]).not.toContain('1:secret');
});

test('leaves lines under its level out', () => {
  const { lines, logger } = recorded();
  logger.debug({ question: 'متى؟' }, 'question');
  expect(lines).toEqual([]);
});
