import type { FmtString } from 'telegraf/format';
import type { InlineKeyboardMarkup } from 'telegraf/types';

/** A message and what stands under it. */
export interface View {
  readonly text: FmtString;
  readonly keyboard: InlineKeyboardMarkup;
}
