import { Worker } from 'node:worker_threads';
import { type Clock, systemClock } from '@vaani/config';
import type { Recognition } from './engine.ts';
import { GrammarError } from './grammar.ts';
import type { GrammarLanguage } from './pronunciations.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The recogniser could not do its work (its thread died, or did not answer): another session may. Holds nothing that was said. */
export class RecogniserError extends Error {
  override name = 'RecogniserError';
}

/** One call's hearing: 8 kHz mono `Int16Array` in, text of the grammar out. */
export interface RecogniserSession {
  /**
   * What can be said next, as JSGF (README); it takes effect at the next `begin`.
   * @throws {GrammarError} where it cannot be used; the grammar before stays
   * @throws {RecogniserError}
   */
  setGrammar(jsgf: string, language: GrammarLanguage): Promise<void>;
  /** Starts an utterance; one that is open is thrown away. */
  begin(): void;
  /** Never blocks; sound outside an utterance, or before the first grammar, is dropped. The array may be used again after. */
  write(pcm: Int16Array): void;
  /** @throws {RecogniserError} */
  end(): Promise<Recognition>;
  /** Called with the words so far, when they change. */
  onPartial: ((text: string) => void) | undefined;
  /** Called once where the thread dies under the session; everything after throws or does nothing. */
  onBroken: ((error: RecogniserError) => void) | undefined;
  /** Gives the place back. Idempotent. */
  close(): void;
}

