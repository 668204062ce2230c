/** What the page and the server tell each other; for editors and the type checker, not sent to browsers. */

export interface Entity {
  readonly type: string;
  /** UTF-16 code units, as JavaScript's strings count. */
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly copy_text?: { readonly text: string };
  readonly switch_inline_query?: string;
  readonly switch_inline_query_current_chat?: string;
}

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
}

export interface Message {
  readonly message_id: number;
  /** Seconds since 1970. */
  readonly date: number;
  readonly edit_date?: number;
  readonly from: User;
  readonly via_bot?: User;
  readonly message_thread_id?: number;
  readonly text?: string;
  readonly caption?: string;
  readonly entities?: readonly Entity[];
  readonly reactions?: readonly string[];
  readonly reply_to_message?: Message;
  readonly new_chat_members?: readonly User[];
  readonly left_chat_member?: User;
  readonly reply_markup?: {
    readonly inline_keyboard?: readonly (readonly Button[])[];
    readonly keyboard?: readonly (readonly { readonly text: string }[])[];
    readonly remove_keyboard?: boolean;
    readonly force_reply?: boolean;
    readonly one_time_keyboard?: boolean;
    readonly input_field_placeholder?: string;
  };
}

export interface Bot {
  readonly name: string;
  readonly username: string;
  readonly description: string;
  readonly shortDescription: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  readonly isMember: boolean;
}

export interface CallbackAnswer {
  readonly text?: string;
  readonly showAlert: boolean;
  readonly url?: string;
}

export interface InlineResults {
  readonly queryId: string;
  readonly results: readonly {
    readonly id: string;
    readonly title?: string;
    readonly description?: string;
  }[];
  readonly button?: { readonly text: string; readonly start_parameter?: string };
}

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly language: string;
}

/** What the visitor can do with a message. */
export interface MessageActions {
  onCommand(command: string): void;
  onPress(message: Message, button: Button, element: HTMLElement): void;
  onEdit(message: Message): void;
  onReply(message: Message): void;
  /** Whoever looks at the chat. */
  viewer(): number;
}

export interface MenuItem {
  readonly label: string;
  readonly hint?: string;
  onChoose(): unknown;
}

export interface ComposerParts {
  readonly form: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  readonly button: HTMLButtonElement;
  /** Shows what is edited or replied to: a title, a line, a button that ends it. */
  readonly strip: HTMLElement;
  /** Tells whether it worked; where it didn't, the text stays. */
  onSend(text: string, replyTo?: number): Promise<boolean>;
  /** Tells whether it worked; where it didn't, the text stays. */
  onEdit(message: Message, text: string): Promise<boolean>;
  lastOwn(): Message | undefined;
}

export interface InlineParts {
  readonly field: HTMLTextAreaElement;
  /** A status, a button that leads to the private chat, a list of results. */
  readonly panel: HTMLElement;
  username(): string;
  search(query: string): Promise<InlineResults>;
  onChoose(queryId: string, resultId: string): void;
  onStart(payload: string): void;
}

export interface ServerParts {
  /** Where the visitor is, and who they are there; topic 0 is none. */
  readonly place: { readonly chatId: number; readonly person: Person; readonly topic: number };
  onEvent(type: string, data: ServerEvent): void;
  onConnection(isConnected: boolean): void;
}

/** Every promise rejects where the server can't be reached or refuses. */
export interface Server {
  /** Watches the chat where the visitor is now. */
  open(): void;
  send(text: string, replyTo?: number): Promise<unknown>;
  attach(kind: string): Promise<unknown>;
  edit(messageId: number, text: string): Promise<unknown>;
  /** Presses a button, and waits for what the bot answers. */
  press(messageId: number, data: string): Promise<CallbackAnswer>;
  search(query: string): Promise<InlineResults>;
  choose(queryId: string, resultId: string): Promise<unknown>;
  /** Whether the bot is to be in the group; the title is the group's. */
  setMembership(isMember: boolean, title: string): Promise<unknown>;
}

export interface ConversationParts {
  readonly scroller: HTMLElement;
  readonly log: HTMLElement;
  readonly toEnd: HTMLElement;
  readonly actions: MessageActions;
}

export interface Conversation {
  show(all: readonly Message[]): void;
  add(message: Message): void;
  /** Puts a changed message in its place. Whoever stood on one of its buttons stands on the one that replaces it. */
  change(message: Message): void;
  remove(id: number): void;
  /** Follows the end when something else than a message takes room there. */
  settle(): void;
  lastOwn(): Message | undefined;
  /** The bot's last word on the reply keyboard; undefined once a keyboard for one time is used. */
  keyboard(): Message['reply_markup'];
  isEmpty(): boolean;
}

export interface Composer {
  focus(): void;
  setText(text: string): void;
  edit(message: Message): void;
  reply(message: Message): void;
  /** Ends an edit or a reply; the text of an edit goes with it. */
  release(): void;
  /** Shows what the bot asks for. */
  ask(text: string | undefined): void;
}

/** What a chat's stream carries; which of it there is, the event's type tells. */
export interface ServerEvent extends Bot {
  readonly bot: Bot;
  readonly messages: readonly Message[];
  readonly message: Message;
  readonly messageId: number;
}
