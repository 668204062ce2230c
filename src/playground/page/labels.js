/** Keeps a name's direction to itself. @param {string} name */
const isolate = (name) => `\u2068${name}\u2069`;

/** What the page itself says; the bot's own words come from the bot. */
export const labels = {
  group: 'مجموعة التجربة',
  /** Who is in the group, and what it is for. @param {string | undefined} bot where it was added */
  aboutGroup: (bot) =>
    bot
      ? [
          `سلمى وعمر و${isolate(bot)}`,
          `اكتب هنا بصفة سلمى أو عمر. يجيب البوت حين يُذكر باسمه، أو يُردّ على رسالة له، أو يُسأل بالأمر ${isolate('/ask')}.`,
        ]
      : ['سلمى وعمر', 'هنا سلمى وعمر وحدهما. أضف البوت ليجيب عن أسئلتهما.'],
  typing: 'يكتب الآن…',
  you: 'أنت',
  edited: 'معدّلة',
  editing: 'تعديل الرسالة',
  /** @param {string} name */
  replyTo: (name) => `رد على ${isolate(name)}`,
  /** @param {string} name */
  via: (name) => `عبر ${isolate(`@${name}`)}`,
  /** @param {string} name */
  joined: (name) => `أُضيف ${isolate(name)} إلى المجموعة`,
  /** @param {string} name */
  left: (name) => `غادر ${isolate(name)} المجموعة`,
  /** @param {string} name */
  removed: (name) => `أُزيل ${isolate(name)} من المجموعة`,
  copied: 'نُسخ النص',
  copyFailed: 'تعذّر النسخ',
  noAnswer: 'لم يردّ البوت على الضغطة',
  sendFailed: 'تعذّر الإرسال. نصك محفوظ، حاول مرة أخرى.',
  actionFailed: 'تعذّر ذلك، حاول مرة أخرى.',
  searching: 'يبحث البوت…',
  noResults: 'لا نتائج',
  results: 'اختر بالنقر، أو بالسهمين ثم مفتاح الإدخال',
  searchFailed: 'لم يردّ البوت على البحث',
  spoiler: 'نص مخفي، اضغط لإظهاره',
  more: 'عرض المزيد',
  less: 'عرض أقل',
  languages: { ar: 'ع', en: 'EN' },
  languageNames: { ar: 'لغة المستخدم: العربية', en: 'لغة المستخدم: الإنجليزية' },
  attachment: 'رسالة من نوع لا تعرضه هذه الصفحة',
  /** By the field of the message that holds it. */
  attachments: {
    photo: '🖼️ صورة',
    voice: '🎤 رسالة صوتية',
    sticker: '👍 ملصق',
    location: '📍 موقع',
    contact: '👤 جهة اتصال',
    poll: '📊 استطلاع',
  },
};
