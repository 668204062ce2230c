import { DamagedVectorsError } from './damaged-vectors-error.ts';

/** What a graph's file must hold. */
export interface VectorFileShape {
  readonly dimension: number;
  /** Vectors, labelled from 0 in the order they were added. */
  readonly count: number;
  /** How many there is room for; `count` where left out. */
  readonly capacity?: number;
  /** Links a node keeps on each layer above the lowest, which keeps twice as many. */
  readonly links: number;
}

/*
 * Layout, little-endian, as hnswlib writes it: a header; for each node its links on the lowest layer, its vector and its
 * label; then for each node the bytes of its links on the layers above, and those. A layer's links are a uint32 count
 * and places for as many nodes as it may have. hnswlib follows them without a look at their bounds.
 */
const HEADER_BYTES = 96;
const LABEL_BYTES = 8;
const HEADER = {
  lowestLayerOffset: 0,
  capacity: 8,
  count: 16,
  nodeBytes: 24,
  labelOffset: 32,
  vectorOffset: 40,
  highestLayer: 48,
  entryNode: 52,
  links: 56,
  lowestLinks: 64,
  linksAsked: 72,
  levelFactor: 80,
} as const;

/** Where the parts of a node stand, in bytes; nodes follow one another from the end of the header on. */
export function vectorFileLayout({ dimension, links }: Pick<VectorFileShape, 'dimension' | 'links'>) {
  const vectorOffset = 4 + 8 * links;
  const labelOffset = vectorOffset + 4 * dimension;
  return {
    vectorOffset,
    labelOffset,
    nodeBytes: labelOffset + LABEL_BYTES,
    firstVector: HEADER_BYTES + vectorOffset,
  };
}

/**
 * Makes sure that a graph's bytes can be loaded and searched without reading outside of them: the native reader asks
 * nothing, and a wrong byte may end the process.
 *
 * @throws {DamagedVectorsError} at the first thing that can't be.
 */
export function checkVectorFile(bytes: Uint8Array, shape: VectorFileShape): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES) throw new DamagedVectorsError('it is shorter than its header');
  const linksBytes = 4 + 4 * shape.links;
  const { vectorOffset, labelOffset, nodeBytes } = vectorFileLayout(shape);
  const expected = {
    lowestLayerOffset: 0,
    capacity: shape.capacity ?? shape.count,
    count: shape.count,
    nodeBytes,
    labelOffset,
    vectorOffset,
    links: shape.links,
    lowestLinks: 2 * shape.links,
    linksAsked: shape.links,
  };
  for (const [name, value] of Object.entries(expected)) {
    const found = view.getBigUint64(HEADER[name as keyof typeof expected], true);
    if (found !== BigInt(value)) throw new DamagedVectorsError(`its ${name} is ${found}, not ${value}`);
  }
  if (!Number.isFinite(view.getFloat64(HEADER.levelFactor, true))) {
    throw new DamagedVectorsError('its level factor is no number');
  }

  const lowestEnd = HEADER_BYTES + shape.count * nodeBytes;
  const layers = readLayers({ view, from: lowestEnd, count: shape.count, linksBytes });
  checkEntry(view, layers);
  for (let node = 0; node < shape.count; node += 1) {
    const at = HEADER_BYTES + node * nodeBytes;
    checkLinks({ view, at, most: 2 * shape.links, layer: 0, layers });
    checkVector(view, at + vectorOffset, shape.dimension);
    if (view.getBigUint64(at + labelOffset, true) !== BigInt(node)) {
      throw new DamagedVectorsError(`node ${node} has another label than its place`);
    }
    for (let layer = 1; layer <= (layers.highest[node] ?? 0); layer += 1) {
      const above = (layers.offsets[node] ?? 0) + (layer - 1) * linksBytes;
      checkLinks({ view, at: above, most: shape.links, layer, layers });
    }
  }
}

/** Where each node's links above the lowest layer begin, and its highest layer. */
interface Layers {
  readonly offsets: Float64Array;
  readonly highest: Uint8Array;
}

interface LayersAt {
  readonly view: DataView;
  readonly from: number;
  readonly count: number;
  readonly linksBytes: number;
}

function readLayers({ view, from, count, linksBytes }: LayersAt): Layers {
  const layers = { offsets: new Float64Array(count), highest: new Uint8Array(count) };
  let at = from;
  for (let node = 0; node < count; node += 1) {
    if (at + 4 > view.byteLength) throw new DamagedVectorsError(`it ends before the links of node ${node}`);
    const length = view.getUint32(at, true);
    const highest = length / linksBytes;
    if (!Number.isInteger(highest) || highest > 0xff) {
      throw new DamagedVectorsError(`the links of node ${node} are ${length} bytes long`);
    }
    layers.offsets[node] = at + 4;
    layers.highest[node] = highest;
    at += 4 + length;
  }
  if (at !== view.byteLength) {
    throw new DamagedVectorsError(`it is ${view.byteLength} bytes long, not ${at}`);
  }
  return layers;
}

function checkEntry(view: DataView, { highest }: Layers): void {
  const entry = view.getUint32(HEADER.entryNode, true);
  const layer = view.getInt32(HEADER.highestLayer, true);
  if (highest[entry] !== layer || highest.some((each) => each > layer)) {
    throw new DamagedVectorsError('its search starts at a node that is not on the highest layer');
  }
}

interface LinksAt {
  readonly view: DataView;
  readonly at: number;
  readonly most: number;
  readonly layer: number;
  readonly layers: Layers;
}

/** The count's upper bytes hold the mark of a deleted node, and no node was deleted. */
function checkLinks({ view, at, most, layer, layers: { highest } }: LinksAt): void {
  const count = view.getUint32(at, true);
  if (count > most) throw new DamagedVectorsError(`a node has ${count} links where ${most} fit`);
  for (let link = 1; link <= count; link += 1) {
    const node = view.getUint32(at + 4 * link, true);
    if (node >= highest.length)
      throw new DamagedVectorsError(`a link leads to node ${node}, which is not there`);
    if ((highest[node] ?? 0) < layer)
      throw new DamagedVectorsError(`a link leads to node ${node} above its layers`);
  }
}

function checkVector(view: DataView, at: number, dimension: number): void {
  for (let axis = 0; axis < dimension; axis += 1) {
    if (!Number.isFinite(view.getFloat32(at + 4 * axis, true))) {
      throw new DamagedVectorsError('a vector holds a value that is not a finite number');
    }
  }
}
