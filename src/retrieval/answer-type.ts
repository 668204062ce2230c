import { fold } from '../arabic/fold.ts';

/** What kind of thing a question asks for. */
export const answerTypes = [
  'date',
  'duration',
  'number',
  'money',
  'percent',
  'person',
  'organisation',
  'place',
  'reason',
  'manner',
  'definition',
  'list',
  'quotation',
  'yes-no',
  'thing',
] as const;
export type AnswerType = (typeof answerTypes)[number];

/** What a question asks for: one or more types with weights in [0, 1], and the noun it counts or chooses among. */
export interface Expectation {
  readonly types: ReadonlyMap<AnswerType, number>;
  /** Position of the noun after كم، أي or ما (كم *طفلا*، أي *مدينة*), or -1. */
  readonly head: number;
  /** Positions of the words that only ask: question words and what belongs to them. */
  readonly asking: ReadonlySet<number>;
}

type Types = Partial<Record<AnswerType, number>>;

/** Question words that say what they ask for by themselves. */
const questionWords: readonly (readonly [words: string, types: Types])[] = [
  ['متى امتى امتا ايمتى ايمتا وقتاش فوقاش شوكت وقتيش يمتى متا فوقتاش ايمتين', { date: 1, duration: 0.2 }],
  ['اين وين فين فينه وينه وينها فينها منين لوين لفين فاين', { place: 1 }],
  ['لماذا ليش ليه لشو علاش علاه لاش لويش لما لم علاهاش', { reason: 1 }],
  ['كيف كيفاش ازاي ازي شلون اشلون', { manner: 1 }],
  ['هل', { 'yes-no': 1 }],
  ['مين منو شكون لمين ومين منهو اشكون لمن', { person: 0.9, organisation: 0.3 }],
  ['كم كام قديش اديش قداش شحال شقد اشحال قديه شكثر بكم بكام وكم فكم', { number: 1 }],
  ['ماذا ايش وش شو شنو ايه اش شنوه اشنو ويش بماذا ماهو ماهي ماهى واش', { thing: 0.8, quotation: 0.3 }],
];

/** Nouns that say what is asked for when they follow أي، ما، ما هي, كم or stand alone in a keyword search. */
const headNouns: readonly (readonly [words: string, types: Types])[] = [
  [
    'تاريخ موعد عام سنة يوم شهر قرن عقد توقيت وقت ساعة ليلة صباح اسبوع زمن فترة مواعيد',
    { date: 1, duration: 0.3 },
  ],
  ['مدة اعوام سنوات ايام اشهر ساعات دقائق اسابيع دقيقة ثانية', { duration: 1, number: 0.5, date: 0.2 }],
  [
    'عدد حصيلة كمية حجم مساحة طول عرض ارتفاع عمق وزن سرعة درجة قوة مسافة عمر سن ترتيب مرتبة مركز رقم نتيجة اعداد رصيد',
    { number: 1 },
  ],
  ['نسبة معدل', { percent: 1, number: 0.4 }],
  [
    'سعر ثمن تكلفة كلفة قيمة مبلغ ميزانية راتب ارباح خسائر ايرادات اسعار ديون غرامة دخل فلوس رسوم',
    { money: 1, number: 0.5 },
  ],
  [
    'رئيس وزير مدير لاعب مدرب كاتب مؤلف مخرج ممثل فنان مغني شاعر زعيم قائد ملك امير امين مسؤول متحدث ناطق سفير نائب مؤسس مخترع مكتشف عالم زوج زوجة ابن والد ام اب صاحب شخص شخصية حارس مهاجم بطل وزيرة رئيسة مديرة ممثلة كاتبة فنانة عضو حاكم خليفة نبي قاتل فائز فائزة مالك اللاعب محامي',
    { person: 1 },
  ],
  [
    'شركة منظمة هيئة مؤسسة حزب حركة جماعة وزارة محكمة بنك وكالة صحيفة قناة نادي فريق منتخب تنظيم جيش حكومة جهة لجنة اتحاد جامعة مجلس مجلة جريدة دار جمعية كلية موقع جهات فرقة',
    { organisation: 1 },
  ],
  [
    'مدينة دولة بلد مكان قصر قاعة موقع عاصمة منطقة محافظة ولاية قارة مطار قرية ميناء شارع اقليم بلدة مقر ملعب جزيرة مقاطعة نهر حي ساحة مسرح مستشفى فندق دول بلدان مدن اماكن',
    { place: 1 },
  ],
  ['سبب اسباب دافع دوافع هدف اهداف غرض غاية مبرر تهمة داعي', { reason: 1 }],
  ['طريقة كيفية وسيلة الية اسلوب', { manner: 1 }],
  ['معنى تعريف مفهوم مقصود', { definition: 1 }],
  ['راي تعليق موقف تصريح رد', { quotation: 0.8 }],
  ['اسم لقب اسماء عنوان', { person: 0.5, organisation: 0.4, thing: 0.5 }],
  ['دول مدن اعضاء شروط مطالب بنود انواع اقسام مكونات اعراض اسماء عناصر فوائد', { list: 0.6 }],
];

