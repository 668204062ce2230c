const PLACE_KEY = 'isnad.place';
const LANGUAGE_KEY = 'isnad.language';

const NAMES = ['سلمى', 'عمر'];

/** Keeps the second person's number, and the group's, away from those of other visitors. */
const SECOND_PERSON = 10_000_000_000;
const GROUP = -1_000_000_000_000;

/**
 * Where the visitor is: in the private chat with the bot, or in the group; there, as whom and in which topic. Kept
 * over a reload.
 *
 * @param {() => void} onChange
 */
export function createPlace(onChange) {
  const kept = JSON.parse(sessionStorage.getItem(PLACE_KEY) ?? '{}');
  const state = { id: newId(), isGroup: false, speaker: 0, topic: 0, ...kept };
  /** @type {'ar' | 'en'} */
  let language = localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'ar';

  function keep() {
    sessionStorage.setItem(PLACE_KEY, JSON.stringify(state));
    localStorage.setItem(LANGUAGE_KEY, language);
  }
  keep();

  /** @param {Partial<typeof state & { language: 'ar' | 'en' }>} choice */
  function choose({ language: chosen = language, ...choice }) {
    language = chosen;
    Object.assign(state, choice);
    keep();
    onChange();
  }

  return {
    choose,
    get isGroup() {
      return state.isGroup;
    },
    get chatId() {
      return state.isGroup ? GROUP - state.id : state.id;
    },
    get topic() {
      return state.isGroup ? state.topic : 0;
    },
    get speaker() {
      return state.isGroup ? state.speaker : 0;
    },
    get person() {
      return { id: state.id + this.speaker * SECOND_PERSON, name: NAMES[this.speaker] ?? '', language };
    },
    /** @param {boolean} isGroup */
    visit(isGroup) {
      if (isGroup !== state.isGroup) choose({ isGroup });
    },
    /** Leaves both chats behind for new ones. */
    startAnew: () => choose({ id: newId() }),
  };
}

function newId() {
  return 1_000_000_000 + (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
}
