import type { Cancel, Clock } from '@vaani/config';
import type { Delays } from '../delays.ts';
import type { RoomSocket } from '../socket-room.ts';
import type { EarEvents, Ears } from './ears.ts';
import type { NovaQuery } from './query.ts';
import type { SaidWord } from './utterance.ts';

/** Results about once a second while sound comes in, in silence too. */
const INTERIM_EVERY_MS = 1_000;
/** What was said so long ago is in an interim. */
const INTERIM_LAG_MS = 300;
/** Sound or a text must come within this. */
const STARVED_MS = 12_000;

export interface NovaOptions {
  requestId: string;
  query: NovaQuery;
  socket: RoomSocket;
  clock: Clock;
  delays: Delays;
  ears: (events: EarEvents, gapMs: number) => Ears;
  /** Whether `Finalize` is answered where there is nothing to settle; the real service may not. */
  answersEmptyFinalize: boolean;
  /** Told each text message that was taken. */
  onText: (type: string) => void;
}

/** A final on its way: its words may still be found out, and its time come. */
interface Final {
  words: SaidWord[] | null;
  endMs: number;
  isFinalized: boolean;
  isDue: boolean;
}

const seconds = (ms: number): number => Math.round(ms) / 1_000;

/** One live stream of v1: what comes in, and results as captured from the real service. */
export function serveNova(options: NovaOptions): void {
  const { query, socket, clock, delays, requestId } = options;
  const version = query.model.startsWith('nova-3') ? ['2-general-nova', 'nova-3'] : ['2-phonecall-nova', 'nova-2'];
  const metadata = {
    request_id: requestId,
    model_info: { name: version[0], version: '2026-05-14.0', arch: version[1] },
    model_uuid: requestId.replace(/^.{8}/, '7e3b5bdf'),
  };
  const timers = new Set<Cancel>();
  const later = (ms: number, work: () => void) => {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      work();
    });
    timers.add(cancel);
    return cancel;
  };
  /** Sound up to here is settled. */
  let settledMs = 0;
  let nextInterimMs = INTERIM_EVERY_MS;
  /** Finals on their way, oldest first: their words are no longer the ears' to tell. */
  const coming: Final[] = [];
  let lastWordEndMs: number | null = null;
  let starved: Cancel = () => undefined;

  const ears = options.ears(
    {
      onSpeech(startMs) {
        if (query.hasVadEvents)
          socket.send({ type: 'SpeechStarted', channel: [0, 1], timestamp: seconds(Math.max(0, startMs)) });
        nextInterimMs = startMs + INTERIM_EVERY_MS;
      },
      onPause({ endMs, lateMs, words }) {
        if (query.endpointingMs !== null) settle(words, endMs, { lateMs, isFinalized: false });
      },
    },
    query.endpointingMs ?? 60_000,
  );

  function settle(
    words: SaidWord[] | Promise<SaidWord[]>,
    endMs: number,
    { lateMs, isFinalized }: { lateMs: number; isFinalized: boolean },
  ): void {
    const final: Final = { words: Array.isArray(words) ? words : null, endMs, isFinalized, isDue: false };
    coming.push(final);
    if (!Array.isArray(words))
      void words.then((heard) => {
        final.words = heard;
        sendDue();
      });
    later(Math.max(0, delays.ms('stt-final') * socket.slowness - lateMs), () => {
      final.isDue = true;
      sendDue();
    });
  }

  /** In order: one that was drawn shorter does not overtake. */
  function sendDue(): void {
    for (let next = coming[0]; next?.isDue && next.words !== null; next = coming[0]) {
      coming.shift();
      sendFinal(next);
    }
  }

  function sendFinal(final: Final): void {
    const untilMs = Math.max(final.endMs, settledMs);
    // What an earlier Finalize has settled is not said again.
    const words = (final.words ?? []).filter(({ endMs }) => endMs > settledMs);
    send(words, untilMs, { isFinal: true, isFinalized: final.isFinalized });
    settledMs = untilMs;
    const last = words.at(-1);
    if (last !== undefined) lastWordEndMs = last.endMs;
  }

  function send(words: SaidWord[], untilMs: number, kind: { isFinal: boolean; isFinalized: boolean }): void {
    const start = seconds(settledMs);
    const sure = words.map(({ confidence }) => confidence).sort((a, b) => a - b);
    const isMulti = query.language === 'multi';
    socket.send({
      type: 'Results',
      channel_index: [0, 1],
      duration: seconds(Math.max(0, untilMs - settledMs)),
      start,
      is_final: kind.isFinal,
      speech_final: kind.isFinal,
      channel: {
        alternatives: [
          {
            transcript: words.map(({ text }) => text).join(' '),
            confidence: sure[Math.floor(sure.length / 2)] ?? 0,
            ...(isMulti && words.length > 0 ? { languages: languagesOf(words) } : {}),
            words: words.map(({ text, startMs, endMs, confidence, language }) => ({
              word: text.toLowerCase().replace(/[.,?!।]+$/u, ''),
              start: seconds(startMs),
              end: seconds(endMs),
              confidence,
              ...(isMulti ? { language } : {}),
              punctuated_word: text,
            })),
          },
        ],
      },
      metadata,
      from_finalize: kind.isFinalized,
    });
  }

  function finalize(): void {
    const last = coming.at(-1);
    if (last !== undefined) {
      last.isFinalized = true;
      return;
    }
    const words = ears.isSpeaking ? ears.wordsUntil(ears.atMs) : [];
    if (words.length > 0) settle(words, ears.atMs, { lateMs: 0, isFinalized: true });
    else if (options.answersEmptyFinalize) sendFinal({ words: [], endMs: ears.atMs, isFinalized: true, isDue: true });
  }

  function onSound(bytes: Uint8Array): void {
    touch();
    ears.push(bytes);
    if (query.hasInterims && ears.atMs >= nextInterimMs) {
      nextInterimMs = ears.atMs + INTERIM_EVERY_MS;
      const soFar = [...coming.flatMap(({ words }) => words ?? []), ...ears.wordsUntil(ears.atMs - INTERIM_LAG_MS)];
      const unsettled = soFar.filter(({ endMs }) => endMs > settledMs);
      send(unsettled, ears.atMs, { isFinal: false, isFinalized: false });
    }
    const { utteranceEndMs } = query;
    if (utteranceEndMs === null || lastWordEndMs === null || ears.isSpeaking) return;
    if (ears.atMs - lastWordEndMs < utteranceEndMs || coming.length > 0) return;
    socket.send({ type: 'UtteranceEnd', channel: [0, 1], last_word_end: seconds(lastWordEndMs) });
    lastWordEndMs = null;
  }

  function touch(): void {
    starved();
    starved = clock.after(STARVED_MS, () => finish(1011, 'NET-0001: no audio or text within the timeout window'));
  }

  function finish(code: number, reason?: string): void {
    socket.send({
      type: 'Metadata',
      transaction_key: 'deprecated',
      request_id: requestId,
      sha256: 'incomplete',
      created: new Date(clock.now()).toISOString(),
      duration: seconds(ears.atMs),
      channels: 1,
      models: [metadata.model_uuid],
      model_info: { [metadata.model_uuid]: metadata.model_info },
    });
    socket.close(code, reason);
  }

  function onText(text: string): void {
    touch();
    const type = typeOf(text);
    options.onText(type ?? 'unreadable');
    switch (type) {
      case 'KeepAlive':
        return;
      case 'Finalize':
        finalize();
        return;
      case 'CloseStream':
        for (const final of coming.splice(0)) sendFinal(final);
        finish(1000);
        return;
      default:
        socket.send({ type: 'Error', description: 'Could not deserialize last text message', variant: 'DATA-0000' });
        socket.close(1008, 'DATA-0000');
    }
  }

  socket.on({
    bytes: onSound,
    text: onText,
    closed() {
      starved();
      for (const cancel of timers) cancel();
      ears.close();
    },
  });
  touch();
}

/** Languages of the words, the most frequent first. */
export function languagesOf(words: readonly SaidWord[]): string[] {
  const counts = Map.groupBy(words, ({ language }) => language);
  return [...counts].sort(([, a], [, b]) => b.length - a.length).map(([language]) => language);
}

/** The `type` of a message; undefined where it has none. Fields that no message of the service has are refused with it. */
export function typeOf(text: string): string | undefined {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
    const others = Object.keys(message).filter((name) => name !== 'type' && name !== 'channel');
    return typeof message.type === 'string' && others.length === 0 ? message.type : undefined;
  } catch {
    return undefined;
  }
}
