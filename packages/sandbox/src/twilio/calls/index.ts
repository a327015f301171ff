import { randomBytes } from 'node:crypto';
import {
  type Provider,
  type Room,
  type RoomAnswer,
  type RoomOptions,
  type RoomRequest,
  startRoom,
} from '../../room.ts';
import { TwilioError, twilioError } from '../errors.ts';
import { postSigned } from '../post-signed.ts';
import { type CallStatus, callResource, hasEnded, type SandboxCall } from './call.ts';
import { checkCall, checkChange } from './check-call.ts';
import { createConferences, type SandboxConference } from './conferences.ts';

export type { CallStatus, SandboxCall } from './call.ts';
export type { SandboxConference, SandboxParticipant } from './conferences.ts';

/** What becomes of a call that is placed. */
export type Answered = 'human' | 'machine' | 'busy' | 'no-answer' | 'failed';

export interface TwilioCallsOptions extends RoomOptions {
  accountSid: string;
  authToken: string;
  /** Numbers that may be seen to call: the account's own, and verified ones. */
  numbers: readonly string[];
  /** Who answers a phone; a person by default. */
  answers?: (to: string) => Answered;
  /** Between placing a call and its answer. */
  ringMs?: number;
  /** Told what a call is to do from now on. */
  onInstructions?: (callSid: string, twiml: string) => void;
}

/** Twilio's Calls and Conferences on loopback. */
export interface TwilioCalls extends Room {
  calls(): readonly SandboxCall[];
  conferences(): readonly SandboxConference[];
  /** A call comes in from outside; it is under way. */
  begin(call: { sid?: string; from: string; to: string; statusCallback?: string }): string;
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
  const { accountSid, authToken, clock, ringMs = 0, answers = () => 'human' } = options;
  const numbers = new Set(options.numbers);
  const held = new Map<string, SandboxCall>();
  const base = `/2010-04-01/Accounts/${accountSid}/Calls`;
  const conferences = createConferences(accountSid, (callSids) => {
    for (const sid of callSids) void end(sid);
  });
  const newSid = () => `CA${randomBytes(16).toString('hex')}`;

  async function report(call: SandboxCall, event: string): Promise<void> {
    if (call.statusCallback === null || !call.statusEvents.includes(event)) return;
    await postSigned(authToken, call.statusCallback, {
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      CallSid: call.sid,
      CallStatus: call.status,
      Direction: call.direction,
      From: call.from,
      To: call.to,
      Timestamp: new Date(clock.now()).toUTCString(),
      CallbackSource: 'call-progress-events',
      ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
      ...(call.endedAt === null ? {} : { CallDuration: String(Math.round((call.endedAt - call.startedAt) / 1_000)) }),
    });
  }

  function instruct(call: SandboxCall, twiml: string): void {
    call.instructions.push(twiml);
    conferences.leave(call.sid);
    conferences.join(call.sid, twiml);
    options.onInstructions?.(call.sid, twiml);
  }

  async function end(callSid: string, status: CallStatus = 'completed'): Promise<void> {
    const call = held.get(callSid);
    if (call === undefined || hasEnded(call)) return;
    call.status = status;
    call.endedAt = clock.now();
    conferences.leave(callSid);
    await report(call, 'completed');
  }

  async function follow(call: SandboxCall, url: string): Promise<void> {
    const { status, text } = await postSigned(authToken, url, {
      AccountSid: accountSid,
      CallSid: call.sid,
      CallStatus: call.status,
      Direction: call.direction,
      From: call.from,
      To: call.to,
    });
    if (status === 200) instruct(call, text);
    else await end(call.sid, 'failed');
  }

  async function ring(call: SandboxCall, twiml: string | null): Promise<void> {
    await report(call, 'initiated');
    if (hasEnded(call)) return;
    call.status = 'ringing';
    await report(call, 'ringing');
    // Calls to Indian numbers come to an end where an Indian number is seen to call.
    const answered = call.to.startsWith('+91') && call.from.startsWith('+91') ? 'failed' : answers(call.to);
    if (ringMs > 0) await new Promise<void>((resolve) => clock.after(ringMs, resolve, { keepAlive: true }));
    if (hasEnded(call)) return;
    if (answered !== 'human' && answered !== 'machine') return end(call.sid, answered);
    call.status = 'in-progress';
    if (call.detectsMachine) call.answeredBy = answered === 'human' ? 'human' : 'machine_start';
    await report(call, 'answered');
    if (twiml !== null) instruct(call, twiml);
    else if (call.url !== null) await follow(call, call.url);
  }

  function create(form: URLSearchParams): RoomAnswer {
    const { twiml, ...checked } = checkCall(form, numbers);
    const call: SandboxCall = {
      ...checked,
      sid: newSid(),
      direction: 'outbound-api',
      status: 'queued',
      startedAt: clock.now(),
      endedAt: null,
      instructions: [],
      answeredBy: null,
    };
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
      if (asked.kind === 'twiml') instruct(call, asked.twiml);
      else void follow(call, asked.url);
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
    begin({ sid = newSid(), from, to, statusCallback = null }) {
      held.set(sid, {
        ...{ sid, from, to, statusCallback, direction: 'inbound', status: 'in-progress', startedAt: clock.now() },
        ...{ endedAt: null, instructions: [], url: null, statusEvents: ['completed'], answeredBy: null },
        ...{ detectsMachine: false, ringS: 60 },
      });
      return sid;
    },
    end,
  };
}
