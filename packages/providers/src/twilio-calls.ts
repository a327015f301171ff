import type { Clock, TwilioAccount } from '@vaani/config';
import type twilio from 'twilio';
import { failureOfStatus, ProviderFailure } from './failure.ts';
import { inTime } from './in-time.ts';
import { codeOf, retryAfterMs } from './message-provider.ts';
import type { Instructions, PlacedCall, Telephony } from './telephony.ts';
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

  /** Changes a call: `false` where it is over. */
  async function update(
    operation: string,
    callSid: string,
    instructions: Instructions | { status: 'completed' },
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await ask(operation, signal, async (calls) => {
        const { sid } = await calls
          .calls(callSid)
          .update('url' in instructions ? { ...instructions, method: 'POST' } : instructions);
        if (!isCallSid(sid)) throw garbled(operation);
      });
      return true;
    } catch (error) {
      if (error instanceof ProviderFailure && over.has(Number(codeOf(error.cause)))) return false;
      throw error;
    }
  }

  return {
    name: NAME,
    redirect: (callSid, instructions, signal) => update('redirect', callSid, instructions, signal),
    hangUp: (callSid, signal) => update('hang-up', callSid, { status: 'completed' }, signal),
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

const placed = ({ to, from, instructions, statusUrl, ringS, machineUrl }: PlacedCall) => ({
  to,
  from,
  ...('twiml' in instructions ? instructions : { ...instructions, method: 'POST' }),
  timeout: ringS,
  statusCallback: statusUrl,
  statusCallbackMethod: 'POST',
  statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  // Of its own accord: a person who says hello is not kept waiting for the verdict.
  ...(machineUrl === null
    ? {}
    : {
        ...{ machineDetection: 'Enable', asyncAmd: 'true' },
        ...{ asyncAmdStatusCallback: machineUrl, asyncAmdStatusCallbackMethod: 'POST' },
      }),
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
