import type { Rejection } from '../answering/question-check.ts';
import { countedArticles, countedDays, pageOf, toArabicDigits } from './figures.ts';

/** Every word the bot says to a user. */
export const messages = {
  botName: 'إسناد',

  start: ({ count, title }: SourceCount) =>
    [
      'أهلًا بك في «إسناد».',
      '',
      count === 1
        ? `أجيب عن أسئلتك من مقال واحد: «${title}».`
        : `أجيب عن أسئلتك من ${countedArticles(count)}.`,
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
    '• سمِّ مصدرًا فأبحث فيه وحده: بحسب الجزيرة، في مقال «…»، ماذا قالت في سبتمبر عن…',
    '• إن عدّلت سؤالك عدّلت جوابي.',
    '• في المجموعات: اذكر اسمي مع السؤال، أو ردّ على رسالة مني، أو استعمل /ask.',
    '',
    'الأوامر:',
    '/start للبدء',
    '/ask لسؤال، مثل: /ask متى عُقدت القمة؟',
    '/sources لعرض مصادر الأجوبة، أو للبحث فيها، مثل: /sources سبتمبر 2022',
    '/article لقراءة المقال نفسه',
    '/proof لأدلّة الجواب الأخير',
    '/stop لأنسى ما دار بيننا',
    '/about للتعريف بي',
    '/help لهذه المساعدة',
  ].join('\n'),

  about: ({ count, title }: SourceCount, isFeedbackKept: boolean) =>
    [
      'أنا «إسناد»، برنامج يجيب بجمل مقتبسة من مصادره ويذكر موضع كل جملة.',
      '',
      count === 1 ? `مصدري مقال واحد: «${title}».` : `مصادري ${countedArticles(count)}، تجدها في /sources.`,
      'لا أكتب من عندي شيئًا، ولا أعرف غير ما في هذه المصادر، فإن لم أجد الجواب فيها قلت ذلك.',
      ...(isFeedbackKept
        ? ['', 'تُحفظ الأسئلة مدة محدودة من غير أسماء لتحسين المصادر، و/stop يمحو أسئلتك.']
        : []),
    ].join('\n'),

  sourcesHeading: (count: number) =>
    count === 1 ? 'أجيب من هذا المقال:' : `أجيب من ${countedArticles(count)}:`,
  sourcesFound: (query: string, count: number) => `«${query}» في ${countedArticles(count)}:`,
  noSourcesFound: (query: string) => `لا أجد في المصادر مقالًا في عنوانه أو ناشره أو تاريخه «${query}».`,

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
    allSources: 'كل المصادر',
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
    related: 'أقرب ما في المصادر',
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

  related: (count: number) => `لم أجد جوابًا أثق به. أقرب ما في ${articlesOfAll(count)}:`,
  notFound: (count: number) => `لم أجد جوابًا عن هذا في ${articlesOfAll(count)}.`,

  /** Where a question names the articles to be looked at; `scope` describes them. */
  scoped: {
    note: (scope: string) => `بحثت في ${scope} فقط.`,
    notFound: (scope: string) => `لم أجد جوابًا عن هذا في ${scope}.`,
    nowhere: (scope: string) => `ليس في مصادري شيء من ${scope}.`,
    noSuchTitle: (title: string) => `ليس في مصادري مقال بعنوان «${title}».`,
    nothingAsked: (scope: string) => `لم تسأل عن شيء في ${scope}. اكتب سؤالك، أو اعرض العناوين: /sources`,
    titled: (title: string) => `مقال «${title}»`,
    allTitled: (title: string) => `المقالات التي في عنوانها «${title}»`,
    publishedBy: (publisher: string) => `مقالات ${publisher}`,
    publishedByAt: (publisher: string, time: string) => `مقالات ${publisher} المنشورة ${time}`,
    publishedAt: (time: string) => `المقالات المنشورة ${time}`,
  },
  /** A time that articles were published in; days and months as they are written out. */
  publishedIn: {
    day: (day: string) => `يوم ${day}`,
    month: (month: string) => `في ${month}`,
    year: (year: string) => `في عام ${year}`,
    /** Days of one month, or of several. */
    between: (from: string, to: string) => `بين ${from} و${to}`,
    since: (from: string) => `منذ ${from}`,
    until: (to: string) => `حتى ${to}`,
  },

  /** Before the other articles that say what a citation says, and after the first of them. */
  alsoIn: 'ورد أيضًا في: ',
  alsoInOthers: (count: number) => `وفي ${countedArticles(count)} غير ذلك`,

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

/** What answers come from: how many articles, and the title of the first. */
export interface SourceCount {
  readonly count: number;
  readonly title: string;
}

function articlesOfAll(count: number): string {
  return count > 1 ? 'المقالات' : 'المقال';
}

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
