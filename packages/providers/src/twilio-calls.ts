import type { Clock, TwilioAccount } from '@vaani/config';
import twilio from 'twilio';
import { failureOfStatus, ProviderFailure } from './failure.ts';
import { inTime } from './in-time.ts';
import { codeOf, retryAfterMs } from './message-provider.ts';
import type { Dial, Instructions, PlacedCall, Telephony, WaitingRoom } from './telephony.ts';
import { createTwilioClient, type TwilioClient } from './twilio-client.ts';

const NAME = 'twilio';
/** The caller hears silence meanwhile. */
const DEADLINE_MS = 5_000;
/** The call is not there any more, or not in a state to be told anything. */
const over = new Set([20404, 21220]);
/** Connections that were never made: nothing can have been done. */
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

type Account = Pick<TwilioAccount, 'accountSid' | 'authToken' | 'apiUrl'>;

/** Calls under way and new ones, by Twilio's REST interface. */
export function twilioCalls(options: { account: () => Promise<Account>; clock: Clock }): Telephony {
  let held: { key: string; client: TwilioClient } | undefined;

  async function client(): Promise<TwilioClient> {
    const account = await options.account();
    const key = `${account.accountSid}|${account.authToken}|${account.apiUrl}`;
    if (held?.key !== key) held = { key, client: createTwilioClient(account) };
    return held.client;
  }

  async function ask<T>(
    operation: string,
    signal: AbortSignal,
    work: (calls: twilio.Twilio) => Promise<T>,
  ): Promise<T> {
    const known = await client();
    const of = { provider: NAME, operation };
    return inTime(options.clock, DEADLINE_MS, signal, of, (ended) =>
      known.within(ended, async (calls) => {
        try {
          return await work(calls);
        } catch (error) {
          if (ended.aborted) throw error;
          throw failureOf(error, of, known.lastRetryAfter());
        }
      }),
    );
  }

  /** Runs what changes a call: `false` where it is over. */
  async function change(
    operation: string,
    signal: AbortSignal,
    work: (calls: twilio.Twilio) => Promise<unknown>,
  ): Promise<boolean> {
    try {
      await ask(operation, signal, work);
      return true;
    } catch (error) {
      if (error instanceof ProviderFailure && over.has(Number(codeOf(error.cause)))) return false;
      throw error;
    }
  }

  const update = (
    operation: string,
    callSid: string,
    instructions: Instructions | { status: 'completed' },
    signal: AbortSignal,
  ) =>
    change(operation, signal, async (calls) => {
      const { sid } = await calls
        .calls(callSid)
        .update('url' in instructions ? { ...instructions, method: 'POST' } : instructions);
      if (!isCallSid(sid)) throw garbled(operation);
    });

  return {
    name: NAME,
    transfer: (callSid, dial, signal) => update('transfer', callSid, { twiml: dialled(dial) }, signal),
    join: (callSid, room, signal) => update('join', callSid, { twiml: waiting(room) }, signal),
    redirect: (callSid, instructions, signal) => update('redirect', callSid, instructions, signal),
    hangUp: (callSid, signal) => update('hang-up', callSid, { status: 'completed' }, signal),
    setHold: (callSid, { name, musicUrl }, isOnHold, signal) =>
      change('hold', signal, async (calls) => {
        // A room has one life at a time; one that has not begun yet holds who is alone in it, with music.
        const rooms = await calls.conferences.list({ friendlyName: name, limit: 20 });
        const room = rooms.find(({ status }) => status !== 'completed');
        if (room === undefined) throw Object.assign(new Error('no such room'), { status: 404, code: 20404 });
        await calls
          .conferences(room.sid)
          .participants(callSid)
          .update({
            hold: isOnHold,
            ...(isOnHold && musicUrl !== null ? { holdUrl: musicUrl, holdMethod: 'GET' } : {}),
          });
      }),
    place: (call, signal) =>
      ask('place', signal, async (calls) => {
        const { sid } = await calls.calls.create(placed(call));
        if (!isCallSid(sid)) throw garbled('place');
        return { callSid: sid };
      }),
    findPlaced: ({ to, from, since }, signal) =>
      ask('find', signal, async (calls) => {
        const found = await calls.calls.list({ to, from, startTimeAfter: since, limit: 20 });
        const newest = found.find(
          ({ startTime }) => startTime === null || startTime.getTime() >= since.getTime() - 1_000,
        );
        return newest === undefined ? null : { callSid: newest.sid };
      }),
  };
}

const isCallSid = (sid: unknown): sid is string => typeof sid === 'string' && /^CA[0-9a-f]{32}$/.test(sid);

const garbled = (operation: string) =>
  new ProviderFailure({
    ...{ provider: NAME, operation, reason: 'garbled', message: 'the answer is not in the service’s form' },
    isRetryable: true,
  });

function dialled({ to, callerId, ringS, actionUrl }: Dial): string {
  const response = new twilio.twiml.VoiceResponse();
  response.dial({ action: actionUrl, method: 'POST', timeout: ringS, ...(callerId === null ? {} : { callerId }) }, to);
  return response.toString();
}

function waiting({ name, musicUrl, statusUrl, endsWithThisOne }: WaitingRoom): string {
  const response = new twilio.twiml.VoiceResponse();
  response.dial().conference(
    {
      beep: 'false',
      startConferenceOnEnter: true,
      endConferenceOnExit: endsWithThisOne,
      statusCallback: statusUrl,
      statusCallbackEvent: ['start', 'end', 'join', 'leave'],
      ...(musicUrl === null ? {} : { waitUrl: musicUrl, waitMethod: 'GET' }),
    },
    name,
  );
  return response.toString();
}

const placed = ({ to, from, instructions, statusUrl, ringS, detectsMachine }: PlacedCall) => ({
  to,
  from,
  ...('twiml' in instructions ? instructions : { ...instructions, method: 'POST' }),
  timeout: ringS,
  statusCallback: statusUrl,
  statusCallbackMethod: 'POST',
  statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  ...(detectsMachine ? { machineDetection: 'Enable' } : {}),
});

function failureOf(
  error: unknown,
  of: { provider: string; operation: string },
  retryAfter: string | undefined,
): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : Number.NaN;
  if (status >= 400) return failureOfStatus({ ...of, status, retryAfterMs: retryAfterMs(retryAfter), cause: error });
  // The library stumbles over an answer that has none of the fields it expects.
  if (error instanceof TypeError || error instanceof SyntaxError) return garbled(of.operation);
  const isUnreachable = notConnected.has(codeOf(error));
  return new ProviderFailure({
    ...of,
    reason: isUnreachable ? 'unreachable' : 'closed',
    message: isUnreachable ? 'the connection failed' : 'no answer came',
    isRetryable: true,
    cause: error,
  });
}
