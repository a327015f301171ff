import { constantsIn, modelOf, type Step, type Weights } from './onnx.ts';

/** Samples of a window with its context before it and a mirror of its end behind it: five blocks of 64. */
export const [CONTEXT, WINDOW, MIRROR] = [32, 256, 32] as const;
export const PADDED = CONTEXT + WINDOW + MIRROR;
export const STATE = 128;

const BLOCK = 64;
const FILTER = 2 * BLOCK;
const BINS = 65;
const OPSET = 16;
/** Of the two halves of the file, 16 kHz and 8 kHz, the second. */
const HALF = 'If_0_else_branch__Inline_0__';

/**
 * Silero's network for 8 kHz, with the weights of its file, as few large products over a whole batch. The file's own graph convolves each window apart, four columns
 * at a time; here windows stand beneath one another, so that a batch is one product a layer. What it gives is the same but for rounding.
 *
 * Inputs `input` [batch, 320], `h` and `c` [batch, 128]; outputs `output` [batch, 1] (the probability of speech), `hN`, `cN`.
 * @throws where the file is another than silero_vad_v6.onnx.
 */
export function batchedSilero(file: Uint8Array): Uint8Array {
  const known = constantsIn(file);
  const weights = (name: string, ...shape: number[]): Weights => {
    const found = known.get(`${HALF}${name}`);
    if (found === undefined || found.shape.join() !== shape.join())
      throw new Error(
        `the file of voice activity weights has no ${name} of ${shape.join(' × ')}: it is another version`,
      );
    return found;
  };
  const constants = new Map<string, Weights | readonly number[]>();
  const steps: Step[] = [];
  const add = (kind: string, from: readonly string[], to: string, how?: Step['how']): string => {
    steps.push({ kind, from, to: [to], ...(how === undefined ? {} : { how }) });
    return to;
  };
  const whole = (name: string, ...values: number[]): string => {
    constants.set(name, values);
    return name;
  };
  const floats = (name: string, value: Weights): string => {
    constants.set(name, value);
    return name;
  };
  const reshaped = (from: string, to: string, ...shape: number[]): string =>
    add('Reshape', [from, whole(`${to}.shape`, ...shape)], to);
  const picked = (from: string, to: string, ...which: number[]): string =>
    add('Gather', [from, whole(`${to}.which`, ...which)], to, { axis: 1 });
  /** A layer: product, bias, and nothing below zero. `taps` are those of its three that meet no padding alone. */
  const layer = (number: number, from: string, taps: readonly number[], outs: number, ins: number): string => {
    const name = `encoder.${number}`;
    const weight = floats(`${name}.weight`, byTap(weights(`${name}.reparam_conv.weight`, outs, ins, 3), taps));
    const bias = floats(`${name}.bias`, weights(`${name}.reparam_conv.bias`, outs));
    return add('Relu', [add('Gemm', [from, weight, bias], `${name}.sum`)], `${name}.out`);
  };
  /** Frames [batch, count, size] with one of zeros on either side. */
  const padded = (from: string, to: string): string => add('Pad', [from, whole(`${to}.pads`, 0, 1, 0, 0, 1, 0)], to);

  // Spectrum: four frames of two blocks each, their real and imaginary parts, and the length of both.
  const blocks = reshaped('input', 'blocks', -1, PADDED / BLOCK, BLOCK);
  const frames = reshaped(picked(blocks, 'pairs', 0, 1, 1, 2, 2, 3, 3, 4), 'frames', -1, FILTER);
  const basis = floats('basis', turned(weights('stft.forward_basis_buffer', 2 * BINS, 1, FILTER), 2 * BINS, FILTER));
  const parts = add('MatMul', [frames, basis], 'parts');
  const squares = add('Mul', [parts, parts], 'squares');
  steps.push({
    kind: 'Split',
    from: [squares, whole('halves', BINS, BINS)],
    to: ['real', 'imaginary'],
    how: { axis: 1 },
  });
  const spectrum = reshaped(
    add('Sqrt', [add('Add', ['real', 'imaginary'], 'powers')], 'lengths'),
    'spectrum',
    -1,
    4,
    BINS,
  );

  // Encoder: four frames, two, one, one.
  const wide = reshaped(
    picked(padded(spectrum, 'edges0'), 'taps0', 0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4, 5),
    'in0',
    -1,
    3 * BINS,
  );
  const first = reshaped(layer(0, wide, [0, 1, 2], 128, BINS), 'out0', -1, 4, 128);
  const half = reshaped(picked(padded(first, 'edges1'), 'taps1', 0, 1, 2, 2, 3, 4), 'in1', -1, 3 * 128);
  const second = reshaped(layer(1, half, [0, 1, 2], 64, 128), 'in2', -1, 2 * 64);
  const third = layer(2, second, [1, 2], 64, 64);
  const features = layer(3, third, [1], 128, 64);

  // A cell of LSTM over features and what is remembered: gates in, forget, new, out.
  const gates = add(
    'Gemm',
    [
      add('Concat', [features, 'h'], 'remembered', { axis: 1 }),
      floats(
        'lstm.weight',
        beneath(weights('decoder.rnn.weight_ih', 4 * STATE, STATE), weights('decoder.rnn.weight_hh', 4 * STATE, STATE)),
      ),
      floats('lstm.bias', sumOf(weights('decoder.rnn.bias_ih', 4 * STATE), weights('decoder.rnn.bias_hh', 4 * STATE))),
    ],
    'gates',
  );
  const names = ['gate.in', 'gate.forget', 'gate.new', 'gate.out'];
  steps.push({
    kind: 'Split',
    from: [gates, whole('gates.sizes', STATE, STATE, STATE, STATE)],
    to: names,
    how: { axis: 1 },
  });
  const kept = add('Mul', [add('Sigmoid', ['gate.forget'], 'forget'), 'c'], 'kept');
  const learnt = add('Mul', [add('Sigmoid', ['gate.in'], 'let'), add('Tanh', ['gate.new'], 'new')], 'learnt');
  const cell = add('Add', [kept, learnt], 'cN');
  const hidden = add('Mul', [add('Sigmoid', ['gate.out'], 'shown'), add('Tanh', [cell], 'bounded')], 'hN');

  const last = floats('last.weight', turned(weights('decoder.decoder.2.weight', 1, STATE, 1), 1, STATE));
  const bias = floats('last.bias', weights('decoder.decoder.2.bias', 1));
  add('Sigmoid', [add('Gemm', [add('Relu', [hidden], 'positive'), last, bias], 'sum')], 'output');

  return modelOf({ steps, constants, inputs: ['input', 'h', 'c'], outputs: ['output', 'hN', 'cN'], opset: OPSET });
}

