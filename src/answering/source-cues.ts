import { fold } from '../arabic/fold.ts';

const folded = (list: string): Set<string> => new Set(list.trim().split(/\s+/u).map(fold));

/** What a publisher does with a fact: it says, … */
const TELLING = folded(`
  قال قالت يقول تقول ذكر ذكرت يذكر تذكر أفاد أفادت يفيد تفيد أورد أوردت يورد تورد روى روت أشار أشارت أكد أكدت حكت حكى
`);
/** … or it publishes. Asked when or where it did so, this is itself the fact. */
const PUBLISHING = folded(`
  نشر نشرت ينشر تنشر كتب كتبت يكتب تكتب نقل نقلت ينقل تنقل بث بثت
`);
/** Of something that was published: «المقالات المنشورة في سبتمبر». */
const PUBLISHED = folded(`
  منشور منشورة المنشور المنشورة الصادر الصادرة صدر صدرت نشره نشرها نشرته نشرتها كتبه كتبته كتبها كتبتها بثته أوردته نقلته
`);
/** These take what they tell of as an object: «كيف غطت الجزيرة القمة؟». */
export const DESCRIBING_VERBS: ReadonlySet<string> = folded(
  'وصف وصفت يصف تصف غطى غطت يغطي تغطي تناول تناولت',
);

export const isTelling = (word: string): boolean => TELLING.has(word);
export const isPublishing = (word: string): boolean => PUBLISHING.has(word) || PUBLISHED.has(word);
/** Whether a publisher may be the one who does this. */
export const isSaying = (word: string): boolean =>
  TELLING.has(word) || PUBLISHING.has(word) || DESCRIBING_VERBS.has(word);

/** «According to»; what hangs on the next word is its own preposition. */
export const ATTRIBUTIONS: readonly (readonly string[])[] = [
  'بحسب',
  'حسب',
  'وبحسب',
  'وفق',
  'وفقا',
  'ووفقا',
  'طبقا',
  'نقلا عن',
  'استنادا إلى',
  'بناء على',
  'على حد قول',
  'على ذمة',
].map((phrase) => phrase.split(' ').map(fold));

/** Articles by any name, as name keys. */
export const ARTICLE_NOUNS: ReadonlySet<string> = folded(
  'مقال مقالة مقالات تقرير تقارير خبر أخبار تحليل تغطية',
);
/** These need no preposition. */
export const ARTICLE_PLURALS: ReadonlySet<string> = folded('مقالات أخبار تقارير');
/** After these a quotation is a title, whether there is such an article or not. */
export const TITLED_NOUNS: ReadonlySet<string> = folded('مقال مقالة');

/** What leads to an article: «جاء في مقال». */
export const BEFORE_ARTICLES: ReadonlySet<string> = folded('في من ضمن جاء ورد وارد الوارد عبر وفي');

const ENTITLING = folded('بعنوان المعنون المعنونة عنوانه عنوانها تحت اسمه');
export const isEntitling = (word: string): boolean => ENTITLING.has(word);

/** What was said comes behind these. «إنها» is not among them: the publisher speaks of itself. */
export const TOPIC_WORDS: ReadonlySet<string> = folded('عن حول بشأن بخصوص إن أن بأن حيال تجاه فيما على عما');

/** These ask for what was said. */
export const WHAT: ReadonlySet<string> = folded('ماذا وماذا ما وما عما مما بما كما بماذا شو إيش إيه');
