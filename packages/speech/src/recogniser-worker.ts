// A worker thread that hears: one module, a decoder a session. See docs/decisions/0003-local-speech.md for the beams.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import createModule, { type Decoder } from 'soundswallower';
import { garbageWords, isGarbage, withGarbage, wordsOf } from './grammar.ts';
import { pronunciations } from './pronounce.ts';
import type { FromWorker, ToWorker } from './recogniser-messages.ts';

if (parentPort === null) throw new Error('runs as a worker thread only');
const port = parentPort;
const modelBase = `${join(dirname(createRequire(import.meta.url).resolve('soundswallower')), 'model')}/`;
const loading = createModule({ modelBase } as never);

interface Session {
  decoder: Decoder;
  isHearing: boolean;
  samples: number;
  lastPartial: string;
  known: Set<string>;
}
const sessions = new Map<number, Session>();
const say = (message: FromWorker) => port.postMessage(message);

/** Sessions are opened one after another; everything else waits behind them in order. */
let queue: Promise<void> = Promise.resolve();
port.on('message', (message: ToWorker) => {
  queue = queue
    .then(() => handle(message))
    .catch((error) =>
      say({
        kind: 'broken',
        session: message.session,
        message: error instanceof Error ? error.message : String(error),
      }),
    );
});

async function handle(message: ToWorker): Promise<void> {
  if (message.kind === 'open') return open(message.session);
  const session = sessions.get(message.session);
  if (session === undefined) return;
  switch (message.kind) {
    case 'grammar':
      return setGrammar(message.session, session, message);
    case 'begin':
      if (session.isHearing) session.decoder.stop();
      session.decoder.start();
      session.isHearing = true;
      session.samples = 0;
      session.lastPartial = '';
      return;
    case 'audio':
      return hear(message.session, session, message.pcm);
    case 'end':
      return finish(message.session, session, message.request);
    case 'close':
      sessions.delete(message.session);
      if (session.isHearing) session.decoder.stop();
      session.decoder.delete();
  }
}

async function open(id: number): Promise<void> {
  const module = await loading;
  const decoder = new module.Decoder({
    samprate: 8_000,
    loglevel: 'FATAL',
    beam: 1e-120,
    wbeam: 1e-100,
    pbeam: 1e-120,
  });
  await decoder.initialize();
  decoder.add_words(...garbageWords);
  sessions.set(id, { decoder, isHearing: false, samples: 0, lastPartial: '', known: new Set() });
  say({ kind: 'opened', session: id });
}

function setGrammar(id: number, session: Session, message: Extract<ToWorker, { kind: 'grammar' }>): void {
  try {
    if (session.isHearing) session.decoder.stop();
    session.isHearing = false;
    teach(session, wordsOf(message.jsgf), message.isHindi);
    session.decoder.set_grammar(withGarbage(message.jsgf, message.isHindi ? 'hi' : 'en'));
    say({ kind: 'grammar-set', session: id, request: message.request });
  } catch (error) {
    say({
      kind: 'grammar-set',
      session: id,
      request: message.request,
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Adds pronunciations by spelling: of words the dictionary lacks, and in Hindi grammars of all. */
function teach(session: Session, words: string[], isHindi: boolean): void {
  const entries: [string, string][] = [];
  for (const word of words) {
    const mark = `${isHindi ? 'hi' : 'en'}|${word}`;
    if (session.known.has(mark)) continue;
    session.known.add(mark);
    const isInDictionary = session.decoder.lookup_word(word) !== null;
    if (isInDictionary && !isHindi) continue;
    const spoken = pronunciations(word);
    for (const [index, phones] of spoken.entries()) {
      const number = index + (isInDictionary ? 7 : 1);
      entries.push([number === 1 ? word : `${word}(${number})`, phones]);
    }
  }
  if (entries.length > 0) session.decoder.add_words(...entries);
}

/** A partial every tenth of a second is enough for a page. */
const PARTIAL_SAMPLES = 800;

function hear(id: number, session: Session, pcm: Int16Array): void {
  if (!session.isHearing) return;
  session.decoder.process_audio(
    Float32Array.from(pcm, (sample) => sample / 32_768),
    false,
    false,
  );
  const before = Math.floor(session.samples / PARTIAL_SAMPLES);
  session.samples += pcm.length;
  if (Math.floor(session.samples / PARTIAL_SAMPLES) === before) return;
  const text = session.decoder.get_text();
  if (text === session.lastPartial || isGarbage(text)) return;
  session.lastPartial = text;
  say({ kind: 'partial', session: id, text });
}

function finish(id: number, session: Session, request: number): void {
  if (!session.isHearing) {
    say({ kind: 'result', session: id, request, text: '', score: 0, isRejected: false });
    return;
  }
  session.decoder.stop();
  session.isHearing = false;
  const text = session.samples === 0 ? '' : session.decoder.get_text();
  const isRejected = isGarbage(text);
  say({
    kind: 'result',
    session: id,
    request,
    text: isRejected ? '' : text,
    score: scoreOf(session.decoder, text),
    isRejected,
  });
}

/** Mean log-likelihood a frame, as the decoder's alignment gives it: 0 is perfect. */
function scoreOf(decoder: Decoder, text: string): number {
  if (text === '') return 0;
  const { p } = decoder.get_alignment();
  return p;
}
