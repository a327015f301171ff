import { randomBytes } from 'node:crypto';
import type { MediaClient } from '../../caller/media-client.ts';
import {
  type Provider,
  type Room,
  type RoomAnswer,
  type RoomOptions,
  type RoomRequest,
  startRoom,
} from '../../room.ts';
import { TwilioError, twilioError } from '../errors.ts';
import { type CallStatus, callResource, hasEnded, newCall, type SandboxCall } from './call.ts';
import { type Callback, createCallbacks, type Delivery } from './callbacks.ts';
import { checkCall, checkChange } from './check-call.ts';
import { createConferences, type SandboxConference } from './conferences.ts';
import { isRefusedByIndia } from './dial.ts';
import type { Answered, PhonePlan } from './phones.ts';
import { createPlayer } from './player.ts';

export type { CallStatus, SandboxCall } from './call.ts';
export type { Callback, Delivery } from './callbacks.ts';
export type { SandboxConference, SandboxParticipant } from './conferences.ts';
export type { Answered, PhonePlan } from './phones.ts';

export interface TwilioCallsOptions extends RoomOptions {
  accountSid: string;
  authToken: string;
  /** Numbers that may be seen to call: the account's own, and verified ones. */
  numbers: readonly string[];
  /** Who answers a phone, and what they do; a person who presses nothing by default. */
  answers?: (to: string) => Answered | PhonePlan;
  /** Between ringing and the answer. */
  ringMs?: number;
  /** Between the answer and the verdict on who gave it, where nobody waits for that. */
  detectionMs?: number;
  /** How callbacks come; each once, in order, by default. */
  deliveries?: (callback: Callback) => Delivery;
  /** Told what a call is to do from now on. */
  onInstructions?: (callSid: string, twiml: string) => void;
  /** What whoever holds a call hears on its media stream: 20 ms of mu-law, as they are played. */
  onHeard?: (callSid: string, frame: Uint8Array) => void;
}

/** Twilio's Calls and Conferences on loopback. */
export interface TwilioCalls extends Room {
  calls(): readonly SandboxCall[];
  conferences(): readonly SandboxConference[];
  /** A call comes in from outside; it is under way, and somebody else asks what it is to do. */
  begin(call: {
    sid?: string;
    from: string;
    to: string;
    statusCallback?: string;
    /** Who asks does it too: what REST tells it is noted and no more. */
    isPlayedElsewhere?: boolean;
  }): string;
  /** A call comes in from outside: the number's address is asked what to do, and that is done, media stream included. Resolves with its name. */
  ring(call: {
    from: string;
    to: string;
    url: string;
    statusCallback?: string;
    forwardedFrom?: string;
  }): Promise<string>;
  /** Whoever holds a call presses keys. */
  press(callSid: string, digits: string): void;
  /** The media stream of a call, while it is open. */
  streamOf(callSid: string): MediaClient | undefined;
  /** The one at the other end hangs up, or the call ends otherwise. */
  end(callSid: string, status?: CallStatus): Promise<void>;
}

/** What of it does not depend on where it is served. */
export type TwilioCallsDesk = Omit<TwilioCalls, keyof Room>;

export async function startTwilioCalls(options: TwilioCallsOptions): Promise<TwilioCalls> {
  const { provider, ...desk } = createTwilioCalls(options);
  return { ...(await startRoom(provider, options)), ...desk };
}

