import { readFileSync } from 'node:fs';
import { cp, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { embedderOfWords } from '../../src/embedding/embedder.ts';
import { fingerprintOf, type LoadEmbedderOptions, loadEmbedder } from '../../src/embedding/load-embedder.ts';
import { modelProfile } from '../../src/embedding/model-profile.ts';
import { projectRoot } from '../../src/project-root.ts';
import { startModelHub } from '../support/model-hub.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const bundled = join(projectRoot, 'models', 'isnad-ar-static');

async function load(options: LoadEmbedderOptions) {
  const embedder = await loadEmbedder(options);
  onTestFinished(() => embedder.close());
  return embedder;
}

const dot = (left: Float32Array, right: Float32Array) =>
  left.reduce((sum, value, axis) => sum + value * (right[axis] ?? Number.NaN), 0);

const { vectors } = JSON.parse(readFileSync('test/fixtures/reader.json', 'utf8')) as {
  vectors: { text: string; vector: number[] }[];
};

describe('the bundled contextual model', () => {
  test('gives the vectors that it gave in training', async () => {
    const embedder = await load({ model: 'isnad-ar-contextual' });
    const embedded = await embedder.embed(
      vectors.map(({ text }) => text),
      'passage',
    );
    for (const [index, { vector }] of vectors.entries()) {
      const distances = vector.map((value, axis) => Math.abs(value - (embedded[index]?.[axis] ?? 9)));
      expect(Math.max(...distances)).toBeLessThan(1e-3);
    }
  });

  test('gives the very same vector whatever stands beside a text', async () => {
    const embedder = await load({ model: 'isnad-ar-contextual' });
    const texts = ['قمة', 'التقى الرئيسان في القمة، على هامش اجتماع المنظمة في سمرقند', '2022'];
    const together = await embedder.embed(texts, 'passage');
    for (const [index, text] of texts.entries())
      expect(await embedder.embed([text], 'passage')).toEqual([together[index]]);
  });

  test('reads order: the same words mean something else', async () => {
    const embedder = await load({ model: 'isnad-ar-contextual' });
    const [one, other] = await embedder.embed(['زار بوتين الصين', 'الصين زار بوتين'], 'passage');
    expect(dot(one ?? new Float32Array(), other ?? new Float32Array())).toBeLessThan(0.999);
  });

  test('leaves single words to the static one, and closes it with itself', async () => {
    const contextual = await load({ model: 'isnad-ar-contextual' });
    const plain = await load({ model: 'isnad-ar-static' });
    const words = embedderOfWords(contextual);
    expect(words.fingerprint).toBe(plain.fingerprint);
    expect(embedderOfWords(plain)).toBe(plain);
    await Promise.all([contextual.close(), contextual.close()]);
    await expect(words.embed(['نص'], 'query')).rejects.toThrow('the model isnad-ar-static is closed');
    expect(await plain.embed(['نص'], 'query')).toHaveLength(1);
  });

  test('is another one to an index when that of the words is', async () => {
    const location = { kind: 'hub', id: 'owner/model' } as const;
    const fingerprints = [undefined, 'a', 'b'].map((words) =>
      fingerprintOf(location, modelProfile('owner/model'), words),
    );
    expect(new Set(await Promise.all(fingerprints)).size).toBe(3);
  });
});

describe('the bundled model', () => {
  test('gives unit vectors, nearer for texts on one subject', async () => {
    const embedder = await load({ model: 'isnad-ar-static' });
    const [summit, meeting, cooking] = await embedder.embed(
      ['قمة الرئيسين في سمرقند', 'التقى الرئيسان في القمة', 'وصفة طبخ الأرز'],
      'passage',
    );
    if (!summit || !meeting || !cooking) throw new Error('a vector is missing');
    expect(summit).toHaveLength(embedder.dimension);
    expect(dot(summit, summit)).toBeCloseTo(1, 5);
    expect(dot(summit, meeting)).toBeGreaterThan(dot(summit, cooking));
  });

  test('gives the same vector whatever stands beside a text in its batch', async () => {
    const embedder = await load({ model: 'isnad-ar-static' });
    const texts = Array.from({ length: 70 }, (_, number) => `${'كلمة '.repeat(number % 9)} ${number}`);
    const together = await embedder.embed(texts, 'passage');
    const [alone] = await embedder.embed([texts[68] ?? ''], 'passage');
    expect(dot(alone ?? new Float32Array(), together[68] ?? new Float32Array())).toBeCloseTo(1, 5);
  });

  test('gives the zero vector for a text without words, and survives any text', async () => {
    const embedder = await load({ model: 'isnad-ar-static' });
    const vectors = await embedder.embed(['', '؟!…', '\uD800 قمة', 'كلمة '.repeat(3000)], 'query');
    expect(vectors.map((vector) => Math.round(dot(vector, vector)))).toEqual([0, 0, 1, 1]);
  });

  test('reads the beginning of a text without end, be it one word', async () => {
    const embedder = await load({ model: 'isnad-ar-static' });
    const word = 'ك'.repeat(6_000_000);
    const [vector, same] = await embedder.embed([word, word.slice(0, 10_000)], 'passage');
    expect(vector).toEqual(same);
  });

  test('finishes what it was asked before it closes, and takes no more', async () => {
    const embedder = await load({ model: 'isnad-ar-static' });
    const asked = embedder.embed(
      Array.from({ length: 100 }, (_, number) => `نص ${number}`),
      'passage',
    );
    await embedder.close();
    expect(await asked).toHaveLength(100);
    await expect(embedder.embed(['نص'], 'query')).rejects.toThrow(
      "A text can't be embedded: the model isnad-ar-static is closed.",
    );
  });

  test('is known by its bytes, wherever it lies', async () => {
    const copy = join(await temporaryDirectory(), 'copy', 'isnad-ar-static');
    await cp(bundled, copy, { recursive: true });
    const [fromName, fromFolder] = [await load({ model: 'isnad-ar-static' }), await load({ model: copy })];
    expect(fromFolder.fingerprint).toBe(fromName.fingerprint);
  });
});

describe('a hub model', () => {
  test('is downloaded with progress, then taken from the cache without the hub', async () => {
    const model = 'owner/isnad-ar-static';
    const cacheDirectory = await temporaryDirectory();
    const seen = new Set<string>();
    const hubAddress = await startModelHub(model);
    const embedder = await load({
      model,
      cacheDirectory,
      hubAddress,
      onProgress: ({ file }) => seen.add(file),
    });
    expect(embedder.dimension).toBe(256);
    expect(embedderOfWords(embedder)).toMatchObject({ model: 'isnad-ar-static', dimension: 256 });
    expect([...seen]).toContain('onnx/model_quantized.onnx');
    const again = await load({ model, cacheDirectory, hubAddress: 'http://127.0.0.1:9' });
    expect(again.fingerprint).toBe(embedder.fingerprint);
  });

  test('that does not exist is named', async () => {
    const options = {
      cacheDirectory: await temporaryDirectory(),
      hubAddress: await startModelHub('owner/other'),
    };
    await expect(loadEmbedder({ model: 'owner/missing', ...options })).rejects.toThrow(
      `The embedding model "owner/missing" can't be loaded: the hub has no such public model, or not in this format. Check the name and that it has ONNX weights.`,
    );
  });

  test('without a network says what to do', async () => {
    const options = { cacheDirectory: await temporaryDirectory(), hubAddress: 'http://127.0.0.1:9' };
    await expect(loadEmbedder({ model: 'owner/name', ...options })).rejects.toThrow(
      `The embedding model "owner/name" can't be loaded: the hub was not reached. Check the network, set HF_ENDPOINT to a mirror, or use the bundled isnad-ar-contextual.`,
    );
  });
});

test('a name that is nothing is refused', async () => {
  await expect(loadEmbedder({ model: 'no-such-model' })).rejects.toThrow(
    'There is no embedding model "no-such-model": it is neither a folder with a config.json, nor bundled under models/, ' +
      'nor a hub id such as Xenova/multilingual-e5-small. Correct EMBEDDING_MODEL.',
  );
});

test.each(['onnx/model_quantized.onnx', 'tokenizer.json'])(
  'a folder whose %s is cut short is refused',
  async (file) => {
    const folder = join(await temporaryDirectory(), 'isnad-ar-static');
    await cp(bundled, folder, { recursive: true });
    await truncate(join(folder, file), 1000);
    await expect(loadEmbedder({ model: folder })).rejects.toThrow(
      /can't be loaded: .+\. Its folder needs config\.json, tokenizer\.json and onnx\/model_quantized\.onnx, all whole\.$/,
    );
  },
);
