import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './recogniser-messages.ts';

export interface Recognition {
  /** A phrase of the grammar; empty where nothing was said or it was rejected. */
  text: string;
  score: number;
  /** Somebody spoke, and nothing in the grammar explains it. */
  isRejected: boolean;
}

/** One call's recogniser: grammar, begin, audio, end, again. */
export interface RecogniserSession {
  /** Takes effect at the next `begin`. @throws where the grammar is none. */
  setGrammar(jsgf: string, language: 'en' | 'hi' | 'hi-en'): Promise<void>;
  begin(): void;
  /** 16-bit samples, mono, 8 kHz, any number. */
  write(pcm: Int16Array): void;
  end(): Promise<Recognition>;
  onPartial: ((text: string) => void) | undefined;
  /** Told once where the worker thread broke down; the session is of no use then. */
  onBroken: ((error: Error) => void) | undefined;
  close(): void;
}

export interface RecogniserPool {
  /** Null where all sessions are in use. */
  open(): Promise<RecogniserSession | null>;
  readonly inUse: number;
  readonly maxSessions: number;
  close(): Promise<void>;
}

interface Thread {
  worker: Worker;
  sessions: Map<number, (message: FromWorker) => void>;
}

/** @param options.threads worker threads at most; they are started as they are needed. */
export function createRecogniserPool(options: { threads: number; maxSessions: number }): RecogniserPool {
  const threads: Thread[] = [];
  let nextId = 1;
  let inUse = 0;

  function leastLoaded(): Thread {
    const least = threads.toSorted((a, b) => a.sessions.size - b.sessions.size)[0];
    if (least !== undefined && (least.sessions.size === 0 || threads.length >= options.threads)) return least;
    const thread: Thread = {
      worker: new Worker(new URL('./recogniser-worker.ts', import.meta.url)),
      sessions: new Map(),
    };
    thread.worker.unref();
    thread.worker.on('message', (message: FromWorker) => thread.sessions.get(message.session)?.(message));
    thread.worker.on('error', (error) => {
      // The thread is gone: its sessions hear of it, the next one starts a new thread.
      threads.splice(threads.indexOf(thread), 1);
      for (const [session, tell] of [...thread.sessions]) tell({ kind: 'broken', session, message: error.message });
    });
    threads.push(thread);
    return thread;
  }

  return {
    get inUse() {
      return inUse;
    },
    maxSessions: options.maxSessions,
    async open() {
      if (inUse >= options.maxSessions) return null;
      const thread = leastLoaded();
      inUse++;
      return openSession(thread, nextId++, () => inUse--);
    },
    async close() {
      await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
}

async function openSession(thread: Thread, id: number, release: () => void): Promise<RecogniserSession> {
  const requests = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let nextRequest = 1;
  let isOver = false;
  const post = (message: ToWorker) => thread.worker.postMessage(message);
  const ask = <T>(make: (request: number) => ToWorker) =>
    new Promise<T>((resolve, reject) => {
      if (isOver) return reject(new Error('the recogniser is closed'));
      const request = nextRequest++;
      requests.set(request, { resolve: resolve as (value: never) => void, reject });
      post(make(request));
    });
  const finish = () => {
    if (isOver) return;
    isOver = true;
    thread.sessions.delete(id);
    release();
  };
  const session: RecogniserSession = {
    onPartial: undefined,
    onBroken: undefined,
    setGrammar: (jsgf, language) =>
      ask((request) => ({ kind: 'grammar', session: id, jsgf, isHindi: language !== 'en', request })),
    begin: () => post({ kind: 'begin', session: id }),
    write: (pcm) => post({ kind: 'audio', session: id, pcm }),
    end: () => ask((request) => ({ kind: 'end', session: id, request })),
    close() {
      if (isOver) return;
      post({ kind: 'close', session: id });
      finish();
    },
  };
  await new Promise<void>((resolve, reject) => {
    thread.sessions.set(id, (message) => {
      switch (message.kind) {
        case 'opened':
          return resolve();
        case 'partial':
          return session.onPartial?.(message.text);
        case 'grammar-set': {
          const waiting = requests.get(message.request);
          requests.delete(message.request);
          if (message.error !== undefined) waiting?.reject(new Error(message.error));
          else waiting?.resolve(undefined as never);
          return;
        }
        case 'result': {
          const { text, score, isRejected } = message;
          requests.get(message.request)?.resolve({ text, score, isRejected } as never);
          requests.delete(message.request);
          return;
        }
        case 'broken': {
          const error = new Error(`the recogniser broke down: ${message.message}`);
          const isOpening = !isOver;
          for (const { reject: fail } of requests.values()) fail(error);
          requests.clear();
          if (isOpening) session.onBroken?.(error);
          reject(error);
          finish();
        }
      }
    });
    post({ kind: 'open', session: id });
  });
  return session;
}
