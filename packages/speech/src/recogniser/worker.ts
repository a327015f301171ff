// One thread of the recogniser: it hosts the decoders of several calls and does what the pool tells it, in order.
import { parentPort } from 'node:worker_threads';
import { createEngine, createHearing, type Engine, type Hearing } from './engine.ts';
import { GrammarError } from './grammar.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

if (parentPort === null) throw new Error('This file is a thread of the recogniser pool and is not run by itself.');
const port = parentPort;
const tell = (message: FromWorker): void => port.postMessage(message);

/** An interim is looked for every 120 ms of sound: more often costs time and shows nothing new. */
const PARTIAL_EVERY = 960;

interface Open {
  hearing: Hearing;
  sinceBegin: number;
  lastPartial: string;
}

const sessions = new Map<number, Open>();
/** Decoders of calls that have ended, as new: making one takes 150 ms. */
const spare: Hearing[] = [];
let engine: Engine | undefined;

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === 'open') {
    engine ??= await createEngine();
    const hearing = spare.pop() ?? (await createHearing(engine));
    sessions.set(message.session, { hearing, sinceBegin: 0, lastPartial: '' });
    tell({ kind: 'opened', session: message.session });
    return;
  }
  const open = sessions.get(message.session);
  if (open === undefined) return;
  switch (message.kind) {
    case 'grammar':
      open.hearing.setGrammar(message.source, message.language);
      tell({ kind: 'done', session: message.session, request: message.request });
      return;
    case 'begin':
      open.hearing.begin();
      open.sinceBegin = 0;
      open.lastPartial = '';
      return;
    case 'write':
      write(message.session, open, message.pcm);
      return;
    case 'end':
      tell({ kind: 'heard', session: message.session, request: message.request, heard: open.hearing.end() });
      return;
    case 'close':
      sessions.delete(message.session);
      await open.hearing.reset();
      spare.push(open.hearing);
  }
}

function write(session: number, open: Open, pcm: Int16Array): void {
  open.hearing.write(pcm);
  const before = Math.floor(open.sinceBegin / PARTIAL_EVERY);
  open.sinceBegin += pcm.length;
  if (Math.floor(open.sinceBegin / PARTIAL_EVERY) === before) return;
  const text = open.hearing.partial();
  if (text === '' || text === open.lastPartial) return;
  open.lastPartial = text;
  tell({ kind: 'partial', session, text });
}

let queue: Promise<void> = Promise.resolve();
port.on('message', (message: ToWorker) => {
  queue = queue
    .then(() => handle(message))
    .catch((error: unknown) => {
      tell({
        kind: 'failed',
        session: message.session,
        ...('request' in message ? { request: message.request } : {}),
        message: error instanceof Error ? error.message : String(error),
        isGrammar: error instanceof GrammarError,
      });
    });
});
