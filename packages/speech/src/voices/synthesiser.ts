import { fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { type Clock, systemClock } from '@vaani/config';
import { type SynthesisAnswer, type SynthesisRequest, synthesisAnswer, type VoiceName } from './protocol.ts';

/** A voice that is not there, or that failed. Never holds what was to be said. */
export class VoiceError extends Error {
  override name = 'VoiceError';
  /** False where trying again cannot help: there is no such voice here. */
  readonly isRetryable: boolean;

  constructor(message: string, isRetryable: boolean) {
    super(message);
    this.isRetryable = isRetryable;
  }
}

/** The other end of a synthesiser, thread or process. */
interface Host {
  send(request: SynthesisRequest): void;
  end(): Promise<void>;
}
type Listen = { onAnswer: (answer: unknown) => void; onGone: () => void };
export type Starter = (listen: Listen) => Host;

/** A thread of this process. */
export const inThread =
  (file: URL): Starter =>
  ({ onAnswer, onGone }) => {
    const worker = new Worker(file, { name: 'voice' });
    worker.unref();
    worker.on('message', onAnswer);
    worker.on('error', onGone);
    worker.on('exit', onGone);
    return {
      send: (request) => worker.postMessage(request),
      end: async () => {
        // Who waits for its end is not to be ended before it.
        worker.ref();
        await worker.terminate();
      },
    };
  };

/** A process of its own, which sees nothing of our environment. */
export const inProcess =
  (file: URL): Starter =>
  ({ onAnswer, onGone }) => {
    const child = fork(file, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
      execArgv: [],
    });
    child.unref();
    child.channel?.unref();
    child.on('message', onAnswer);
    child.on('error', onGone);
    child.on('exit', onGone);
    return {
      send(request) {
        child.send(request, (error) => {
          if (error !== null) onGone();
        });
      },
      end: () => {
        const { promise, resolve } = Promise.withResolvers<void>();
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.once('exit', () => resolve());
        // Who waits for its end is not to be ended before it.
        child.ref();
        child.kill('SIGKILL');
        return promise;
      },
    };
  };

export interface Synthesiser {
  /** Resolves when the voice can speak, to false where its engine is not installed. */
  isThere(): Promise<boolean>;
  /** Mu-law, 8 kHz. @throws {VoiceError} */
  synthesise(text: string, voice: VoiceName, speed: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Running {
  host: Host;
  ready: Promise<boolean>;
  waiting: Map<number, { resolve(audio: Uint8Array): void; reject(error: VoiceError): void }>;
}

const DEADLINE_MS = 15_000;

/** A synthesiser started when first needed, and again where it died. One sentence is spoken after another. */
export function createSynthesiser(start: Starter, clock: Clock = systemClock): Synthesiser {
  let running: Running | undefined;
  let isAbsent = false;
  let isClosed = false;
  let lastId = 0;

  function run(): Running {
    if (running !== undefined) return running;
    const { promise: ready, resolve } = Promise.withResolvers<boolean>();
    const waiting: Running['waiting'] = new Map();
    const onGone = () => {
      if (running === self) running = undefined;
      resolve(false);
      for (const one of waiting.values()) one.reject(new VoiceError('The voice stopped while speaking.', true));
      waiting.clear();
    };
    const onAnswer = (message: unknown) => {
      const answer: SynthesisAnswer = synthesisAnswer.parse(message);
      if (answer.kind === 'ready') return resolve(true);
      if (answer.kind === 'absent') {
        isAbsent = true;
        return resolve(false);
      }
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === 'audio') one?.resolve(answer.audio);
      else one?.reject(new VoiceError(`The voice failed: ${answer.message}.`, true));
    };
    const self: Running = { host: start({ onAnswer, onGone }), ready, waiting };
    running = self;
    return self;
  }

  /** Waits no longer than the deadline; a host that is late is ended. */
  async function inTime<T>(host: Host, work: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const cancel = clock.after(DEADLINE_MS, () => {
      reject(new VoiceError('The voice did not answer in time.', true));
      void host.end();
    });
    try {
      return await Promise.race([work, promise]);
    } finally {
      cancel();
    }
  }

  async function isThere(): Promise<boolean> {
    if (isAbsent || isClosed) return false;
    const { host, ready } = run();
    return inTime(host, ready);
  }

  return {
    isThere,
    async synthesise(text, voice, speed) {
      if (isClosed) throw new VoiceError('The voice is closed.', false);
      if (!(await isThere())) {
        throw new VoiceError(isAbsent ? 'This voice is not installed.' : 'The voice does not start.', !isAbsent);
      }
      const { host, waiting } = run();
      lastId += 1;
      const id = lastId;
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
      waiting.set(id, { resolve, reject });
      host.send({ id, text, voice, speed });
      try {
        return await inTime(host, promise);
      } finally {
        waiting.delete(id);
      }
    },
    async close() {
      isClosed = true;
      await running?.host.end();
    },
  };
}