/** Verbs after «ماذا» that ask for what somebody said. */
const sayingVerbs =
  'قال قالت يقول صرح صرحت اكد اكدت وصف وصفت اعلن اعلنت ذكر علق علقت طلب طلبت طالب طالبت اضاف حكى كتب نفى دعا دعت حذر حذرت اتهم اتهمت';

const setOf = (words: string) => new Set(words.split(' ').map(fold));
const tableOf = (rows: readonly (readonly [string, Types])[]) => {
  const table = new Map<string, Types>();
  for (const [words, types] of rows)
    for (const word of setOf(words)) table.set(word, { ...table.get(word), ...types });
  return table;
};

const wordTypes = tableOf(questionWords);
const headTypes = tableOf(headNouns);
const saying = setOf(sayingVerbs);
const counting = setOf('كم كام قديش اديش قداش شحال شقد اشحال قديه شكثر وكم فكم بكم بكام');
const choosing = setOf('اي اية باي لاي واي فاي ايا انهي انهو وانهي باية اني');
const what = setOf('ما ماذا ماهو ماهي ماهى وما فما شو ايش وش شنو ايه اش ويش مو اشنو');
/** Verbs after «كيف» that ask for words, not for a way: «كيف وصف…؟». */
const describing = setOf('وصف وصفت يصف علق علقت رد ردت اعتبر اعتبرت عبر عبرت راى رات برر بررت فسر فسرت');
const how = setOf('كيف ازاي شلون كيفاش');
const linking = setOf('هو هي هم هن هما كان كانت الذي التي الذين هوا هيا يكون تكون هوه هيه يعني اللي');
const fillers = setOf('من في عدد الى على عن نحو حوالي بلغ بلغت يبلغ تبلغ يوجد توجد');
const who = setOf('من');
/** «مع من»، «إلى من»: asked of by a preposition before it. */
const beforeWho = setOf('مع الى على عن ضد بين عند لدى بعد قبل غير سوى');
const joinedWho = setOf('ممن عمن بمن');
const listing = setOf('اذكر اذكري سم عددي');
const yesNoWords = setOf('هل');

