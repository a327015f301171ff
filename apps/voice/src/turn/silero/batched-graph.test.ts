// Guards that the network we arrange anew says what the file's own graph says, at any size of batch, and that another file is refused.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { seededRandom } from '@vaani/config';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { batchedSilero, CONTEXT, MIRROR, PADDED, STATE, WINDOW } from './batched-graph.ts';
import { modelOf } from './onnx.ts';

const file = createRequire(import.meta.url)
  .resolve('@ricky0123/vad-web')
  .replace(/dist[/\\].*$/, 'dist/silero_vad_v6.onnx');
const random = seededRandom(11);
const noise = (length: number, loudness: number) =>
  Float32Array.from({ length }, () => (random.next() - 0.5) * 2 * loudness);
const floats = (data: Float32Array, ...shape: number[]) => new Tensor('float32', data, shape);
const floatsIn = (tensor: Tensor | undefined) => tensor?.data as Float32Array;
const furthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, one, at) => Math.max(most, Math.abs(one - (b[at] ?? 9))), 0);

it.each([1, 3, 64])('gives what the file’s own graph gives for a batch of %i', async (batch) => {
  const own = await InferenceSession.create(file, { logSeverityLevel: 3 });
  const ours = await InferenceSession.create(batchedSilero(await readFile(file)), { logSeverityLevel: 3 });
  const size = CONTEXT + WINDOW;
  const sound = noise(batch * size, 0.4);
  const [h, c] = [noise(batch * STATE, 0.6), noise(batch * STATE, 0.9)];
  const padded = new Float32Array(batch * PADDED);
  for (let at = 0; at < batch; at++) {
    const window = sound.subarray(at * size, (at + 1) * size);
    padded.set(window, at * PADDED);
    padded.set(window.slice(-1 - MIRROR, -1).reverse(), at * PADDED + size);
  }
  const theirs = await own.run({
    input: floats(sound, batch, size),
    state: floats(Float32Array.from([...h, ...c]), 2, batch, STATE),
    sr: new Tensor('int64', BigInt64Array.from([8_000n]), []),
  });
  const { output, hN, cN } = await ours.run({
    input: floats(padded, batch, PADDED),
    h: floats(h, batch, STATE),
    c: floats(c, batch, STATE),
  });
  expect(furthest(floatsIn(theirs.output), floatsIn(output))).toBeLessThan(1e-5);
  const state = Float32Array.from([...floatsIn(hN), ...floatsIn(cN)]);
  expect(furthest(floatsIn(theirs.stateN), state)).toBeLessThan(1e-4);
  await Promise.all([own.release(), ours.release()]);
});

it('refuses a file that holds another network', () => {
  const other = modelOf({ steps: [], constants: new Map(), inputs: [], outputs: [], opset: 16 });
  expect(() => batchedSilero(other)).toThrow(/no stft\.forward_basis_buffer of 130 × 1 × 128: it is another version/);
  expect(() => batchedSilero(Uint8Array.from([0xff, 0xff]))).toThrow(/ends within a number/);
});
