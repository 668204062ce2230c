import { z } from 'zod';

/**
 * How common stems are in Arabic news at large.
 * - `sentences`: how many sentences were counted;
 * - `levels[n]`: the stems, joined by spaces, that occur in about `2^(n / 2)` of them.
 */
export const BackgroundData = z.object({
  version: z.literal(1),
  sentences: z.int().positive(),
  levels: z.array(z.string()),
});
export type BackgroundData = z.infer<typeof BackgroundData>;

/** The language at large, beside which a small corpus makes every word look rare. */
export interface Background {
  /** The share of sentences that hold the stem, in [0, 1]; a stem that is not listed counts as met once. */
  share(stem: string): number;
  /** Whether the stem is common enough to be listed; names and misspellings mostly are not. */
  knows(stem: string): boolean;
}

/** Opens a background table. */
export function createBackground({ sentences, levels }: BackgroundData): Background {
  const shares = new Map<string, number>();
  for (const [level, stems] of levels.entries()) {
    const share = Math.min(1, 2 ** (level / 2) / sentences);
    for (const stem of stems.split(' ')) if (stem !== '') shares.set(stem, share);
  }
  return {
    share: (stem) => shares.get(stem) ?? 1 / sentences,
    knows: (stem) => shares.has(stem),
  };
}

/** Puts counted stems on their levels; the rarest are left out. */
export function compileBackground(
  counts: ReadonlyMap<string, number>,
  sentences: number,
  leastCount: number,
): BackgroundData {
  const levels: string[][] = [];
  for (const [stem, count] of counts) {
    if (count < leastCount) continue;
    const level = Math.round(2 * Math.log2(count));
    while (levels.length <= level) levels.push([]);
    levels[level]?.push(stem);
  }
  return { version: 1, sentences, levels: levels.map((stems) => stems.sort().join(' ')) };
}
