import { access } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { projectRoot } from '../project-root.ts';
import { ModelLoadError } from './model-load-error.ts';

/** Where a model's files are. */
export type ModelLocation =
  | { readonly kind: 'local'; readonly parent: string; readonly name: string }
  | { readonly kind: 'hub'; readonly id: string };

/**
 * Finds what `EMBEDDING_MODEL` means: a folder, the name of a model bundled under `models/`, or else a hub id
 * (`owner/name`). A folder comes first, so that a download of one's own can stand in for the hub's.
 *
 * @throws {ModelLoadError} where it is none of the three.
 */
export async function locateModel(model: string): Promise<ModelLocation> {
  for (const folder of [resolve(model), join(projectRoot, 'models', model)]) {
    if (await isModelFolder(folder))
      return { kind: 'local', parent: dirname(folder), name: basename(folder) };
  }
  if (/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(model)) return { kind: 'hub', id: model };
  throw new ModelLoadError(
    `There is no embedding model "${model}": it is neither a folder with a config.json, nor bundled under models/, ` +
      'nor a hub id such as Xenova/multilingual-e5-small. Correct EMBEDDING_MODEL.',
  );
}

async function isModelFolder(folder: string): Promise<boolean> {
  return access(join(folder, 'config.json')).then(
    () => true,
    () => false,
  );
}
