import { type ChildProcess, fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import type { FromVoice, ToVoice } from './voice-messages.ts';

export interface Spoken {
  sampleRate: number;
  pcm: Int16Array;
}

/** Something that speaks, elsewhere: a thread or a process. It is started on first use, and again after it broke down. */
export interface Speaker {
  speak(what: Omit<ToVoice, 'request'>): Promise<Spoken>;
  close(): void;
}

interface Line {
  send(message: ToVoice): void;
  end(): void;
  /** While an answer is awaited the process stays alive, else not. */
  keepAlive(isAwaited: boolean): void;
}

/** English, in a worker thread. */
export function createFliteSpeaker(): Speaker {
  return createSpeaker((onMessage, onEnd) => {
    const worker = new Worker(new URL('./flite-worker.ts', import.meta.url));
    worker.on('message', onMessage);
    worker.on('error', onEnd);
    return {
      send: (message) => worker.postMessage(message),
      end: () => void worker.terminate(),
      keepAlive: (isAwaited) => (isAwaited ? worker.ref() : worker.unref()),
    };
  });
}

/** Hindi, in a process of its own. */
export function createEspeakSpeaker(): Speaker {
  return createSpeaker((onMessage, onEnd) => {
    const child: ChildProcess = fork(new URL('./espeak-process.ts', import.meta.url), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    child.on('message', (message) => onMessage(message as FromVoice));
    child.on('error', onEnd);
    child.on('exit', () => onEnd(new Error('the voice process ended')));
    return {
      send: (message) => child.send(message, (error) => error !== null && onEnd(error)),
      end: () => child.kill(),
      keepAlive(isAwaited) {
        if (isAwaited) child.ref();
        else child.unref();
        if (isAwaited) child.channel?.ref();
        else child.channel?.unref();
      },
    };
  });
}

function createSpeaker(
  open: (onMessage: (message: FromVoice) => void, onEnd: (error: Error) => void) => Line,
): Speaker {
  const waiting = new Map<number, { resolve: (spoken: Spoken) => void; reject: (error: Error) => void }>();
  let nextRequest = 1;
  let line: Line | undefined;

  function onMessage(message: FromVoice): void {
    const request = waiting.get(message.request);
    waiting.delete(message.request);
    line?.keepAlive(waiting.size > 0);
    if ('error' in message) request?.reject(new Error(message.error));
    else request?.resolve({ sampleRate: message.sampleRate, pcm: message.pcm });
  }
  function onEnd(error: Error): void {
    line = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  return {
    speak(what) {
      line ??= open(onMessage, onEnd);
      const { send, keepAlive } = line;
      keepAlive(true);
      return new Promise((resolve, reject) => {
        const request = nextRequest++;
        waiting.set(request, { resolve, reject });
        send({ ...what, request });
      });
    },
    close() {
      const open = line;
      line = undefined;
      open?.end();
    },
  };
}
