import type { Article } from '../../src/corpus/article.ts';

type Written = Pick<Article, 'id' | 'title'> &
  Partial<Pick<Article, 'publisher' | 'published' | 'url'>> & { readonly text: readonly string[] };

const write = ({ text, ...summary }: Written): Article => ({
  language: 'ar',
  body: text.join('\n'),
  ...summary,
});

/**
 * Six articles made up for tests: two publishers and one without, a fact that two of them tell, and a number on which two
 * contradict each other.
 */
export const archive: readonly Article[] = [
  {
    id: 'bridge-collapse',
    title: 'انهيار جسر النخيل في مدينة الواحة',
    publisher: 'الجزيرة نت',
    published: '2022-09-03',
    url: 'https://example.org/bridge',
    text: [
      'انهار جسر النخيل في مدينة الواحة فجر السبت بعد فيضان نهر الرمل.',
      'قتل 12 شخصا في انهيار جسر النخيل بمدينة الواحة.',
      'قال المهندس سامر الحلبي إن الجسر لم يخضع لأي صيانة منذ عام 2009.',
      'أغلقت البلدية الطرق المؤدية إلى الجسر أمام السيارات.',
    ],
  },
  {
    id: 'bridge-inquiry',
    title: 'لجنة تحقيق في انهيار جسر النخيل',
    publisher: 'صحيفة المدار',
    published: '2022-09-18',
    text: [
      'شكلت الحكومة لجنة تحقيق من سبعة خبراء في انهيار جسر النخيل.',
      'قتل 14 شخصا في انهيار جسر النخيل بمدينة الواحة.',
      'وقال المهندس سامر الحلبي إن الجسر لم يخضع لأي صيانة منذ عام 2009.',
      'ترأس اللجنة القاضية ليلى منصور.',
    ],
  },
  {
    id: 'bridge-rebuilt',
    title: 'بدء إعادة بناء جسر النخيل',
    publisher: 'الجزيرة نت',
    published: '2022-10-11',
    text: [
      'بدأت شركة الأفق إعادة بناء جسر النخيل بكلفة 40 مليون دينار.',
      'قالت القاضية ليلى منصور إن الإهمال هو سبب انهيار الجسر.',
      'ينتهي بناء الجسر الجديد في ربيع عام 2024.',
    ],
  },
  {
    id: 'museum-opening',
    title: 'افتتاح متحف الصحراء: خمسة أسئلة وأجوبتها',
    publisher: 'صحيفة المدار',
    published: '2021-05-20',
    text: [
      'افتتح متحف الصحراء أبوابه للزوار في 20 مايو/أيار 2021.',
      'يضم متحف الصحراء ثلاثة آلاف قطعة أثرية.',
      'صممت المتحف المعمارية هالة درويش.',
    ],
  },
  {
    id: 'museum-prize',
    title: 'متحف الصحراء يفوز بجائزة العمارة',
    publisher: 'قناة الجزيرة',
    published: '2022-09-25',
    text: [
      'فاز متحف الصحراء بجائزة العمارة العربية لعام 2022.',
      'يضم متحف الصحراء 3000 قطعة أثرية.',
      'قالت المعمارية هالة درويش إن ضوء المتحف كله طبيعي.',
    ],
  },
  {
    id: 'notes',
    title: 'ملاحظات عن نهر الرمل',
    text: ['يبلغ طول نهر الرمل 310 كيلومترات.', 'يفيض نهر الرمل في شهر سبتمبر من كل عام.'],
  },
].map(write);
