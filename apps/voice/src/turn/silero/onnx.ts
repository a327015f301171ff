import { type Field, fieldsOf, messageOf, type Written } from './protobuf.ts';

/** Numbers of a model file, row by row. */
export interface Weights {
  shape: readonly number[];
  values: Float32Array;
}

/** Fields of onnx.proto that are read or written here. */
const model = { irVersion: 1, graph: 7, opset: 8 } as const;
const graph = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
const node = { input: 1, output: 2, kind: 4, attribute: 5 } as const;
const attribute = { name: 1, integer: 3, tensor: 5, graph: 6, integers: 8, type: 20 } as const;
const tensor = { dims: 1, type: 2, name: 8, raw: 9 } as const;
const [FLOAT, INT64] = [1, 7] as const;
const [IS_INTEGER, IS_INTEGERS] = [2, 7] as const;

const text = (value: Field[1]): string => Buffer.from(value as Uint8Array).toString();
const only = (fields: readonly Field[], number: number): Field[1][] =>
  fields.flatMap(([one, value]) => (one === number ? [value] : []));

/** Every constant of floats in a model, also within the branches of its conditions, by the name of what it gives. */
export function constantsIn(file: Uint8Array): Map<string, Weights> {
  const found = new Map<string, Weights>();
  const search = (bytes: Uint8Array): void => {
    for (const one of only([...fieldsOf(bytes)], graph.node)) {
      const fields = [...fieldsOf(one as Uint8Array)];
      for (const given of only(fields, node.attribute)) {
        const inside = [...fieldsOf(given as Uint8Array)];
        for (const branch of only(inside, attribute.graph)) search(branch as Uint8Array);
        const [value] = only(inside, attribute.tensor);
        const [output] = only(fields, node.output);
        const weights = value === undefined ? null : weightsOf(value as Uint8Array);
        if (weights !== null && output !== undefined) found.set(text(output), weights);
      }
    }
  };
  for (const one of only([...fieldsOf(file)], model.graph)) search(one as Uint8Array);
  return found;
}

function weightsOf(bytes: Uint8Array): Weights | null {
  const fields = [...fieldsOf(bytes)];
  const [raw] = only(fields, tensor.raw);
  if (Number(only(fields, tensor.type)[0] ?? 0) !== FLOAT || raw === undefined) return null;
  const shape = only(fields, tensor.dims).flatMap((dims) =>
    typeof dims === 'bigint' ? [Number(dims)] : [...packedOf(dims)],
  );
  // Copied: a view of floats must begin at a multiple of four.
  const values = new Float32Array(Uint8Array.from(raw as Uint8Array).buffer);
  return { shape, values };
}

/** Small whole numbers, one after another. */
function* packedOf(bytes: Uint8Array): Generator<number> {
  let [value, scale] = [0, 1];
  for (const byte of bytes) {
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte >= 0x80) continue;
    yield value;
    [value, scale] = [0, 1];
  }
}

/** A step of a graph: what kind, from what, to what, and how. */
export interface Step {
  kind: string;
  from: readonly string[];
  to: readonly string[];
  how?: Readonly<Record<string, number | readonly number[]>>;
}

/** Constants of a graph: floats with a shape, or whole numbers in a row. */
type Constants = ReadonlyMap<string, Weights | readonly number[]>;

/** A model file of these steps. All that goes in and comes out are floats, of any shape. `opset` is the version of the operators. */
export function modelOf(of: {
  steps: readonly Step[];
  constants: Constants;
  inputs: readonly string[];
  outputs: readonly string[];
  opset: number;
}): Uint8Array {
  const inside: Written[] = [
    ...of.steps.map((step): Written => [graph.node, nodeOf(step)]),
    [graph.name, 'main'],
    ...[...of.constants].map(([name, value]): Written => [graph.initializer, tensorOf(name, value)]),
    ...of.inputs.map((name): Written => [graph.input, floatsNamed(name)]),
    ...of.outputs.map((name): Written => [graph.output, floatsNamed(name)]),
  ];
  return messageOf([model.irVersion, 8], [model.opset, messageOf([2, of.opset])], [model.graph, messageOf(...inside)]);
}

/** A value that is a tensor of floats (`ValueInfoProto` with a `TypeProto.Tensor`). */
const floatsNamed = (name: string): Uint8Array => messageOf([1, name], [2, messageOf([1, messageOf([1, FLOAT])])]);

function nodeOf({ kind, from, to, how = {} }: Step): Uint8Array {
  return messageOf(
    ...from.map((name): Written => [node.input, name]),
    ...to.map((name): Written => [node.output, name]),
    [node.kind, kind],
    ...Object.entries(how).map(([name, value]): Written => [node.attribute, attributeOf(name, value)]),
  );
}

function attributeOf(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === 'number')
    return messageOf([attribute.name, name], [attribute.integer, value], [attribute.type, IS_INTEGER]);
  const numbers = value.map((one): Written => [attribute.integers, one]);
  return messageOf([attribute.name, name], ...numbers, [attribute.type, IS_INTEGERS]);
}

function tensorOf(name: string, value: Weights | readonly number[]): Uint8Array {
  const isFloats = 'shape' in value;
  const shape = isFloats ? value.shape : [value.length];
  const numbers = isFloats ? value.values : BigInt64Array.from(value, BigInt);
  return messageOf(
    ...shape.map((size): Written => [tensor.dims, size]),
    [tensor.type, isFloats ? FLOAT : INT64],
    [tensor.name, name],
    [tensor.raw, new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)],
  );
}
