import { register } from 'tsx/esm/api';

// A thread does not learn to read TypeScript from the one that starts it.
register();
await import('./worker.ts');
