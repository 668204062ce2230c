import { expect, test } from 'vitest';
import { smallTalkOf } from '../../src/answering/small-talk.ts';

test.each([
  ['مرحبا', 'greeting'],
  ['أهلاً وسهلاً!', 'greeting'],
  ['صباح الخير 🌞', 'greeting'],
  ['هلا والله', 'greeting'],
  ['hello', 'greeting'],
  ['السلام عليكم ورحمة الله وبركاته', 'peace'],
  ['سلام عليكم، كيف حالك؟', 'wellbeing'],
  ['إزيك', 'wellbeing'],
  ['واش راك', 'wellbeing'],
  ['شكرا جزيلا', 'thanks'],
  ['شكررررا', 'thanks'],
  ['يسلموا كتير', 'thanks'],
  ['مرحبا وشكرا', 'thanks'],
  ['جزاك الله خيرًا يا أخي', 'thanks'],
  ['مين انت؟', 'identity'],
  ['من أنت وما اسمك', 'identity'],
  ['شكون نتا', undefined],
  ['منو انت', 'identity'],
  ['مع السلامة', 'farewell'],
  ['مرحبا، متى تأسست المنظمة؟', undefined],
  ['شكرا، ومن التقى بوتين؟', undefined],
  ['من أنتج الفيلم؟', undefined],
  ['كيف حال الاقتصاد؟', undefined],
  ['يا', undefined],
  ['والله', undefined],
  ['؟؟', undefined],
  ['', undefined],
])('«%s» is %s', (text, expected) => {
  expect(smallTalkOf(text)).toBe(expected);
});