export interface RecogniserPool {
  readonly maxCalls: number;
  readonly inUse: number;
  /** Null where all places are taken. @throws {RecogniserError} where a thread does not come up */
  open(): Promise<RecogniserSession | null>;
  /** Ends all sessions and threads. Idempotent. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(heard: Recognition | undefined): void;
  reject(error: Error): void;
  stopTimer(): void;
}

interface Held {
  waiting: Map<number, Waiting>;
  opened: Waiting | undefined;
  session: RecogniserSession;
  fail(error: RecogniserError): void;
}

interface Thread {
  worker: Worker;
  sessions: Map<number, Held>;
  isGone: boolean;
}

const DEADLINE_MS = 10_000;

/**
 * Recognisers in `threads` worker threads, at most `maxCalls` calls at once (each about 27 MB and a tenth of a core while somebody
 * speaks). Threads start when first needed; one that dies fails its sessions and is replaced at the next `open`.
 */
export function createRecogniserPool(options: { threads: number; maxCalls: number; clock?: Clock }): RecogniserPool {
  const { maxCalls, clock = systemClock } = options;
  const threads: (Thread | undefined)[] = Array.from({ length: Math.max(1, options.threads) }, () => undefined);
  let inUse = 0;
  let lastId = 0;
  let isClosed = false;

  function startThread(): Thread {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'recogniser' });
    const thread: Thread = { worker, sessions: new Map(), isGone: false };
    // An idle pool does not keep the process alive.
    worker.unref();
    const lose = (reason: string) => {
      if (thread.isGone) return;
      thread.isGone = true;
      for (const held of [...thread.sessions.values()]) held.fail(new RecogniserError(reason));
    };
    worker.on('message', (message: FromWorker) => receive(thread, message));
    worker.on('error', (error) =>
      lose(`The recogniser's thread failed: ${error instanceof Error ? error.name : 'unknown'}.`),
    );
    worker.on('exit', () => lose("The recogniser's thread ended."));
    return thread;
  }

  function receive(thread: Thread, message: FromWorker): void {
    const held = thread.sessions.get(message.session);
    if (held === undefined) return;
    if (message.kind === 'partial') {
      held.session.onPartial?.(message.text);
      return;
    }
    if (message.kind === 'opened') {
      settle(held.opened, (waiting) => waiting.resolve(undefined));
      held.opened = undefined;
      return;
    }
    if (message.kind === 'failed') {
      const error = message.isGrammar ? new GrammarError(message.message) : new RecogniserError(message.message);
      const waiting = message.request === undefined ? held.opened : held.waiting.get(message.request);
      if (message.request !== undefined) held.waiting.delete(message.request);
      if (waiting === undefined) held.session.onBroken?.(new RecogniserError(message.message));
      else settle(waiting, (one) => one.reject(error));
      return;
    }
    const waiting = held.waiting.get(message.request);
    held.waiting.delete(message.request);
    settle(waiting, (one) => one.resolve(message.kind === 'heard' ? message.heard : undefined));
  }

  function settle(waiting: Waiting | undefined, how: (waiting: Waiting) => void): void {
    if (waiting === undefined) return;
    waiting.stopTimer();
    how(waiting);
  }

  /** The thread with the fewest calls, started where it is not there. */
  function leastBusy(): Thread {
    let best = 0;
    threads.forEach((thread, at) => {
      const load = (one: Thread | undefined) => (one === undefined || one.isGone ? 0 : one.sessions.size);
      if (load(thread) < load(threads[best])) best = at;
    });
    const found = threads[best];
    if (found !== undefined && !found.isGone) return found;
    const fresh = startThread();
    threads[best] = fresh;
    return fresh;
  }

  function expectAnswer(thread: Thread, keep: (waiting: Waiting) => void): Promise<Recognition | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<Recognition | undefined>();
    const stopTimer = clock.after(DEADLINE_MS, () => {
      // A thread that is silent this long will not come back: ending it fails all its sessions, and the next call gets a new one.
      reject(new RecogniserError('The recogniser did not answer in time.'));
      void thread.worker.terminate();
    });
    keep({ resolve, reject, stopTimer });
    return promise;
  }

  return {
    maxCalls,
    get inUse() {
      return inUse;
    },
    async open() {
      if (isClosed) throw new RecogniserError('The recogniser is closed.');
      if (inUse >= maxCalls) return null;
      inUse += 1;
      const thread = leastBusy();
      lastId += 1;
      const held = createSession(thread, lastId, () => {
        inUse -= 1;
      });
      thread.sessions.set(lastId, held);
      const ready = expectAnswer(thread, (waiting) => {
        held.opened = waiting;
      });
      thread.worker.postMessage({ kind: 'open', session: lastId } satisfies ToWorker);
      try {
        await ready;
      } catch (error) {
        held.session.close();
        throw error;
      }
      return held.session;
    },
    async close() {
      isClosed = true;
      await Promise.all(threads.map((thread) => thread?.worker.terminate()));
    },
  };

  function createSession(thread: Thread, id: number, giveBack: () => void): Held {
    const waiting = new Map<number, Waiting>();
    let requests = 0;
    let failure: RecogniserError | undefined;
    let isOver = false;
    const post = (message: ToWorker) => {
      if (!isOver && !thread.isGone) thread.worker.postMessage(message);
    };
    const ask = (make: (request: number) => ToWorker): Promise<Recognition | undefined> => {
      if (failure !== undefined) return Promise.reject(failure);
      if (isOver) return Promise.reject(new RecogniserError('The session is closed.'));
      requests += 1;
      const request = requests;
      const answer = expectAnswer(thread, (one) => waiting.set(request, one));
      post(make(request));
      return answer;
    };
    const finish = (error: RecogniserError) => {
      if (isOver) return;
      isOver = true;
      thread.sessions.delete(id);
      giveBack();
      const open = [...waiting.values(), ...(held.opened === undefined ? [] : [held.opened])];
      waiting.clear();
      held.opened = undefined;
      for (const one of open) settle(one, (pending) => pending.reject(error));
    };
    const session: RecogniserSession = {
      onPartial: undefined,
      onBroken: undefined,
      async setGrammar(source, language) {
        await ask((request) => ({ kind: 'grammar', session: id, request, source, language }));
      },
      begin: () => post({ kind: 'begin', session: id }),
      // A copy, because the caller's frame may be a window on a buffer that it uses again.
      write: (pcm) => post({ kind: 'write', session: id, pcm: pcm.slice() }),
      async end() {
        const heard = await ask((request) => ({ kind: 'end', session: id, request }));
        if (heard === undefined) throw new RecogniserError('The recogniser gave no result.');
        return heard;
      },
      close() {
        post({ kind: 'close', session: id });
        finish(new RecogniserError('The session was closed.'));
      },
    };
    const held: Held = {
      waiting,
      opened: undefined,
      session,
      fail(error) {
        failure = error;
        finish(error);
        session.onBroken?.(error);
      },
    };
    return held;
  }
}
