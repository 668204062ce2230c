/** A module's memory: its buffer is another one after each growth. */
export interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of the engine's own WebAssembly, which Node's types leave out. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}
const { WebAssembly: engine } = globalThis as unknown as { readonly WebAssembly: Engine };

const PAGE_BYTES = 0x1_0000;

/**
 * Compiles a module once, given in base64; each call of what it gives makes an instance with a memory of its own.
 *
 * @typeParam Exports what the module exports, which is believed
 */
export function compileModule<Exports>(base64: string): () => Exports {
  const compiled = new engine.Module(Buffer.from(base64, 'base64'));
  return () => new engine.Instance(compiled).exports as Exports;
}

/** Makes a memory at least so many bytes large. */
export function growTo(memory: WebAssemblyMemory, bytes: number): void {
  const missing = Math.ceil(bytes / PAGE_BYTES) - memory.buffer.byteLength / PAGE_BYTES;
  if (missing > 0) memory.grow(missing);
}
