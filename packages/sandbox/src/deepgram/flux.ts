import type { Cancel, Clock } from '@vaani/config';
import type { Delays } from '../delays.ts';
import type { RoomSocket } from '../socket-room.ts';
import type { EarEvents, Ears } from './ears.ts';
import { languagesOf, typeOf } from './nova.ts';
import type { FluxQuery } from './query.ts';
import type { SaidWord } from './utterance.ts';

const UPDATE_EVERY_MS = 250;
/** From the eager end of a turn to the decided one. */
const DECIDED_AFTER_MS = 150;
/** A silence so short is no pause to a model that listens for the end of turns. */
export const FLUX_GAP_MS = 100;
const STARVED_MS = 12_000;

export interface FluxOptions {
  requestId: string;
  query: FluxQuery;
  socket: RoomSocket;
  clock: Clock;
  delays: Delays;
  ears: (events: EarEvents, gapMs: number) => Ears;
  onText: (type: string) => void;
}

type TurnEvent = 'Update' | 'StartOfTurn' | 'EagerEndOfTurn' | 'TurnResumed' | 'EndOfTurn';

const seconds = (ms: number): number => Math.round(ms) / 1_000;

/** One stream of v2 (Flux): turns as the model sees them begin, perhaps end, go on, and end. */
export function serveFlux(options: FluxOptions): void {
  const { query, socket, clock, delays } = options;
  let sequence = 0;
  let turnIndex = 0;
  /** Words of the turn that pauses have given. */
  let words: SaidWord[] = [];
  let hasStarted = false;
  let isEager = false;
  let isInTurn = false;
  let startMs = 0;
  let nextUpdateMs = 0;
  let ending: Cancel = () => undefined;
  let starved: Cancel = () => undefined;

  const send = (message: object) => socket.send({ ...message, request_id: options.requestId, sequence_id: sequence++ });
  const lagMs = () => delays.ms('stt-final') * socket.slowness;

  const ears = options.ears(
    {
      onSpeech(atMs) {
        ending();
        if (isEager) turn('TurnResumed', words, 0.1);
        isEager = false;
        if (isInTurn) return;
        isInTurn = true;
        startMs = atMs;
        nextUpdateMs = atMs + UPDATE_EVERY_MS;
      },
      onPause({ lateMs, words: given }) {
        const take = (heard: SaidWord[]) => {
          words = [...words, ...heard];
          if (!ears.isSpeaking) endAfter(Math.max(0, lagMs() - lateMs));
        };
        if (Array.isArray(given)) take(given);
        else void given.then(take);
      },
    },
    FLUX_GAP_MS,
  );

  function endAfter(ms: number): void {
    ending();
    ending = clock.after(ms, () => {
      if (words.length === 0) {
        isInTurn = false;
        return;
      }
      start();
      if (query.eagerThreshold !== null) {
        isEager = true;
        turn('EagerEndOfTurn', words, 0.5);
      }
      ending = clock.after(DECIDED_AFTER_MS, end);
    });
  }

  function end(): void {
    turn('EndOfTurn', words, 0.9, 'model');
    words = [];
    turnIndex += 1;
    hasStarted = false;
    isEager = false;
    isInTurn = false;
  }

  function start(): void {
    if (hasStarted) return;
    hasStarted = true;
    turn('StartOfTurn', words.slice(0, 1), 0.01);
  }

  function turn(event: TurnEvent, said: readonly SaidWord[], sure: number, trigger?: string): void {
    send({
      type: 'TurnInfo',
      event,
      turn_index: turnIndex,
      audio_window_start: seconds(startMs),
      audio_window_end: seconds(ears.atMs),
      transcript: said.map(({ text }) => text).join(' '),
      words: said.map(({ text, confidence, startMs: from, endMs }) => ({
        word: text,
        confidence,
        start: seconds(from),
        end: seconds(endMs),
      })),
      end_of_turn_confidence: sure,
      ...(trigger === undefined ? {} : { trigger }),
      ...(query.model === 'flux-general-multi' && said.length > 0 ? { languages: languagesOf(said) } : {}),
      ...(query.languageHints.length > 0 ? { languages_hinted: query.languageHints } : {}),
    });
  }

  function onSound(bytes: Uint8Array): void {
    touch();
    ears.push(bytes);
    if (!isInTurn || isEager || ears.atMs < nextUpdateMs) return;
    nextUpdateMs = ears.atMs + UPDATE_EVERY_MS;
    const soFar = [...words, ...ears.wordsUntil(ears.atMs - lagMs())];
    if (soFar.length === 0) return;
    start();
    turn('Update', soFar, 0.05);
  }

  function touch(): void {
    starved();
    starved = clock.after(STARVED_MS, () => socket.close(1011, 'NET-0001: no audio within the timeout window'));
  }

  socket.on({
    bytes: onSound,
    text(text) {
      touch();
      const type = typeOf(text);
      options.onText(type ?? 'unreadable');
      if (type === 'CloseStream') {
        const soFar = [...words, ...ears.wordsUntil(ears.atMs)];
        if (soFar.length > 0) turn('Update', soFar, 0.05);
        socket.close();
        return;
      }
      socket.send({
        type: 'Error',
        sequence_id: sequence++,
        code: 'UNPARSABLE_CLIENT_MESSAGE',
        description: 'no such message',
      });
      socket.close(1008, 'UNPARSABLE_CLIENT_MESSAGE');
    },
    closed() {
      ending();
      starved();
      ears.close();
    },
  });
  touch();
  send({ type: 'Connected' });
}
