import { randomBytes } from 'node:crypto';
import { createTwilioDoor, type MediaClient, openMediaStream, type Sandbox } from '@vaani/sandbox';
import { decodeMulaw, rootMeanSquare } from '@vaani/speech';

/** Root mean square above which 20 ms of what a caller says count as speech. */
const LOUD = 180;
/** Loud frames in a row that are speech: before its first word a synthetic voice clicks or breathes for less. */
const SPEECH_FRAMES = 5;
const TICK_MS = 20;
const BURST_MS = 4;
const REPLY_GAP_MS = 150;
/** A reply that has not come by then will not come. */
const REPLY_MS = 8_000;
/** Silence of the line after which a reply is over: longer than between its sentences. */
const OVER_MS = 700;

/** A caller on a line of their own, who does what the bench tells. Times are of the stream, ms. */
export interface BenchCaller {
  callSid: string;
  /** Says something that a recogniser will know, or makes a noise that none does (`text` null). @returns when its first sample of speech left. */
  say(audio: Uint8Array, text: string | null, language: 'en' | 'hi'): Promise<number>;
  /** The first `clear` since that time, or null. */
  clearedSince(atMs: number): number | null;
  /** Sound of the agent was heard since that time. */
  heardSince(atMs: number): boolean;
  /** The agent was to be heard at that time. */
  heardAt(atMs: number): boolean;
  /** Until the agent speaks. @throws where it does not */
  untilReply(): Promise<void>;
  /** Between the frames of a reply that arrived one after the other, how far from 20 ms each came: how even the worker sends. */
  readonly jitterMs: readonly number[];
  /** Until it has been silent for a while. */
  untilSilence(): Promise<void>;
  wait(ms: number): Promise<void>;
  readonly atMs: number;
  /** The line is gone, from whichever end. */
  readonly isOver: boolean;
  hangUp(): Promise<void>;
}

export async function callIn(options: {
  voiceUrl: string;
  authToken: string;
  from: string;
  to: string;
  sandbox: Sandbox;
  onCall: (callSid: string) => void;
}): Promise<BenchCaller> {
  const { voiceUrl, authToken, from, to, sandbox } = options;
  const door = createTwilioDoor({ authToken, callSid: `CA${randomBytes(16).toString('hex')}` });
  const params = {
    ...{ CallSid: door.callSid, AccountSid: `AC${'0'.repeat(32)}`, From: from, To: to, CallStatus: 'ringing' },
    ...{ Direction: 'inbound', ApiVersion: '2010-04-01' },
  };
  options.onCall(door.callSid);
  const action = await door.post(`${voiceUrl}/api/v1/voice/incoming`, params);
  if (action.verb !== 'stream') throw new Error(`the call was not answered: ${action.verb}`);
  const clears: number[] = [];
  const jitterMs: number[] = [];
  let arrivedAt = Number.NEGATIVE_INFINITY;
  const heard: number[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  let isOver = false;
  const client: MediaClient = await openMediaStream({
    ...{ url: action.url, signature: door.signUpgrade(action.url), callSid: door.callSid },
    parameters: action.parameters,
    events: {
      onTick({ atMs, heard: frame }) {
        if (frame !== null) heard.push(atMs);
      },
      onClear: (atMs) => clears.push(atMs),
      onFrame() {
        const now = performance.now();
        const gapMs = now - arrivedAt;
        // The first fifth of a second of a reply comes at once, and between replies nothing does.
        if (gapMs > BURST_MS && gapMs < REPLY_GAP_MS) jitterMs.push(Math.abs(gapMs - TICK_MS));
        arrivedAt = now;
      },
      onClose() {
        isOver = true;
        resolve();
      },
    },
  });
  const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
  const lastHeard = () => heard.at(-1) ?? Number.NEGATIVE_INFINITY;
  return {
    callSid: door.callSid,
    jitterMs,
    async say(audio, text, language) {
      if (text !== null) sandbox.tell({ audio, text, language });
      const beganAt = client.atMs;
      await client.speak(audio);
      return beganAt + speechBegins(audio) * TICK_MS;
    },
    clearedSince: (atMs) => clears.find((clear) => clear >= atMs) ?? null,
    heardSince: (atMs) => lastHeard() >= atMs,
    heardAt: (atMs) => heard.some((at) => Math.abs(at - atMs) <= TICK_MS),
    async untilReply() {
      const from = client.atMs;
      while (lastHeard() < from) {
        // A line that is gone has no time any more.
        if (isOver) throw new Error('the receptionist ended the call');
        if (client.atMs - from > REPLY_MS) throw new Error('the receptionist did not answer');
        await wait(TICK_MS);
      }
    },
    async untilSilence() {
      while (!isOver && client.atMs - lastHeard() < OVER_MS) await wait(TICK_MS);
    },
    wait,
    get isOver() {
      return isOver;
    },
    get atMs() {
      return client.atMs;
    },
    async hangUp() {
      if (!isOver) client.hangUp();
      await closed;
      await door.post(`${voiceUrl}/api/v1/voice/status`, { ...params, CallStatus: 'completed', CallDuration: '60' });
    },
  };
}

/** @returns the first frame of the first run of loud ones that is long enough to be speech; of a sound without one, 0. */
function speechBegins(audio: Uint8Array): number {
  const isLoud = framesOf(audio).map((frame) => rootMeanSquare(decodeMulaw(frame)) >= LOUD);
  const at = isLoud.findIndex((_, index) => {
    const run = isLoud.slice(index, index + SPEECH_FRAMES);
    return run.length === SPEECH_FRAMES && run.every(Boolean);
  });
  return Math.max(0, at);
}

function framesOf(audio: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.floor(audio.length / 160) }, (_, at) => audio.subarray(at * 160, (at + 1) * 160));
}
