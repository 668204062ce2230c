import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { JOURNAL_FOLDER } from './build-journal.ts';
import { renameDurably, syncToDisk } from './durable-files.ts';
import { type QuantisedVectors, rowsOf } from './quantised-vectors.ts';
import { createVectorGraphBuilder, resumeVectorGraph, type VectorGraphBuilder } from './vector-graph.ts';

/** A graph under construction that is written down now and then, for the next build if this one is interrupted. */
export interface GraphCheckpoints {
  /** A new graph, or the furthest one that an interrupted build left of the very same vectors. */
  start(): Promise<VectorGraphBuilder>;
  /** Writes the graph down as far as it is, in the place of the one before. */
  save(graph: VectorGraphBuilder): Promise<void>;
}

const NAME = /^graph-(\d+)-([\w-]+)$/;

/** Keeps them beside the other things an unfinished build leaves; whoever removes those removes them. */
export function createGraphCheckpoints(directory: string, vectors: QuantisedVectors): GraphCheckpoints {
  const folder = join(directory, JOURNAL_FOLDER);
  const shape = { dimension: vectors.dimension, capacity: vectors.scales.length };
  const nameOf = (count: number) => `graph-${count}-${hashOf(vectors, count)}`;
  const saved = async () => {
    const names = await readdir(folder).catch(() => []);
    return names.flatMap((name) => {
      const [, count] = NAME.exec(name) ?? [];
      return count === undefined ? [] : [{ name, count: Number(count) }];
    });
  };
  return {
    async start() {
      const furthestFirst = (await saved()).sort((left, right) => right.count - left.count);
      for (const { name, count } of furthestFirst) {
        if (count > shape.capacity || name !== nameOf(count)) continue;
        const resumed = resumeVectorGraph({ ...shape, path: join(folder, name), count });
        const graph = await resumed.catch(() => undefined);
        if (graph !== undefined) return graph;
      }
      return createVectorGraphBuilder(shape);
    },
    async save(graph) {
      await mkdir(folder, { recursive: true });
      const before = await saved();
      const name = nameOf(graph.count);
      const unfinished = join(folder, `${name}.part`);
      await rm(unfinished, { force: true });
      await graph.write(unfinished);
      await syncToDisk(unfinished);
      await renameDurably(unfinished, join(folder, name));
      for (const old of before) if (old.name !== name) await rm(join(folder, old.name), { force: true });
    },
  };
}

/** Of the first vectors, and of how many there are to be. */
function hashOf(vectors: QuantisedVectors, count: number): string {
  const { scales, codes } = rowsOf(vectors, 0, count);
  return createHash('sha256')
    .update(scales)
    .update(codes)
    .update(`${vectors.scales.length}`)
    .digest('base64url');
}
