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

/** `9` and `2022` as `سبتمبر/أيلول ٢٠٢٢`; the year may be left out. */
export function formatMonth(month: number, year?: number): string {
  const name = monthNames[month - 1] ?? toArabicDigits(month);
  return year === undefined ? name : `${name} ${toArabicDigits(year)}`;
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

/** Which page of how many, where there are several. */
export function pageOf(page: number, pages: number): string {
  return pages > 1 ? ` (${toArabicDigits(page)}/${toArabicDigits(pages)})` : '';
}

export function countedArticles(count: number): string {
  return counted(count, { one: 'مقال واحد', two: 'مقالين', few: 'مقالات', many: 'مقالًا', hundreds: 'مقال' });
}

export function countedDays(count: number): string {
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
