import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDate, findDateLine, readDate } from '../../src/adding/dates.ts';

describe('a date is read', () => {
  test.each([
    ['2022-09-15', '2022-09-15'],
    ['2022-09-15T23:30:00+03:00', '2022-09-15'],
    ['Thu, 15 Sep 2022 23:30:00 +0300', '2022-09-15'],
    ['September 5, 2022', '2022-09-05'],
    ['الخميس 15 سبتمبر 2022', '2022-09-15'],
    ['15 أيلول 2022', '2022-09-15'],
    ['15 سبتمبر/أيلول 2022', '2022-09-15'],
    ['15 أيلول (سبتمبر) 2022', '2022-09-15'],
    ['نُشر في ١٥ سبتمبر ٢٠٢٢، ١٠:٣٠', '2022-09-15'],
    ['۱۵ ايلول ۲۰۲۲', '2022-09-15'],
    ['2 كانون الثاني 2023', '2023-01-02'],
    ['2 تشرين  الأول، 2023', '2023-10-02'],
    ['الأربعاء 18 جانفي 2017', '2017-01-18'],
    ['3 غشت 2019', '2019-08-03'],
    ['1 آب 2020', '2020-08-01'],
    ['15 من سبتمبر عام 2022', '2022-09-15'],
    ['15/9/2022', '2022-09-15'],
    ['١٥\u200F/٩\u200F/٢٠٢٢', '2022-09-15'],
    ['9/15/2022', '2022-09-15'],
    ['2022/9/15', '2022-09-15'],
  ])('%s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  test.each([
    ['31 سبتمبر 2022'],
    ['15 رمضان 1443'],
    ['15/02/1444'],
    ['سبتمبر 2022'],
    ['12345-67-89'],
    ['15 مارسيليا 2022'],
    ['2022-13-45'],
    [''],
  ])('not in %j', (text) => {
    expect(readDate(text)).toBeUndefined();
  });

  test('whatever day it is, in every way of writing it', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    const locales = fc.constantFrom(
      'ar-EG',
      'ar-SY',
      'ar-IQ',
      'ar-TN',
      'ar-MA',
      'ar-SA-u-ca-gregory',
      'en-US',
      'en-GB',
    );
    fc.assert(
      fc.property(day, locales, (date, locale) => {
        const written = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        expect([written, readDate(`نشر: ${written} م`)]).toEqual([written, date.toISOString().slice(0, 10)]);
      }),
    );
  });
});

test('the place of a date is that in the text as given', () => {
  const text = 'في ١٥ سبتمبر/أيلول ٢٠٢٢، قال';
  const { start, end } = findDate(text) ?? { start: 0, end: 0 };
  expect(text.slice(start, end)).toBe('١٥ سبتمبر/أيلول ٢٠٢٢');
});

describe('the date line of a text', () => {
  test.each([
    ['عنوان\nالخميس 15 سبتمبر 2022\nالتقى الرئيسان.', '2022-09-15'],
    ['نُشر في: الخميس 15 سبتمبر/أيلول 2022 - 14:30 بتوقيت غرينتش\nالتقى الرئيسان.', '2022-09-15'],
  ])('is found in %j', (text, date) => {
    expect(findDateLine(text)).toBe(date);
  });

  test.each([
    // what happened on a day, not when it was told
    ['افتتحت المكتبة السبت 14 مارس/آذار 2026.\nتضم المكتبة عشرين ألف كتاب.'],
    [`${'جملة أولى.\n'.repeat(8)}15 سبتمبر 2022`],
  ])('is not in %j', (text) => {
    expect(findDateLine(text)).toBeUndefined();
  });
});