export function createTwilioCalls(options: TwilioCallsOptions): TwilioCallsDesk & { provider: Provider } {
  const { accountSid, authToken, clock, ringMs = 0, detectionMs = 0, answers = () => 'human' } = options;
  const { onInstructions, onHeard } = options;
  const numbers = new Set(options.numbers);
  const held = new Map<string, SandboxCall>();
  const endings = new Map<string, (() => void)[]>();
  const base = `/2010-04-01/Accounts/${accountSid}/Calls`;
  const conferences = createConferences(accountSid);
  const callbacks = createCallbacks({
    ...{ authToken, accountSid },
    ...(options.deliveries === undefined ? {} : { deliveries: options.deliveries }),
  });
  const newSid = () => `CA${randomBytes(16).toString('hex')}`;
  const player = createPlayer({
    ...{ clock, authToken, callbacks, conferences, end, ended, newSid, answers, ringMs },
    ...(onInstructions === undefined ? {} : { onInstructions }),
    ...(onHeard === undefined ? {} : { onHeard }),
    hold: (leg) => void held.set(leg.sid, leg),
    now: () => clock.now(),
  });

  function ended(callSid: string): Promise<void> {
    const call = held.get(callSid);
    if (call === undefined || hasEnded(call)) return Promise.resolve();
    return new Promise((resolve) => endings.set(callSid, [...(endings.get(callSid) ?? []), resolve]));
  }

  async function report(call: SandboxCall, event: string): Promise<void> {
    if (call.statusCallback === null || !call.statusEvents.includes(event)) return;
    await callbacks.tell(call, 'status', call.statusCallback, {
      Timestamp: new Date(clock.now()).toUTCString(),
      CallbackSource: 'call-progress-events',
      ...(call.endedAt === null ? {} : { CallDuration: String(Math.round((call.endedAt - call.startedAt) / 1_000)) }),
    });
  }

  async function end(callSid: string, status: CallStatus = 'completed'): Promise<void> {
    const call = held.get(callSid);
    if (call === undefined || hasEnded(call)) return;
    call.status = status;
    call.endedAt = clock.now();
    player.stop(callSid);
    for (const resolve of endings.get(callSid) ?? []) resolve();
    endings.delete(callSid);
    await report(call, 'completed');
  }

  async function ring(call: SandboxCall, twiml: string | null): Promise<void> {
    await report(call, 'initiated');
    if (hasEnded(call)) return;
    call.status = 'ringing';
    await report(call, 'ringing');
    const { answer, hangsUpAfterMs } = player.plan(call);
    const answered = isRefusedByIndia(call.from, call.to) ? 'failed' : answer;
    if (ringMs > 0) await new Promise<void>((resolve) => clock.after(ringMs, resolve, { keepAlive: true }));
    if (hasEnded(call)) return;
    if (answered !== 'human' && answered !== 'machine') return end(call.sid, answered);
    call.status = 'in-progress';
    const answeredBy = answered === 'human' ? 'human' : 'machine_start';
    if (call.machineCallback !== null) clock.after(detectionMs, () => void detect(call, answeredBy));
    else if (call.detectsMachine) call.answeredBy = answeredBy;
    await report(call, 'answered');
    if (hangsUpAfterMs !== undefined) clock.after(hangsUpAfterMs, () => void end(call.sid));
    if (hasEnded(call)) return;
    if (twiml !== null) await player.instruct(call, twiml);
    else if (call.url !== null) await player.follow(call, call.url);
  }

  async function detect(call: SandboxCall, answeredBy: 'human' | 'machine_start'): Promise<void> {
    if (call.machineCallback === null || hasEnded(call)) return;
    call.answeredBy = answeredBy;
    const more = { MachineDetectionDuration: String(detectionMs) };
    await callbacks.tell(call, 'machine', call.machineCallback, more);
  }

  function create(form: URLSearchParams): RoomAnswer {
    const { twiml, ...checked } = checkCall(form, numbers);
    const direction = 'outbound-api' as const;
    const named = { sid: newSid(), startedAt: clock.now(), direction };
    const call: SandboxCall = { ...newCall({ ...named, from: checked.from, to: checked.to }), ...checked };
    held.set(call.sid, call);
    const answer = { status: 201, body: callResource(call, accountSid) };
    void ring(call, twiml);
    return answer;
  }

  function change(call: SandboxCall, form: URLSearchParams): RoomAnswer {
    const asked = checkChange(form);
    if (asked.kind === 'end') {
      // A call that is over is no longer to be found among those that can be changed.
      if (hasEnded(call)) throw new TwilioError(20404);
      void end(call.sid);
    } else {
      if (call.status !== 'in-progress') throw new TwilioError(21220);
      if (call.isPlayedElsewhere) call.instructions.push(asked.kind === 'twiml' ? asked.twiml : asked.url);
      else if (asked.kind === 'twiml') void player.instruct(call, asked.twiml);
      else void player.follow(call, asked.url);
    }
    return { status: 200, body: callResource(call, accountSid) };
  }

  function list(query: URLSearchParams): RoomAnswer {
    const after = query.get('StartTime>');
    const calls = [...held.values()]
      .filter(({ to }) => query.get('To') === null || to === query.get('To'))
      .filter(({ from }) => query.get('From') === null || from === query.get('From'))
      .filter(({ startedAt }) => after === null || startedAt >= Date.parse(after))
      .reverse();
    return {
      status: 200,
      body: { calls: calls.map((call) => callResource(call, accountSid)), next_page_uri: null, page: 0, page_size: 50 },
    };
  }

  function answer({ method, path, query, body }: RoomRequest): RoomAnswer {
    const form = new URLSearchParams(body);
    if (path === `${base}.json`) return method === 'POST' ? create(form) : list(query);
    const sid = new RegExp(`^${base}/(CA[0-9a-f]{32})\\.json$`).exec(path)?.[1];
    const call = sid === undefined ? undefined : held.get(sid);
    if (call !== undefined)
      return method === 'POST' ? change(call, form) : { status: 200, body: callResource(call, accountSid) };
    const known = conferences.handle(method, path, query, form);
    if (known === null) throw new TwilioError(20404);
    return known;
  }

  function handle(request: RoomRequest): RoomAnswer {
    const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`) return twilioError(20003);
    try {
      return answer(request);
    } catch (error) {
      if (error instanceof TwilioError) return twilioError(error.code);
      throw error;
    }
  }

  return {
    provider: {
      operationOf: ({ method, path }) =>
        path === `${base}.json` ? (method === 'POST' ? 'calls.create' : 'calls.list') : 'calls.update',
      handle,
      refuse: (status, code, headers) => twilioError(code, status, headers),
    },
    calls: () => [...held.values()],
    conferences: () => conferences.held,
    begin({ sid = newSid(), from, to, statusCallback = null, isPlayedElsewhere = false }) {
      held.set(sid, {
        ...newCall({ sid, from, to, direction: 'inbound', startedAt: clock.now() }),
        ...{ statusCallback, isPlayedElsewhere, status: 'in-progress' },
      });
      return sid;
    },
    async ring({ from, to, url, statusCallback = null, forwardedFrom }) {
      const call = newCall({ sid: newSid(), from, to, direction: 'inbound', startedAt: clock.now() });
      call.statusCallback = statusCallback;
      call.status = 'ringing';
      held.set(call.sid, call);
      const more = forwardedFrom === undefined ? {} : { ForwardedFrom: forwardedFrom };
      const { status, text } = await callbacks.ask(call, url, more);
      call.status = 'in-progress';
      if (status === 200) void player.instruct(call, text);
      else await end(call.sid, 'failed');
      return call.sid;
    },
    press: player.press,
    streamOf: player.streamOf,
    end,
  };
}