/** Reads from a question's folded words what kind of answer it expects. */
export function expectAnswer(written: readonly string[]): Expectation {
  const words = written.map((word, position) => (position <= LATEST_JOINED ? withoutAnd(word) : word));
  const types = new Map<AnswerType, number>();
  const asking = new Set<number>();
  const expect = (found: Types | undefined) => {
    for (const type of answerTypes) {
      const weight = found?.[type];
      if (weight !== undefined) types.set(type, Math.max(types.get(type) ?? 0, weight));
    }
  };
  const at = words.findIndex((word, position) => isAsking(word, position, words));
  if (at === -1) {
    for (const word of words.slice(0, 3)) expect(headTypes.get(bare(word)));
    return { types, head: -1, asking };
  }

  const word = words[at] ?? '';
  asking.add(at);
  for (let next = at + 1; linking.has(words[next] ?? ''); next++) asking.add(next);
  const head = headAfter(words, at, asking);
  const headWord = bare(words[head] ?? '');
  if (counting.has(word)) {
    const headType = headTypes.get(headWord);
    const measured = headType?.date !== undefined ? { duration: 1, number: 0.5 } : headType;
    expect(
      measured?.person === undefined && measured?.place === undefined && measured?.organisation === undefined
        ? measured
        : {},
    );
    expect({ number: measured?.money === undefined && measured?.percent === undefined ? 1 : 0.5 });
    if (word === fold('بكم') || word === fold('بكام')) expect({ money: 1 });
  } else if (choosing.has(word) || what.has(word)) {
    const found = headTypes.get(headWord);
    expect(found ?? (choosing.has(word) ? { thing: 1 } : wordTypes.get(word)));
    if (choosing.has(word) && /ات$/.test(headWord)) expect({ list: 0.6 });
    if (what.has(word)) {
      if (words.slice(at + 1, at + 3).some((next) => saying.has(next))) expect({ quotation: 1 });
      else if (found === undefined) expect({ thing: 0.8, definition: words.length - at <= 5 ? 0.6 : 0.2 });
      if (/ات$|ون$|ين$/.test(headWord)) expect({ list: 0.4 });
    }
  } else if (who.has(word) && at === 0) {
    const next = words[at + 1] ?? '';
    if (wordTypes.get(next)?.place !== undefined) expect({ place: 1 });
    else if (choosing.has(next)) expect(headTypes.get(bare(words[at + 2] ?? '')) ?? { thing: 1 });
    else expect({ person: 1, organisation: 0.3 });
  } else if (who.has(word) || joinedWho.has(word)) expect({ person: 1, organisation: 0.3 });
  else if (listing.has(word)) expect({ list: 1 });
  else if (how.has(word) && words.slice(at + 1, at + 3).some((next) => describing.has(next)))
    expect({ quotation: 1, manner: 0.3 });
  else expect(wordTypes.get(word));
  return { types, head, asking };
}

/** «طيب ومتى …»: later a و joins other words than the one that asks. */
const LATEST_JOINED = 1;

/** The word without a و or ف before it where what is left asks: «ومتى»، «فأين». */
function withoutAnd(word: string): string {
  const rest = word.slice(1);
  return /^[وف]/.test(word) && !wordTypes.has(word) && (wordTypes.has(rest) || who.has(rest)) ? rest : word;
}

/** «من» asks only where a sentence begins, or after another preposition; elsewhere it is one itself. */
function isAsking(word: string, position: number, words: readonly string[]): boolean {
  if (who.has(word)) return position === 0 || (position === 1 && beforeWho.has(words[0] ?? ''));
  if (listing.has(word)) return position === 0;
  if (joinedWho.has(word)) return position === 0;
  if (what.has(word) && !wordTypes.has(word))
    return position <= 1 || yesNoWords.has(words[0] ?? '') === false;
  return wordTypes.has(word) || choosing.has(word);
}

function headAfter(words: readonly string[], at: number, asking: Set<number>): number {
  for (let position = at + 1; position < Math.min(words.length, at + 4); position++) {
    const word = words[position] ?? '';
    if (linking.has(word)) continue;
    if (fillers.has(word) && headTypes.get(word)?.number === undefined) {
      asking.add(position);
      continue;
    }
    return position;
  }
  return -1;
}

/** The word without article and accusative ending, as the tables hold it. */
function bare(word: string): string {
  if (headTypes.has(word)) return word;
  const stripped = word.replace(/^(?:وال|بال|لل|ال|ب|ل)(?=\p{L}{3})/u, '');
  if (headTypes.has(stripped)) return stripped;
  const withoutEnding = stripped.replace(/ا$/u, '');
  return headTypes.has(withoutEnding) ? withoutEnding : stripped;
}
