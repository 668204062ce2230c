/** Sentences of a made-up article; each number gives a text of its own. */
export function paragraphsOf(number: number): string[] {
  return [
    `افتتحت بلدية الحي رقم ${number} صباح اليوم مكتبة عامة تضم عشرين ألف كتاب وقاعة للأطفال، بحضور مئتي شخص من السكان.`,
    `وقالت مديرة المكتبة هدى سالم إن الاستعارة مجانية لسكان الحي ${number}، وإن القاعة تفتح من الثامنة صباحًا حتى العاشرة مساءً.`,
    `وأضافت أن البلدية أنفقت ${number} ألف دينار على الترميم الذي استغرق عامين، وأن متطوعين من الجامعة ساعدوا في ترتيب الرفوف.`,
    `ومن المنتظر أن تنظم المكتبة ورقة عمل كل أسبوع عن القراءة والكتابة، يشارك فيها ${number} كاتبًا من المدينة.`,
  ];
}

/** A page as a news site has it: the article between a menu, a sidebar and a foot. */
export function newsPage(
  paragraphs: readonly string[],
  { head = '', byline = '', heading = 'مكتبة الحي' } = {},
): string {
  return `<!doctype html>
<html lang="ar" dir="rtl">
<head><meta charset="utf-8"><title>${heading} | نشرة الحي</title>${head}</head>
<body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/sport">الرياضة</a></li></ul></nav>
<main><article><h1>${heading}</h1>${byline}
<figure><img src="a.jpg"><figcaption>صورة أرشيفية</figcaption></figure>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
<script>track('زيارة')</script></article></main>
<aside><h2>الأكثر قراءة</h2><ul><li><a href="/1">خبر آخر لا علاقة له بهذا</a></li></ul></aside>
<footer>جميع الحقوق محفوظة © 2019</footer>
</body></html>`;
}

/** Texts of which none resembles another. */
export const TOPICS = [
  'قال رئيس البلدية إن الطريق الجديد يصل شمال المدينة بجنوبها، وإنه يفتح أمام السيارات في الربيع المقبل بعد عامين من العمل.',
  'أعلنت شركة المياه أن الضخ يعود إلى الأحياء الشرقية يوم الأحد بعد إصلاح الخط الرئيس الذي انكسر في العاصفة الأخيرة.',
  'فاز فريق الحي بكأس المدينة لكرة القدم للمرة الثالثة على التوالي، إذ غلب في النهائي جاره بهدفين مقابل هدف واحد.',
  'يفتح سوق الخضر أبوابه كل جمعة للباعة من القرى القريبة، ويقول التجار إن الأسعار فيه أدنى مما هي في المتاجر الكبيرة.',
  'تنظم الجامعة في الخريف مؤتمرًا عن تاريخ الطب عند العرب، يشارك فيه باحثون من عشرين دولة ويستمر ثلاثة أيام.',
  'حذرت دائرة الأرصاد من ضباب كثيف على الساحل صباح الغد، ودعت الصيادين إلى ألا يخرجوا قبل أن تشرق الشمس.',
] as const;
