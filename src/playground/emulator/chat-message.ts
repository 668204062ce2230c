import type { Chat, Message, User } from 'telegraf/types';
import type { TextEntity } from './formatted-text.ts';
import type { ReplyMarkup } from './reply-markup.ts';

/** What a message may hold beside text, as Telegram's `Message` has it. */
export interface MessageContent {
  readonly animation?: Message.AnimationMessage['animation'];
  readonly audio?: Message.AudioMessage['audio'];
  readonly caption?: string;
  readonly caption_entities?: readonly TextEntity[];
  readonly contact?: Message.ContactMessage['contact'];
  readonly dice?: Message.DiceMessage['dice'];
  readonly document?: Message.DocumentMessage['document'];
  readonly forward_origin?: Message.CommonMessage['forward_origin'];
  readonly is_topic_message?: true;
  readonly left_chat_member?: User;
  readonly location?: Message.LocationMessage['location'];
  readonly message_thread_id?: number;
  readonly new_chat_members?: readonly User[];
  readonly photo?: Message.PhotoMessage['photo'];
  readonly pinned_message?: Message.PinnedMessageMessage['pinned_message'];
  readonly poll?: Message.PollMessage['poll'];
  readonly sticker?: Message.StickerMessage['sticker'];
  readonly venue?: Message.VenueMessage['venue'];
  readonly via_bot?: User;
  readonly video?: Message.VideoMessage['video'];
  readonly video_note?: Message.VideoNoteMessage['video_note'];
  readonly voice?: Message.VoiceMessage['voice'];
}

/** A message as the emulator keeps it. Never changed: an edit puts a new one in its place. */
export interface ChatMessage extends MessageContent {
  readonly message_id: number;
  /** Seconds since 1970. */
  readonly date: number;
  readonly edit_date?: number;
  readonly chat: Chat;
  readonly from: User;
  readonly text?: string;
  readonly entities?: readonly TextEntity[];
  readonly reply_to_message?: ChatMessage;
  /** Any kind of markup, unlike Telegram's `Message`, which shows inline keyboards only. */
  readonly reply_markup?: ReplyMarkup;
  readonly link_preview_options?: Record<string, unknown>;
  /** Emoji with which the bot reacted; not in Telegram's `Message`. */
  readonly reactions?: readonly string[];
}

/** The message as the Bot API shows it: without what only the page needs. */
export function toBotApiMessage(message: ChatMessage): object {
  const { reactions: _, reply_markup, reply_to_message, ...rest } = message;
  return {
    ...rest,
    ...(reply_markup?.inline_keyboard && { reply_markup }),
    ...(reply_to_message && { reply_to_message: toBotApiMessage(withoutReply(reply_to_message)) }),
  };
}

/** The message without the one it replies to: replies are shown one level deep. */
export function withoutReply({ reply_to_message: _, ...message }: ChatMessage): ChatMessage {
  return message;
}
