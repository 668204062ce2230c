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

  suggestionsHeading: 'أو اختر سؤالًا:',

  help: [
    'كيف تسأل؟',
    '',
    '• اكتب سؤالًا واحدًا بالعربية، فصيحة كانت أو عامية.',
    '• أبحث في المصادر وأقتبس الجملة التي تجيب، وتظهر الكلمات المطابقة بخط عريض.',
    '• إن لم أجد الجواب فيها قلت لك ذلك ولم أخمّن.',
    '• إن عدّلت سؤالك عدّلت جوابي.',
    '• في المجموعات: اذكر اسمي مع السؤال، أو ردّ على رسالة مني، أو استعمل /ask.',
    '',
    'الأوامر:',
    '/start للبدء',
    '/ask لسؤال، مثل: /ask متى عُقدت القمة؟',
    '/sources لعرض مصادر الأجوبة',
    '/article لقراءة المقال نفسه',
    '/proof لأدلّة الجواب الأخير',
    '/stop لأنسى ما دار بيننا',
    '/about للتعريف بي',
    '/help لهذه المساعدة',
  ].join('\n'),

  about: (titles: readonly string[], isFeedbackKept: boolean) =>
    [
      'أنا «إسناد»، برنامج يجيب بجمل مقتبسة من مصادره ويذكر موضع كل جملة.',
      '',
      titles.length === 1
        ? `مصدري مقال واحد: «${titles[0]}».`
        : `مصادري ${countedArticles(titles.length)}، تجدها في /sources.`,
      'لا أكتب من عندي شيئًا، ولا أعرف غير ما في هذه المصادر، فإن لم أجد الجواب فيها قلت ذلك.',
      ...(isFeedbackKept
        ? ['', 'تُحفظ الأسئلة مدة محدودة من غير أسماء لتحسين المصادر، و/stop يمحو أسئلتك.']
        : []),
    ].join('\n'),

  sourcesHeading: (count: number) =>
    count === 1 ? 'أجيب من هذا المقال:' : `أجيب من ${countedArticles(count)}:`,

  emptyAsk: 'اكتب السؤال بعد الأمر، مثل: /ask متى عُقدت القمة؟',
  noProof: 'لم تسألني بعدُ عن شيء. اسأل أولًا، ثم أعرض لك الأدلّة.',
  forgotten: 'نسيت ما دار بيننا في هذه المحادثة. إن شئت فاسأل من جديد.',
  noSuchArticle: (count: number) =>
    count === 1 ? 'لديّ مقال واحد: /article.' : `لديّ ${countedArticles(count)}. اختر رقمًا من /sources.`,

  /** Above further passages, the context of a sentence, and evidence. */
  furtherPassages: (page: number, pages: number) => `مواضع أخرى قريبة من سؤالك${pageOf(page, pages)}:`,
  contextOf: (number: number, count: number) =>
    `الجملة ${toArabicDigits(number)} من ${toArabicDigits(count)} في سياقها:`,
  evidenceFor: (question: string, page: number, pages: number) => `أدلّة «${question}»${pageOf(page, pages)}`,
  confidence: (share: number) => `الثقة بأن الموضع الأول يجيب: ${toArabicDigits(Math.round(share * 100))}٪`,
  score: (score: number) => `الدرجة ${toArabicDigits(score.toFixed(2))}`,
  articlePage: (page: number, pages: number) => `الصفحة ${toArabicDigits(page)} من ${toArabicDigits(pages)}`,

  buttons: {
    context: 'السياق',
    more: 'المزيد',
    back: 'رجوع إلى الجواب',
    previous: '‹ السابق',
    next: 'التالي ›',
    like: '👍',
    dislike: '👎',
    again: 'اسأل من جديد',
  },

  /** Short notices over the chat when a button is pressed. */
  notices: {
    foreign: 'هذا الزر ليس لهذه المحادثة.',
    old: 'تغيّرت المصادر بعد هذا الجواب. اسأل من جديد إن شئت.',
    lost: 'لم أعد أحتفظ بهذا الجواب. اكتب سؤالك من جديد من فضلك.',
    thanks: 'شكرًا على رأيك.',
    alreadyVoted: 'سجّلت رأيك من قبل. شكرًا لك.',
    notKept: 'لا أحتفظ بالآراء الآن. شكرًا لك.',
  },
  askedAgain: 'تغيّرت المصادر بعد هذا الجواب. هل أبحث فيها من جديد؟',

  inline: {
    suggestion: 'سؤال مقترح',
    notFound: 'لا جواب في المصادر',
    rejected: 'لم أفهم السؤال',
    related: 'أقرب ما في المقال',
    further: 'موضع آخر',
    open: 'افتح المحادثة مع «إسناد»',
  },

  /** Said once, when the bot is added to a group. */
  addedToGroup: (username: string) =>
    [
      'السلام عليكم. أنا «إسناد»، أجيب بجمل مقتبسة من مصادري.',
      `اسألوني بذكر اسمي: @${username} متى عُقدت القمة؟`,
      'أو بالأمر /ask، أو بالرد على رسالة مني. ولا أتدخل في غير ذلك.',
    ].join('\n'),

  smallTalk: {
    greeting: 'أهلًا وسهلًا! تفضّل بسؤالك وسأبحث عنه في مصادري.',
    peace: 'وعليكم السلام ورحمة الله. تفضّل بسؤالك.',
    thanks: 'العفو، سعدت بمساعدتك.',
    wellbeing: 'بخير والحمد لله، شكرًا لسؤالك. عمّ تريد أن تعرف؟',
    identity: 'أنا «إسناد»، أجيب عن أسئلتك بجمل مقتبسة من مصادري وأذكر موضعها. جرّب سؤالًا.',
    farewell: 'مع السلامة، وأهلًا بك متى شئت.',
  },

  related: 'لم أجد جوابًا أثق به. أقرب ما في المقال:',
  notFound: 'لم أجد جوابًا عن هذا في المقال.',

  sentenceNumber: (number: number) => `الجملة ${toArabicDigits(number)}`,
  citationMark: (number: number) => `[${toArabicDigits(number)}]`,

  rejected: {
    empty: 'اكتب سؤالك بالكلمات من فضلك.',
    too_long: 'سؤالك طويل جدًا. لخّصه من فضلك في جملة أو جملتين.',
    not_arabic:
      'أفهم الأسئلة بالعربية فقط. هلّا كتبت سؤالك بها؟\nI understand questions in Arabic only: please write yours in Arabic.',
  } satisfies Record<Rejection, string>,

  notText: {
    voice: 'لا أسمع الرسائل الصوتية. اكتب سؤالك من فضلك.',
    photo: 'لا أرى الصور. اكتب سؤالك من فضلك.',
    video: 'لا أشاهد المقاطع. اكتب سؤالك من فضلك.',
    sticker: 'ملصق جميل! لكنني أقرأ النصوص فقط، فاكتب سؤالك من فضلك.',
    location: 'لا أستعمل المواقع. اكتب سؤالك من فضلك.',
    contact: 'لا أحتاج إلى جهات الاتصال ولا أحفظها. اكتب سؤالك من فضلك.',
    poll: 'لا أصوّت في الاستطلاعات. اكتب سؤالك من فضلك.',
    other: 'أقرأ النصوص فقط. اكتب سؤالك من فضلك.',
  },
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
  admin: {
    nothing: (days: number) => `لم يُسأل شيء في آخر ${countedDays(days)}.`,
    notKept: 'حفظ الأسئلة متوقف (FEEDBACK=off).',
    stats: ({ days, questions, askers, answered, related, notFound, likes, dislikes }: StatsFigures) =>
      [
        `في آخر ${countedDays(days)}:`,
        `الأسئلة: ${toArabicDigits(questions)}`,
        `السائلون: ${toArabicDigits(askers)}`,
        `أُجيب عنها: ${toArabicDigits(answered)}`,
        `عُرض لها أقرب موضع: ${toArabicDigits(related)}`,
        `لم يوجد لها جواب: ${toArabicDigits(notFound)}`,
        `👍 ${toArabicDigits(likes)}   👎 ${toArabicDigits(dislikes)}`,
      ].join('\n'),
    allAnswered: (days: number) => `لا سؤال بلا جواب في آخر ${countedDays(days)}.`,
    unanswered: (days: number) => `أسئلة لم أجد لها جوابًا في آخر ${countedDays(days)}:`,
    unansweredLine: (count: number, question: string) => `• ${question} (${toArabicDigits(count)}×)`,
  },
} as const;