/** [rows, columns] as [columns, rows]. */
function turned({ values }: Weights, rows: number, columns: number): Weights {
  const out = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) out[column * rows + row] = values[row * columns + column] ?? 0;
  return { shape: [columns, rows], values: out };
}

/** Weights of a convolution [out, in, 3] as a matrix [taps × in, out]. */
function byTap({ shape, values }: Weights, taps: readonly number[]): Weights {
  const [outs = 0, ins = 0, width = 0] = shape;
  const out = new Float32Array(taps.length * ins * outs);
  for (const [place, tap] of taps.entries())
    for (let from = 0; from < ins; from++)
      for (let to = 0; to < outs; to++)
        out[(place * ins + from) * outs + to] = values[(to * ins + from) * width + tap] ?? 0;
  return { shape: [taps.length * ins, outs], values: out };
}

/** Two matrices [rows, columns], turned, one beneath the other. */
function beneath(upper: Weights, lower: Weights): Weights {
  const [rows = 0, columns = 0] = upper.shape;
  const values = [turned(upper, rows, columns), turned(lower, rows, columns)].flatMap((one) => [...one.values]);
  return { shape: [2 * columns, rows], values: Float32Array.from(values) };
}

const sumOf = (a: Weights, b: Weights): Weights => ({
  shape: a.shape,
  values: a.values.map((value, at) => value + (b.values[at] ?? 0)),
});
