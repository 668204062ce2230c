import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BROKEN_PLURALS } from '../../src/arabic/broken-plurals.ts';
import { fold } from '../../src/arabic/fold.ts';
import { stem } from '../../src/arabic/stem.ts';

const stems = (words: string) => [...new Set(words.split(' ').map((word) => stem(fold(word))))];

describe('stem', () => {
  it.each([
    'والرئيس الرئيسان الرئيسين رئيس رئيسا للرئيسين رؤساء الرؤساء رئيسها',
    'بعقوبات العقوبات عقوبة عقوباتها وبالعقوبات',
    'روسيا الروسي الروسية الروس لروسيا وروسيا',
    'الصين الصيني الصينيين صينية بالصين',
    'قمة القمة القمم قمتهم للقمة',
    'دولة الدول دول دولتين دولته',
    'منظمة المنظمة للمنظمة منظمات منظمتهم',
    'أوكرانيا الأوكرانية أوكراني',
    'لقاء لقاءات اللقاء لقائه لقائهما',
    'تركيا التركي الأتراك',
    'إيران الإيراني الإيرانيين لإيران',
    'العضوية عضوية بعضوية',
    'للتعاون التعاون تعاون بتعاون',
    'بحضور حضور الحضور حضورهم',
    'تأسست تأسس',
    'لبنان اللبناني للبنان بلبنان',
    'ألمانيا الألماني الألمان',
    'التزام الالتزام بالتزام',
    'شؤون شئون الشؤون شأن',
    'مسؤول مسئول المسئولين المسؤولية',
    'قضاء القضائي القضائية',
    'مليون مليونا ملايين المليون',
    'عام عامين أعوام بالأعوام',
    'باكستان الباكستاني وباكستان',
    'بوتين لبوتين وبوتين',
    'أمريكا الأميركي أميركا الأمريكية',
    'علاقة علاقات علاقته العلاقات',
    'ولاية الولايات ولايات بولاية',
    'أعضاء أعضائه أعضاؤه أعضائهم عضو',
    'ستعقد تعقد',
  ])('brings together %s', (words) => expect(stems(words)).toHaveLength(1));

  it.each([
    'وزير زير',
    'بلاد لاد',
    'كوريا وريا',
    'لبنان بنان',
    'فرنسا رنسا',
    'وكالة كالة',
    'ولاية لاية',
    'بوتين بوت',
    'بكين كين',
    'باكستان اكستان',
    'كازاخستان ازاخستان',
    'تأسست تاس',
    'رؤساء روسيا',
    'برنامج رنامج',
    'سيارة يارة',
    'ولاية ولا',
    'تعاون تعاط',
    'لقاء قاء',
  ])('keeps apart %s', (words) => expect(stems(words)).toHaveLength(2));

  it('takes a clitic off a number', () => {
    expect(stem('و16')).toBe('16');
    expect(stem('ب3.5')).toBe('3.5');
  });

  it.each(['twitter', '2022', 'g20', 'التي', 'ولكن', 'من'])('leaves %s as it is', (word) =>
    expect(stem(word)).toBe(word),
  );

  it('gives every broken plural the stem of its singular, with and without an article', () => {
    const apart = [...BROKEN_PLURALS].filter(
      ([plural, singular]) => stems(`${singular} ${plural} ال${plural}`).length > 1,
    );
    expect(apart).toEqual([]);
  });

  it('never gives an empty stem, and one that is no longer than the word', () => {
    const letters = fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 14 }), (word) => {
        fc.pre(!BROKEN_PLURALS.has(word));
        const result = stem(word);
        return result.length > 0 && result.length <= word.length + 2 && stem(word) === result;
      }),
      { numRuns: 3000 },
    );
  });
});