/** What the menu of commands and the bot's card say: in Arabic, and in English to clients set to it. */
export const profiles = {
  ar: {
    commands: {
      start: 'ابدأ من هنا',
      ask: 'اسأل سؤالًا',
      sources: 'مصادر الأجوبة',
      article: 'اقرأ المقال نفسه',
      proof: 'أدلّة الجواب الأخير',
      stop: 'انسَ ما دار بيننا',
      about: 'من أنا',
      help: 'كيف تسأل',
    },
    description:
      'اسأل بالعربية عن حدث، فيجيبك «إسناد» بجملة من المقال نفسه مع موضعها، أو يقول إنه لم يجد جوابًا.',
    shortDescription: 'أجوبة بالعربية، كل جواب جملة موثّقة من المقال.',
  },
  en: {
    commands: {
      start: 'Start here',
      ask: 'Ask a question, in Arabic',
      sources: 'Where the answers come from',
      article: 'Read the article itself',
      proof: 'Evidence for the last answer',
      stop: 'Forget our conversation',
      about: 'Who I am',
      help: 'How to ask',
    },
    description:
      'Ask in Arabic about an event: the answer is a sentence of the article itself, with its place, or that there is none.',
    shortDescription: 'Answers in Arabic, each a cited sentence of the article.',
  },
} as const;

/** What `/stats` shows. */
export interface StatsFigures {
  readonly days: number;
  readonly questions: number;
  readonly askers: number;
  readonly answered: number;
  readonly related: number;
  readonly notFound: number;
  readonly likes: number;
  readonly dislikes: number;
}

/** `15` as `١٥`, `-1.5` as `-١٫٥`. */
export function toArabicDigits(number: number | string): string {
  return String(number)
    .replace('.', '٫')
    .replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
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

function pageOf(page: number, pages: number): string {
  return pages > 1 ? ` (${toArabicDigits(page)}/${toArabicDigits(pages)})` : '';
}

function countedArticles(count: number): string {
  return counted(count, { one: 'مقال واحد', two: 'مقالين', few: 'مقالات', many: 'مقالًا', hundreds: 'مقال' });
}

function countedDays(count: number): string {
  return counted(count, { one: 'يوم واحد', two: 'يومين', few: 'أيام', many: 'يومًا', hundreds: 'يوم' });
}

interface NounForms {
  readonly one: string;
  readonly two: string;
  readonly few: string;
  readonly many: string;
  readonly hundreds: string;
}

/** The counted noun takes another form after one, two, three to ten, and eleven and more. */
function counted(count: number, { one, two, few, many, hundreds }: NounForms): string {
  if (count === 1) return one;
  if (count === 2) return two;
  const lastTwo = count % 100;
  if (lastTwo >= 3 && lastTwo <= 10) return `${toArabicDigits(count)} ${few}`;
  return `${toArabicDigits(count)} ${lastTwo >= 11 ? many : hundreds}`;
}
