import type { Rejection } from '../answering/question-check.ts';

/** Every word the bot says to a user. */
export const messages = {
  botName: 'إسناد',

  start: (titles: readonly string[]) =>
    [
      'أهلًا بك في «إسناد».',
      '',
      titles.length === 1
        ? `أجيب عن أسئلتك من مقال واحد: «${titles[0]}».`
        : `أجيب عن أسئلتك من ${countedArticles(titles.length)}.`,
      'كل جواب جملة مقتبسة أذكر لك موضعها، وما لم أجده أقول إنني لا أعرفه.',
      '',
      'اكتب سؤالك بالعربية كما تقوله: مَن، متى، أين، كم، لماذا…',
    ].join('\n'),

  help: [
    'كيف تسأل؟',
    '',
    '• اكتب سؤالًا واحدًا بالعربية، فصيحة كانت أو عامية.',
    '• أبحث في المصادر وأقتبس الجملة التي تجيب، وتظهر الكلمات المطابقة بخط عريض.',
    '• إن لم أجد الجواب فيها قلت لك ذلك ولم أخمّن.',
    '',
    'الأوامر:',
    '/start للبدء',
    '/sources لعرض مصادر الأجوبة',
    '/help لهذه المساعدة',
  ].join('\n'),

  sourcesHeading: (count: number) =>
    count === 1 ? 'أجيب من هذا المقال:' : `أجيب من ${countedArticles(count)}:`,
  moreSources: (count: number) => `… إضافةً إلى ${countedArticles(count)}.`,

  related: 'لم أجد جوابًا أثق به. أقرب ما في المقال:',
  notFound: 'لم أجد جوابًا عن هذا في المقال.',

  sentenceNumber: (number: number) => `الجملة ${toArabicDigits(number)}`,
  citationMark: (number: number) => `[${toArabicDigits(number)}]`,

  rejected: {
    empty: 'اكتب سؤالك بالكلمات من فضلك.',
    too_long: 'سؤالك طويل جدًا. لخّصه من فضلك في جملة أو جملتين.',
    not_arabic: 'أفهم الأسئلة بالعربية فقط. هلّا كتبت سؤالك بها؟',
  } satisfies Record<Rejection, string>,

  notText: 'أقرأ النصوص فقط. اكتب سؤالك من فضلك.',
  unknownCommand: 'لا أعرف هذا الأمر. جرّب /help.',
  failure: (reference: string) => `عذرًا، تعذّرت الإجابة الآن. حاول مرة أخرى بعد قليل. (المرجع: ${reference})`,

  maybeLost: (reference: string) =>
    `انقطع الاتصال وأنا أجيبك. إن لم يصلك الجواب فأعد سؤالك من فضلك. (المرجع: ${reference})`,
  tooMany: 'أسئلة كثيرة في وقت قصير. أمهلني دقيقة من فضلك ثم اسأل.',
  notAllowed: 'عذرًا، هذا البوت مخصّص لمحادثات بعينها.',
  reload: {
    swapped: 'صرت أجيب من الفهرس الجديد.',
    unchanged: 'الفهرس هو نفسه، لم يتغيّر شيء.',
    refused: 'لم أستطع فتح الفهرس الجديد، فبقيت على السابق. التفاصيل في السجل.',
  },

  commands: {
    start: 'ابدأ من هنا',
    help: 'كيف تسأل',
    sources: 'مصادر الأجوبة',
  },
  description:
    'اسأل بالعربية عن حدث، فيجيبك «إسناد» بجملة من المقال نفسه مع موضعها، أو يقول إنه لم يجد جوابًا.',
  shortDescription: 'أجوبة بالعربية، كل جواب جملة موثّقة من المقال.',
} as const;

/** `15` as `١٥`. */
export function toArabicDigits(number: number): string {
  return String(number).replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
}

/** `2022-09-15` as `١٥ سبتمبر/أيلول ٢٠٢٢`; anything else as it is. */
export function formatDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number);
  const name = monthNames[(month ?? 0) - 1];
  return name && year && day ? `${toArabicDigits(day)} ${name} ${toArabicDigits(year)}` : isoDate;
}

const monthNames = [
  'يناير/كانون الثاني',
  'فبراير/شباط',
  'مارس/آذار',
  'أبريل/نيسان',
  'مايو/أيار',
  'يونيو/حزيران',
  'يوليو/تموز',
  'أغسطس/آب',
  'سبتمبر/أيلول',
  'أكتوبر/تشرين الأول',
  'نوفمبر/تشرين الثاني',
  'ديسمبر/كانون الأول',
];

/** The counted noun takes another form after one, two, three to ten, and eleven and more. */
function countedArticles(count: number): string {
  if (count === 1) return 'مقال واحد';
  if (count === 2) return 'مقالين';
  const lastTwo = count % 100;
  if (lastTwo >= 3 && lastTwo <= 10) return `${toArabicDigits(count)} مقالات`;
  return `${toArabicDigits(count)} ${lastTwo >= 11 ? 'مقالًا' : 'مقال'}`;
}
