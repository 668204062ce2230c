import { fileURLToPath } from 'node:url';

/** The folder that holds `package.json`, `models/` and `corpus/`: one above `src/`, and above `dist/` once built. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));
