import { type MediaClient, openMediaStream } from './media-client.ts';
import type { ScenarioLine } from './scenario.ts';
import { createScript } from './script.ts';
import { createTwilioDoor, type TwimlAction } from './twilio-door.ts';

/** What the caller understood of the receptionist: told by whoever can read the transcript. */
export interface Ears {
  /** The last whole thing that the receptionist said, or is saying, and its number; null before the first. */
  last(): { index: number; text: string } | null;
}

export interface CallPlan {
  voiceUrl: string;
  authToken: string;
  from: string;
  to: string;
  forwardedFrom?: string;
  lines: readonly ScenarioLine[];
  ears: Ears;
  /** mu-law, 8 kHz, of a line. */
  voiceOf: (text: string) => Promise<Uint8Array>;
  /** Streamed as soon as the greeting is over, instead of lines. */
  recording?: Uint8Array;
  onTick?: (tick: { atMs: number; sent: Uint8Array; heard: Uint8Array | null }) => void;
  /** Told of a line before its first frame leaves: an emulated recogniser must know what it will hear. */
  onSaying?: (line: { say: string; heard: string; audio: Uint8Array }) => Promise<void>;
  onSaid?: (said: { text: string; startMs: number; endMs: number }) => void;
  onClear?: (atMs: number) => void;
  /** The call has a name. */
  onCall?: (callSid: string) => void | Promise<void>;
  maxMs?: number;
}

export interface CallResult {
  callSid: string;
  /** What the webhook answered: a stream, or something else instead of a conversation. */
  answered: TwimlAction['verb'];
  /** What Twilio was told to do after the stream. */
  after: TwimlAction | null;
  closedBy: 'agent' | 'caller' | 'nobody';
  durationMs: number;
}

/** Pause before an answer, as people make it. */
const ANSWER_MS = 450;
/** Without an answer in the script the caller waits so long for more, then hangs up. */
const PATIENCE_MS = 20_000;

/** Places one call through the public doors: webhook, stream, status. Everything that is said is heard as sound. */
export async function placeCall(plan: CallPlan): Promise<CallResult> {
  const door = createTwilioDoor({ authToken: plan.authToken });
  await plan.onCall?.(door.callSid);
  const params = {
    CallSid: door.callSid,
    AccountSid: `AC${'0'.repeat(32)}`,
    From: plan.from,
    To: plan.to,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
    ...(plan.forwardedFrom === undefined ? {} : { ForwardedFrom: plan.forwardedFrom }),
  };
  const action = await door.post(`${plan.voiceUrl}/api/v1/voice/incoming`, params);
  if (action.verb !== 'stream')
    return { callSid: door.callSid, answered: action.verb, after: action, closedBy: 'nobody', durationMs: 0 };

  const began = performance.now();
  let closedBy: CallResult['closedBy'] = 'nobody';
  let resolveClosed: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    resolveClosed = resolve;
  });
  const client = await openMediaStream({
    url: action.url,
    signature: door.signUpgrade(action.url),
    callSid: door.callSid,
    parameters: action.parameters,
    events: {
      ...(plan.onTick === undefined ? {} : { onTick: plan.onTick }),
      ...(plan.onClear === undefined ? {} : { onClear: plan.onClear }),
      onClose() {
        if (closedBy === 'nobody') closedBy = 'agent';
        resolveClosed();
      },
    },
  });
  const isOpen = () => closedBy === 'nobody';
  await Promise.race([closed, converse(plan, client, isOpen)]);
  if (isOpen()) {
    closedBy = 'caller';
    client.hangUp();
    await closed;
  }
  const durationMs = Math.round(performance.now() - began);
  const after =
    action.afterUrl === null || closedBy === 'caller'
      ? null
      : await door.post(action.afterUrl, { ...params, CallStatus: 'in-progress' });
  await door.post(`${plan.voiceUrl}/api/v1/voice/status`, {
    ...params,
    CallStatus: 'completed',
    CallDuration: String(Math.round(durationMs / 1_000)),
  });
  return { callSid: door.callSid, answered: 'stream', after, closedBy, durationMs };
}

async function converse(plan: CallPlan, client: MediaClient, isOpen: () => boolean): Promise<void> {
  const script = createScript(plan.lines);
  const deadline = performance.now() + (plan.maxMs ?? 240_000);
  let answered = -1;
  let quietSince: number | null = null;
  let idleSince = performance.now();
  let isRecordingPlayed = false;
  while (isOpen() && performance.now() < deadline) {
    await nextFrame();
    const said = plan.ears.last();
    const now = performance.now();
    if (!client.isAgentSilent) {
      quietSince = null;
      idleSince = now;
      const isNew = said !== null && said.index > answered;
      const cutIn = isNew ? script.interruption(said.text) : null;
      if (cutIn !== null && said !== null) {
        answered = said.index;
        await waitMs(cutIn.cutInMs ?? 0);
        await perform(plan, client, cutIn);
      }
      continue;
    }
    quietSince ??= now;
    if (client.lastHeardAtMs === null || now - quietSince < ANSWER_MS) continue;
    if (plan.recording !== undefined) {
      if (!isRecordingPlayed) {
        isRecordingPlayed = true;
        await client.speak(plan.recording);
      }
    } else if (said !== null && said.index > answered) {
      answered = said.index;
      const line = script.answer(said.text);
      if (line !== null) {
        idleSince = now;
        await perform(plan, client, line);
      }
    }
    if (now - idleSince > PATIENCE_MS) return;
  }
}

async function perform(plan: CallPlan, client: MediaClient, line: ScenarioLine): Promise<void> {
  if (line.keys !== undefined) {
    for (const key of line.keys) {
      client.press(key);
      await waitMs(250);
    }
    plan.onSaid?.({ text: `[${line.keys}]`, startMs: client.atMs, endMs: client.atMs });
  }
  if (line.say !== undefined) {
    const audio = await plan.voiceOf(line.say);
    await plan.onSaying?.({ say: line.say, heard: line.heard ?? line.say, audio });
    const startMs = client.atMs;
    await client.speak(audio);
    plan.onSaid?.({ text: line.say, startMs, endMs: client.atMs });
  }
}

const waitMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const nextFrame = () => waitMs(20);
