import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../src/project-root.ts';

// The compiler carries TypeScript over only; the chat page is plain files.
const page = join('playground', 'page');
await cp(join(projectRoot, 'src', page), join(projectRoot, 'dist', page), { recursive: true });
