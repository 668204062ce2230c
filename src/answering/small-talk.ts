import { fold } from '../arabic/fold.ts';
import { splitWords } from '../arabic/words.ts';

/** What is said to a bot that is no question about its articles. */
export type SmallTalk = 'peace' | 'greeting' | 'thanks' | 'wellbeing' | 'identity' | 'farewell';

/** Phrases in standard Arabic, in dialects and as people type them in Latin letters; folded when read. */
const PHRASES: Readonly<Record<SmallTalk, readonly string[]>> = {
  identity: [
    'من أنت',
    'من أنتم',
    'من تكون',
    'ما اسمك',
    'ما هو اسمك',
    'شو اسمك',
    'ايش اسمك',
    'وش اسمك',
    'اسمك ايه',
    'اسمك شنو',
    'شسمك',
    'شنو اسمك',
    'واش سميتك',
    'مين أنت',
    'مين انتي',
    'مين حضرتك',
    'أنت مين',
    'انت منو',
    'منو انت',
    'شكون أنت',
    'شكون انتا',
    'انت شكون',
    'عرفني بنفسك',
    'عرف بنفسك',
    'عرف عن نفسك',
    'ما أنت',
    'ماذا تفعل',
    'ماذا تستطيع أن تفعل',
    'شو بتعمل',
    'بتعمل ايه',
    'هل أنت روبوت',
    'انت روبوت',
    'هل أنت بوت',
    'انت بوت',
    'who are you',
    'what are you',
  ],
  wellbeing: [
    'كيف حالك',
    'كيف الحال',
    'كيف حالكم',
    'كيفك',
    'كيف أنت',
    'شلونك',
    'شلونكم',
    'اشلونك',
    'شخبارك',
    'شو أخبارك',
    'ايش أخبارك',
    'ما أخبارك',
    'ازيك',
    'ازيكم',
    'ازي حالك',
    'عامل ايه',
    'عاملة ايه',
    'اخبارك ايه',
    'كيداير',
    'كي داير',
    'لاباس',
    'لا باس',
    'لاباس عليك',
    'واش راك',
    'كيراك',
    'شنو احوالك',
    'عساك طيب',
    'how are you',
  ],
  peace: ['السلام عليكم', 'السلام عليكم ورحمة الله', 'السلام عليكم ورحمة الله وبركاته', 'سلام عليكم', 'سلام'],
  greeting: [
    'مرحبا',
    'مرحبتين',
    'مراحب',
    'أهلا',
    'أهلا وسهلا',
    'أهلا بك',
    'أهلين',
    'يا هلا',
    'هلا',
    'هلا والله',
    'هلو',
    'هاي',
    'الو',
    'صباح الخير',
    'صباح النور',
    'صباحو',
    'مساء الخير',
    'مساء النور',
    'مسا الخير',
    'تحية طيبة',
    'تحياتي',
    'حياك الله',
    'حيالله',
    'يعطيك العافية',
    'الله يعطيك العافية',
    'hello',
    'hi',
    'hey',
    'salam',
    'marhaba',
  ],
  thanks: [
    'شكرا',
    'شكرا لك',
    'شكرا لكم',
    'شكرا جزيلا',
    'شكرا كثيرا',
    'الشكر لك',
    'أشكرك',
    'اشكركم',
    'مشكور',
    'مشكورة',
    'مشكورين',
    'تشكر',
    'متشكر',
    'متشكرة',
    'متشكرين',
    'تسلم',
    'تسلمي',
    'تسلم ايدك',
    'يسلمو',
    'يسلموا',
    'يسلمو ايديك',
    'جزاك الله خيرا',
    'جزاك الله خير',
    'بارك الله فيك',
    'الله يبارك فيك',
    'الله يعافيك',
    'الله يخليك',
    'يعيشك',
    'عيشك',
    'ممتاز',
    'أحسنت',
    'رائع',
    'برافو',
    'ما قصرت',
    'كفو',
    'ميرسي',
    'thanks',
    'thank you',
    'merci',
    'shukran',
  ],
  farewell: [
    'مع السلامة',
    'إلى اللقاء',
    'في أمان الله',
    'بأمان الله',
    'وداعا',
    'باي',
    'سلامات',
    'تصبح على خير',
    'تصبحون على خير',
    'نراك لاحقا',
    'بسلامة',
    'بالسلامة',
    'bye',
    'goodbye',
  ],
};

/** Said along with small talk; alone they are none. */
const FILLERS = new Set(
  [
    'يا',
    'بوت',
    'إسناد',
    'صديقي',
    'أخي',
    'اختي',
    'عزيزي',
    'جدا',
    'كتير',
    'كثير',
    'قوي',
    'مرة',
    'و',
    'والله',
    'حبيبي',
  ]
    .concat([
      'الغالي',
      'غالي',
      'لك',
      'عليك',
      'لكم',
      'أخوي',
      'خوي',
      'اليوم',
      'very',
      'much',
      'so',
      'there',
      'bot',
    ])
    .map(fold),
);

/** Longer phrases first, each with the words that it is made of. */
const BY_LENGTH = Object.entries(PHRASES)
  .flatMap(([kind, phrases]) =>
    phrases.map((phrase) => ({
      kind: kind as SmallTalk,
      words: splitWords(phrase).map(({ folded }) => folded),
    })),
  )
  .sort((a, b) => b.words.length - a.words.length);

/** Of several said together, the one that most wants an answer. */
const PRIORITY: readonly SmallTalk[] = ['identity', 'wellbeing', 'thanks', 'peace', 'greeting', 'farewell'];

/**
 * Tells a text that is nothing but greetings, thanks and the like from a question; `undefined` where it holds anything
 * else: «مرحبا، متى تأسست المنظمة؟» is a question.
 */
export function smallTalkOf(text: string): SmallTalk | undefined {
  const words = splitWords(text).map(({ folded }) => folded);
  const found = new Set<SmallTalk>();
  for (let at = 0; at < words.length; ) {
    const phrase = BY_LENGTH.find(({ words: said }) =>
      said.every((word, offset) => isSaid(words, at, offset, word)),
    );
    if (phrase) found.add(phrase.kind);
    else if (!FILLERS.has(words[at] ?? '')) return undefined;
    at += phrase?.words.length ?? 1;
  }
  return PRIORITY.find((kind) => found.has(kind));
}

/** «وشكرا» joins on with و; letters drawn out, as in «شكراااا», count once. */
function isSaid(words: readonly string[], at: number, offset: number, expected: string): boolean {
  const word = words[at + offset];
  if (word === undefined) return false;
  const drawnIn = word.replace(/(\p{L})\1{2,}/gu, '$1');
  return [word, drawnIn].some((form) => form === expected || (offset === 0 && form === `و${expected}`));
}
