// @ts-check

/** What the page itself says; the bot's own words come from the bot. */
export const labels = {
  subtitle: 'يجيب من المقال نفسه، ويذكر مصدر كل جملة',
  description:
    'اطرح سؤالك بالعربية، فأجيبك بجملة من المقال نفسه مع ذكر موضعها. وما لا أجده في المقال أقول إنه ليس فيه.',
  typing: 'يكتب الآن…',
  you: 'أنت',
  edited: 'معدّلة',
  edit: 'تعديل',
  editMessage: 'تعديل الرسالة',
  today: 'اليوم',
  yesterday: 'أمس',
  copied: 'نُسخ النص',
  copyFailed: 'تعذّر النسخ',
  noAnswer: 'لم يردّ البوت على الضغطة',
  sendFailed: 'تعذّر الإرسال. نصك محفوظ، حاول مرة أخرى.',
  pressFailed: 'تعذّر إرسال الضغطة، حاول مرة أخرى.',
  editFailed: 'تعذّر تعديل الرسالة.',
  spoiler: 'نص مخفي، اضغط لإظهاره',
  more: 'عرض المزيد',
  less: 'عرض أقل',
  attachment: 'رسالة من نوع لا تعرضه هذه الصفحة',
};
