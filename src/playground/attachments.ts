import type { MessageContent } from './emulator/chat-message.ts';

/** What the page can send beside text. Nothing is uploaded: the bot gets the message that Telegram would make of it. */
export const ATTACHMENT_KINDS = ['photo', 'voice', 'sticker', 'location', 'contact', 'poll'] as const;

export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

const file = { file_id: 'playground', file_unique_id: 'playground' };

const SAMARKAND = { latitude: 39.6542, longitude: 66.9597 };

export const attachments: Readonly<Record<AttachmentKind, MessageContent>> = {
  photo: { photo: [{ ...file, width: 640, height: 480 }] },
  voice: { voice: { ...file, duration: 3 } },
  sticker: {
    sticker: {
      ...file,
      type: 'regular',
      width: 512,
      height: 512,
      is_animated: false,
      is_video: false,
      emoji: '👍',
    },
  },
  location: { location: SAMARKAND },
  contact: { contact: { phone_number: '+998000000000', first_name: 'مرشد' } },
  poll: {
    poll: {
      id: '1',
      question: 'هل قرأت المقال؟',
      options: [
        { text: 'نعم', voter_count: 0 },
        { text: 'لا', voter_count: 0 },
      ],
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: 'regular',
      allows_multiple_answers: false,
    },
  },
};
