import type { Clock } from '@vaani/config';
import twilio from 'twilio';
import { type MediaClient, openMediaStream } from '../../caller/media-client.ts';
import { type CallStatus, hasEnded, type SandboxCall } from './call.ts';
import type { Callbacks } from './callbacks.ts';
import type { Conferences } from './conferences.ts';
import { type DialedLegs, dialNumbers } from './dial.ts';
import { type PhonePlan, planOf } from './phones.ts';
import { readVerbs, type Verb } from './twiml.ts';

/** Whether the next verb follows, or the call does something else by now. */
type Onwards = 'next' | 'stop';

export interface PlayerOptions extends DialedLegs {
  clock: Clock;
  authToken: string;
  callbacks: Callbacks;
  conferences: Conferences;
  end(callSid: string, status?: CallStatus): Promise<void>;
  onInstructions?: (callSid: string, twiml: string) => void;
  onHeard?: (callSid: string, frame: Uint8Array) => void;
}

/** Does what calls are told by TwiML: speaks, asks for keys, dials, joins rooms, opens media streams, and asks what comes next. */
export function createPlayer(options: PlayerOptions) {
  const { clock, callbacks, conferences, end } = options;
  const playing = new Map<string, AbortController>();
  const streams = new Map<string, MediaClient>();
  const pressed = new Map<string, string[]>();
  const waitingForKeys = new Map<string, (digits: string) => void>();
  /** Keys that the plan of a phone still has. */
  const planned = new Map<string, string[]>();

  const pause = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (ms <= 0 || signal.aborted) return resolve();
      const cancel = clock.after(ms, resolve, { keepAlive: true });
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });

  /** Plays a document from its beginning. Resolves when it is over or another has come; a call whose document is over hangs up. */
  async function instruct(call: SandboxCall, xml: string): Promise<void> {
    stop(call.sid);
    call.instructions.push(xml);
    options.onInstructions?.(call.sid, xml);
    const isOver = await play(call, xml);
    if (isOver && !hasEnded(call)) await end(call.sid);
  }

  /** @returns true where the document was played to its end. */
  async function play(call: SandboxCall, xml: string): Promise<boolean> {
    const controller = new AbortController();
    playing.set(call.sid, controller);
    // What is no TwiML ends a call: "an application error has occurred".
    for (const verb of readVerbs(xml) ?? []) {
      const onwards = await perform(call, verb, controller.signal);
      if (onwards === 'stop' || controller.signal.aborted) return false;
    }
    return true;
  }

  async function perform(call: SandboxCall, verb: Verb, signal: AbortSignal): Promise<Onwards> {
    const { attributes, text } = verb;
    switch (verb.name) {
      case 'Say':
      case 'Play':
        call.heard.push(text.trim());
        return 'next';
      case 'Pause':
        await pause(Number(attributes.length ?? '1') * 1_000, signal);
        return 'next';
      case 'Gather':
        return gather(call, verb, signal);
      case 'Redirect':
        void follow(call, text.trim());
        return 'stop';
      case 'Hangup':
        await end(call.sid);
        return 'stop';
      case 'Reject':
        await end(call.sid, attributes.reason === 'busy' ? 'busy' : 'failed');
        return 'stop';
      case 'Connect':
        return connect(call, verb, signal);
      case 'Dial':
        return dial(call, verb, signal);
      default:
        return 'next';
    }
  }

  /** Asks an address what to do, and does it. */
  async function follow(call: SandboxCall, url: string, more: Record<string, string> = {}): Promise<void> {
    const { status, text } = await callbacks.ask(call, url, more);
    if (hasEnded(call)) return;
    if (status === 200) await instruct(call, text);
    else
      await end(call.sid, call.direction === 'outbound-api' && call.instructions.length === 0 ? 'failed' : 'completed');
  }

  /** The verb is over: its address says what comes, or the document goes on. */
  function after(call: SandboxCall, action: string | undefined, more: Record<string, string>): Onwards {
    if (action === undefined) return 'next';
    void follow(call, action, more);
    return 'stop';
  }

  async function gather(call: SandboxCall, verb: Verb, signal: AbortSignal): Promise<Onwards> {
    for (const { text } of verb.children) call.heard.push(text.trim());
    const digits = await keysOf(call, Number(verb.attributes.timeout ?? '5') * 1_000, signal);
    if (signal.aborted) return 'stop';
    return digits === null ? 'next' : after(call, verb.attributes.action, { Digits: digits });
  }

  async function keysOf(call: SandboxCall, timeoutMs: number, signal: AbortSignal): Promise<string | null> {
    const known = planned.get(call.sid);
    const next = known?.shift();
    if (next !== undefined) return next;
    if (known !== undefined && planOf(options.answers(call.to)).sitsThrough !== true) return null;
    const queue = pressed.get(call.sid) ?? [];
    const first = queue.shift();
    if (first !== undefined) return first;
    const { promise, resolve } = Promise.withResolvers<string | null>();
    waitingForKeys.set(call.sid, resolve);
    void pause(timeoutMs, signal).then(() => resolve(null));
    const digits = await promise;
    waitingForKeys.delete(call.sid);
    return digits;
  }

  function tellOfStream(call: SandboxCall, { attributes }: Verb, more: Record<string, string>): void {
    const { statusCallback } = attributes;
    if (statusCallback !== undefined) void callbacks.tell(call, 'stream', statusCallback, more);
  }

  async function connect(call: SandboxCall, verb: Verb, signal: AbortSignal): Promise<Onwards> {
    const stream = verb.children.find(({ name }) => name === 'Stream');
    const url = stream?.attributes.url;
    if (stream === undefined || url === undefined) return 'next';
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const parameters = stream.children.map(
      ({ attributes }) => [attributes.name ?? '', attributes.value ?? ''] as const,
    );
    try {
      const client = await openMediaStream({
        ...{ url, callSid: call.sid, parameters: Object.fromEntries(parameters) },
        signature: twilio.getExpectedTwilioSignature(options.authToken, url, {}),
        events: {
          onClose: () => resolve(),
          onTick({ heard }) {
            if (heard !== null) options.onHeard?.(call.sid, heard);
          },
        },
      });
      streams.set(call.sid, client);
      tellOfStream(call, stream, { StreamEvent: 'stream-started' });
      const leave = () => client.hangUp();
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave);
      await closed;
      signal.removeEventListener('abort', leave);
      // New instructions may have opened the next one by now.
      if (streams.get(call.sid) === client) streams.delete(call.sid);
      tellOfStream(call, stream, { StreamEvent: 'stream-stopped' });
    } catch {
      // The stream could not be opened: the call goes on behind it, as after one that broke.
      const StreamError = 'Stream - WebSocket - Handshake Error (31920)';
      tellOfStream(call, stream, { StreamEvent: 'stream-error', StreamError });
    }
    return signal.aborted ? 'stop' : after(call, verb.attributes.action, {});
  }

  async function dial(call: SandboxCall, verb: Verb, signal: AbortSignal): Promise<Onwards> {
    const { action, timeout = '30', callerId = call.from } = verb.attributes;
    const conference = verb.children.find(({ name }) => name === 'Conference');
    if (conference !== undefined) {
      await joinRoom(call, conference, signal);
      return signal.aborted ? 'stop' : after(call, action, { DialCallStatus: 'answered' });
    }
    const numbers = verb.children
      .filter(({ name }) => name === 'Number')
      .map(({ text, attributes }) => ({ to: text.trim(), whisperUrl: attributes.url }));
    if (numbers.length === 0) numbers.push({ to: verb.text.trim(), whisperUrl: undefined });
    const outcome = await dialNumbers(
      { ...options, pause, plan, whisper },
      { call, numbers, callerId, ringMs: Number(timeout) * 1_000, signal },
    );
    if (signal.aborted) return 'stop';
    return after(call, action, outcome);
  }

  /** What whoever picks up is told before they are connected. True where they are still there at its end. */
  async function whisper(leg: SandboxCall, url: string): Promise<boolean> {
    const { status, text } = await callbacks.ask(leg, url);
    if (status !== 200 || hasEnded(leg)) return false;
    leg.instructions.push(text);
    const whisper = new AbortController();
    whispering.set(leg.sid, whisper);
    const isThere = await playWhisper(leg, text, whisper.signal);
    whispering.delete(leg.sid);
    return isThere && !hasEnded(leg);
  }
  const whispering = new Map<string, AbortController>();

  /** A whisper's keys lead to more of it. */
  async function playWhisper(leg: SandboxCall, xml: string, signal: AbortSignal): Promise<boolean> {
    for (const verb of readVerbs(xml) ?? []) {
      if (signal.aborted) return false;
      const { action } = verb.attributes;
      if (verb.name === 'Gather' && action !== undefined) {
        for (const { text } of verb.children) leg.heard.push(text.trim());
        const digits = await keysOf(leg, Number(verb.attributes.timeout ?? '5') * 1_000, signal);
        if (digits === null) continue;
        const { status, text } = await callbacks.ask(leg, action, { Digits: digits });
        if (status !== 200) return false;
        leg.instructions.push(text);
        return playWhisper(leg, text, signal);
      }
      if (verb.name === 'Hangup') {
        await end(leg.sid);
        return false;
      }
      if (verb.name === 'Say' || verb.name === 'Play') leg.heard.push(verb.text.trim());
    }
    return true;
  }

  async function joinRoom(call: SandboxCall, verb: Verb, signal: AbortSignal): Promise<void> {
    const { attributes } = verb;
    const { promise: left, resolve } = Promise.withResolvers<void>();
    const wanted = (attributes.statusCallbackEvent ?? '').split(/\s+/);
    const words = {
      join: 'participant-join',
      leave: 'participant-leave',
      start: 'conference-start',
      end: 'conference-end',
    };
    const events = wanted.map((word) => words[word as keyof typeof words]);
    const leave = () => conferences.leave(call.sid);
    conferences.join(call.sid, {
      name: verb.text.trim(),
      endsRoom: attributes.endConferenceOnExit === 'true',
      onEvent(event, room) {
        const { statusCallback } = attributes;
        if (statusCallback === undefined || !events.includes(event)) return;
        const about = { ConferenceSid: room.sid, FriendlyName: room.name, StatusCallbackEvent: event };
        void callbacks.tell(call, 'room', statusCallback, about);
      },
      onLeft: resolve,
    });
    const room = conferences.held.find(({ participants }) => participants.some(({ callSid }) => callSid === call.sid));
    if (room?.status === 'init' && attributes.waitUrl !== undefined) void hearMusic(call, attributes.waitUrl);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave);
    await left;
    signal.removeEventListener('abort', leave);
  }

  /** Fetches what somebody alone hears. */
  async function hearMusic(call: SandboxCall, url: string): Promise<void> {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(15_000) });
      await answer.arrayBuffer();
      call.heard.push(`${answer.status} ${answer.headers.get('content-type') ?? ''} ${url}`);
    } catch {
      call.heard.push(`0 ${url}`);
    }
  }

  /** Ends what a call is doing. */
  function stop(callSid: string): void {
    playing.get(callSid)?.abort();
    playing.delete(callSid);
    whispering.get(callSid)?.abort();
    conferences.leave(callSid);
  }

  /** What whoever has this phone does; its keys are used up by asking. */
  function plan(leg: SandboxCall): PhonePlan {
    const known = planOf(options.answers(leg.to));
    if (!planned.has(leg.sid)) planned.set(leg.sid, [...(known.keys ?? [])]);
    return known;
  }

  return {
    instruct,
    follow,
    stop,
    plan,
    /** The media stream of a call, while it is open. */
    streamOf: (callSid: string) => streams.get(callSid),
    press(callSid: string, digits: string): void {
      const stream = streams.get(callSid);
      if (stream !== undefined) for (const digit of digits) stream.press(digit);
      else if (waitingForKeys.has(callSid)) waitingForKeys.get(callSid)?.(digits);
      else pressed.set(callSid, [...(pressed.get(callSid) ?? []), digits]);
    },
  };
}

export type Player = ReturnType<typeof createPlayer>;
