import { createHash } from 'node:crypto';
import { z } from 'zod';
import { IndexError } from './index-error.ts';

/** The one file of an index folder that changes; everything else lies in the immutable version it names. */
export const MANIFEST_FILE = 'manifest.json';

/** Raised whenever a file's layout changes: an index of another version is foreign. */
export const FORMAT_VERSION = 3;

/** The files of every version. */
const ALWAYS_THERE = [
  'articles.json',
  'bodies.bin',
  'passages.bin',
  'outlines.bin',
  'terms.bin',
  'vectors.bin',
  'words.bin',
] as const;
/** Only in a version of very many passages. */
export const GRAPH_FILE = 'vectors.hnsw';

/** The files that a version may have. */
export const INDEX_FILES = [...ALWAYS_THERE, GRAPH_FILE] as const;
export type IndexFile = (typeof INDEX_FILES)[number];

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const FileEntry = z.object({ bytes: z.int().nonnegative(), sha256: Sha256 });

const ManifestSchema = z.object({
  format: z.literal('isnad-index'),
  formatVersion: z.int(),
  /** The name of the version's folder. */
  version: z.string().regex(/^[\w-]+$/),
  builtAt: z.iso.datetime(),
  model: z.object({
    name: z.string(),
    fingerprint: Sha256,
    dimension: z.int().positive(),
    /** Of the words' vectors, where they are another model's. */
    wordDimension: z.int().positive().exactOptional(),
  }),
  corpus: z.object({ sha256: Sha256, articles: z.int().positive(), passages: z.int().positive() }),
  /** Of how the text was split and taken apart, and of what was known then. */
  analysis: Sha256,
  files: z.object({
    ...(Object.fromEntries(ALWAYS_THERE.map((file) => [file, FileEntry])) as Record<
      (typeof ALWAYS_THERE)[number],
      typeof FileEntry
    >),
    [GRAPH_FILE]: FileEntry.exactOptional(),
  }),
});

/** What says which index it is and what it was made from, wherever it is kept. */
export const IndexDescriptionSchema = ManifestSchema.pick({
  version: true,
  builtAt: true,
  model: true,
  corpus: true,
  analysis: true,
});

/** What an index is made of, and what it was made from. */
export type Manifest = Readonly<z.infer<typeof ManifestSchema>>;

/** The manifest as kept on disk, with a hash over itself: a flipped digit in it must not pass for the truth. */
export function serialiseManifest(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, sha256: hashOf(manifest) }, null, 2)}\n`;
}

/**
 * Reads a manifest back.
 *
 * @throws {IndexError} `foreign` where it is something else's, `stale` where it is of another format version, else `damaged`.
 */
export function parseManifest(text: string, path: string): Manifest {
  const content = parseJson(text, path);
  if (content.format !== 'isnad-index') {
    throw new IndexError('foreign', `${path}: this is no index of Isnad. Set INDEX_DIR to another folder.`);
  }
  if (content.formatVersion !== FORMAT_VERSION) {
    throw new IndexError(
      'stale',
      `${path}: the index is of another version of Isnad. Rebuild it: npm run index.`,
    );
  }
  const { sha256, ...rest } = content;
  const parsed = ManifestSchema.safeParse(rest);
  if (!parsed.success || sha256 !== hashOf(parsed.data)) {
    throw new IndexError('damaged', `${path}: the manifest is damaged. Rebuild the index: npm run index.`);
  }
  return parsed.data;
}

function parseJson(text: string, path: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new IndexError('damaged', `${path}: the manifest is damaged. Rebuild the index: npm run index.`, {
      cause,
    });
  }
}

function hashOf(manifest: Manifest): string {
  return createHash('sha256')
    .update(JSON.stringify(ManifestSchema.parse(manifest)))
    .digest('hex');
}
