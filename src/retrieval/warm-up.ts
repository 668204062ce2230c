import type { PassageStore } from '../indexing/passage-store.ts';
import type { Retriever } from './retriever.ts';

/** Questions asked of oneself; after some eighty more hardly help. */
const QUESTIONS = 80;
/** Milliseconds after which a start should wait no longer: in a large corpus each question costs more. */
const LONGEST_WARM_UP = 500;
/** Words of a passage that make a question of usual length. */
const QUESTION_LENGTH = 6;
const QUESTION_WORDS = ['متى', 'من', 'أين', 'كم', 'ما', 'لماذا'];

/**
 * Asks a few questions that nobody waits for. The first ones of a process cost several times as much as later ones, since
 * the engine has yet to compile what they run through and the words of the corpus have yet to be embedded.
 */
export async function warmUp(retriever: Retriever, store: PassageStore): Promise<void> {
  const positions = Array.from(
    { length: Math.min(QUESTIONS, store.terms.documents) },
    (_, position) => position,
  );
  const { passageAt, places } = await store.read(positions, { reach: 0 });
  const deadline = performance.now() + LONGEST_WARM_UP;
  for (let asked = 0; asked < QUESTIONS && performance.now() < deadline; asked += 1) {
    const passage = passageAt(places[asked % places.length] ?? -1);
    if (passage === undefined) return;
    const words = passage.text.split(/\s+/u);
    const from = Math.floor(asked / places.length) * QUESTION_LENGTH;
    const asksFor = QUESTION_WORDS[asked % QUESTION_WORDS.length];
    const { findSpan } = await retriever.retrieve(
      [asksFor, ...words.slice(from, from + QUESTION_LENGTH)].join(' '),
    );
    findSpan();
  }
}
