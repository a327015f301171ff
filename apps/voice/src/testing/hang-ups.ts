import type { Random } from '@vaani/config';
import type { LiveEvent } from '@vaani/live';
import { createTwilioDoor, openMediaStream } from '@vaani/sandbox';
import { WebSocket } from 'ws';
import { demoNumbers } from '../../../../prisma/seed.ts';
import { path } from './phone.ts';
import type { VoiceWorker, VoiceWorld } from './voice-world.ts';

/** When a caller hangs up: counted in what has happened, never in time. */
export type Moment =
  /** While it rings, and before Twilio opens its stream. */
  | { at: 'ringing' }
  /** The stream is open, and has not said whose it is. */
  | { at: 'open' }
  /** So many frames of 20 ms into the call. */
  | { at: 'frame'; count: number }
  /** So many frames after that first happened. */
  | { at: 'event'; event: string; frames: number }
  /** So many frames after the agent was first cut off. */
  | { at: 'clear'; frames: number };

/** How the line ends: with Twilio's words, without any, or first by its status callback. */
export type Way = 'stop' | 'cut' | 'status';

export interface HangUp {
  moment: Moment;
  way: Way;
}

/** What the desk is told, by a name: the steps of a call at which somebody may hang up. */
export const stepOf = (event: LiveEvent): string => {
  if (event.type === 'call.tool') return `${event.type} ${event.data.phase}`;
  if (event.type === 'turn.words') return `${event.data.who} ${event.data.isFinal ? 'has spoken' : 'speaks'}`;
  return event.type;
};

const steps = [
  'agent speaks',
  'agent has spoken',
  'caller speaks',
  'caller has spoken',
  'call.tool started',
  'call.tool finished',
];
const ways: readonly Way[] = ['stop', 'cut', 'status'];
const LONGEST_FRAMES = 250;

/** One of all moments of a call, and a way. */
export function drawHangUp(random: Random): HangUp {
  const below = (most: number) => Math.floor(random.next() * most);
  const way = ways[below(ways.length)] ?? 'cut';
  const kind = random.next();
  if (kind < 0.05) return { way, moment: { at: 'ringing' } };
  if (kind < 0.1) return { way, moment: { at: 'open' } };
  if (kind < 0.35) return { way, moment: { at: 'frame', count: below(LONGEST_FRAMES) } };
  if (kind < 0.45) return { way, moment: { at: 'clear', frames: below(30) } };
  return { way, moment: { at: 'event', event: steps[below(steps.length)] ?? '', frames: below(12) } };
}

/** The caller waits so many silent frames of the agent, then says the next line. */
const POLITE_FRAMES = 12;

/**
 * Calls, and hangs up at the moment; at the latest after five seconds of sound.
 * @param options.lines what the caller says, one after the other: mu-law.
 * @param options.onSaying told of each line before it is said.
 * @returns the call's name, and whether the moment came.
 */
export async function callAndHangUp(options: {
  world: VoiceWorld;
  worker: VoiceWorker;
  from: string;
  hangUp: HangUp;
  lines: readonly Uint8Array[];
  onSaying: (index: number) => void;
  /** Steps of this call as they happen, by its name at Twilio; what is returned ends it. */
  follow: (callSid: string, onStep: (step: string) => void) => () => void;
}): Promise<{ callSid: string; hasCome: boolean }> {
  const { world, worker, from, lines } = options;
  const { moment, way } = options.hangUp;
  const door = createTwilioDoor({ authToken: world.authToken });
  const params = { CallSid: door.callSid, From: from, To: demoNumbers.asha, CallStatus: 'ringing' };
  const ringing = await door.post(`${worker.voiceUrl}${path}/incoming`, params);
  const status = () => door.post(`${worker.voiceUrl}${path}/status`, { ...params, CallStatus: 'completed' });
  const result = { callSid: door.callSid, hasCome: true };
  // A machine that is too slow to look the clinic up in time sends its caller elsewhere.
  if (ringing.verb !== 'stream') {
    await status();
    return { ...result, hasCome: false };
  }
  const { url, parameters } = ringing;
  if (moment.at === 'ringing') {
    await status();
    return result;
  }
  if (moment.at === 'open') {
    const socket = new WebSocket(url, { headers: { 'x-twilio-signature': door.signUpgrade(url) } });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    if (way === 'cut') socket.terminate();
    else socket.close(1000);
    await closed;
    await status();
    return result;
  }

  let countdown = moment.at === 'frame' ? moment.count : Number.POSITIVE_INFINITY;
  let quiet = 0;
  let said = 0;
  let isSaying = false;
  let hasClosed = false;
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const { promise: enough, resolve: onEnough } = Promise.withResolvers<void>();
  const unfollow = options.follow(door.callSid, (step) => {
    if (moment.at === 'event' && step === moment.event) countdown = Math.min(countdown, moment.frames);
  });
  const client = await openMediaStream({
    ...{ url, signature: door.signUpgrade(url), callSid: door.callSid, parameters },
    events: {
      onClear() {
        if (moment.at === 'clear') countdown = Math.min(countdown, moment.frames);
      },
      onClose() {
        hasClosed = true;
        onEnough();
        resolve();
      },
      onTick({ atMs, heard }) {
        quiet = heard === null ? quiet + 1 : 0;
        const line = lines[said];
        // The greeting is talked over, and every third reply.
        const isPolite = said % 3 !== 0;
        if (line !== undefined && !isSaying && atMs > 200 && (!isPolite || quiet > POLITE_FRAMES)) {
          isSaying = true;
          options.onSaying(said++);
          queueMicrotask(
            () =>
              void client.speak(line).then(() => {
                isSaying = false;
                quiet = -POLITE_FRAMES;
              }),
          );
        }
        if (countdown-- > 0 && atMs < LONGEST_FRAMES * 20) return;
        result.hasCome = countdown < 0;
        onEnough();
      },
    },
  });
  await enough;
  if (way === 'status') await status();
  if (!hasClosed) {
    if (way === 'stop') client.hangUp();
    else client.cut();
  }
  await closed;
  unfollow();
  if (way !== 'status') await status();
  return result;
}
