import type { ClinicDeps } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { Telephony } from '@vaani/providers';
import type { StreamTokens } from '../telephony/stream-token.ts';
import type { Ways } from '../telephony/ways.ts';
import type { Admission } from './admission.ts';
import { type AfterStream, type CallerOnTheWay, type EndedCall, routeAfterStream } from './after-stream.ts';
import type { CallbackPromises } from './callback-promises.ts';
import { comeBack, mayComeBack } from './come-back.ts';
import type { Directory } from './directory.ts';
import { endLost } from './end-lost.ts';
import type { HandOver, Way } from './hand-over.ts';
import { atMost } from './in-time.ts';
import type { ExpectedCall } from './reception.ts';

/** Before the agent goes on with a call what was said in it must be written. */
const WRITTEN_MS = 3_000;
/** Where nobody knows whether a caller waits in their room, and Twilio does not ask, they do. */
const UNASKED_MS = 10_000;

export interface CallerTelling {
  /** What a call is told to come to the agent. */
  streamTwiml(callSid: string): string;
  /** What a caller is told on their way to people. Whom nobody could take comes back to the agent where that is of use. */
  twimlOf(way: Way, caller: CallerOnTheWay): Promise<string>;
  /** Tells Twilio at once where a caller goes, without waiting to be asked. Never throws. */
  handOverNow(ended: EndedCall, telephony: Telephony): Promise<void>;
}

/** Tells callers whose agent is done with them where they go: to people, or back. */
export function createCallerTelling(options: {
  deps: ClinicDeps;
  directory: Directory;
  promises: CallbackPromises;
  handOver: HandOver;
  ways: Ways;
  tokens: StreamTokens;
  admission: Admission;
  workerId: string;
  /** A stream of this call is expected already. */
  isKept(callSid: string): boolean;
  /** Resolves when all that was said in a call is written. */
  written(callSid: string): Promise<void>;
  expect(call: ExpectedCall): void;
  forget(callSid: string): void;
  clock: Clock;
  logger: Logger;
  signal: AbortSignal;
}): CallerTelling {
  const { directory, handOver, ways, clock, signal } = options;

  const streamTwiml = (callSid: string): string => ways.streamTwiml(callSid, options.tokens.issue(callSid));

  async function twimlOf(way: Way, caller: CallerOnTheWay): Promise<string> {
    const isBack = mayComeBack(way, caller) && (await takeBack(caller));
    return isBack ? streamTwiml(caller.callSid) : ways.twimlOf(way, caller);
  }

  /** False where there is no place for them, or nothing to go on with. */
  async function takeBack(caller: CallerOnTheWay): Promise<boolean> {
    // Twilio repeats itself: the place is kept already.
    if (options.isKept(caller.callSid)) return true;
    await atMost(clock, WRITTEN_MS, [options.written(caller.callSid)]);
    const { admission, workerId, forget } = options;
    const call = await comeBack(caller, { directory, admission, workerId, onExpired: forget });
    if (call === null) return false;
    options.expect(call);
    return true;
  }

  async function handOverNow(ended: EndedCall, telephony: Telephony): Promise<void> {
    const { callId, callSid, dialled } = ended.call;
    let after: AfterStream | undefined;
    try {
      after = await routeAfterStream(options, { callSid, from: '', to: dialled }, ended);
      if (after.kind !== 'way') return;
      const { way, caller } = after;
      const isThere = await telephony.redirect(callSid, { twiml: await twimlOf(way, caller) }, signal);
      if (!isThere) await left(caller);
      else if (way.kind === 'wait') void handOver.ring(caller, way.step);
    } catch (error) {
      options.logger.warn('a caller could not be handed over by Twilio’s interface', {
        callId,
        ...(error instanceof Error ? { error } : {}),
      });
      if (after?.kind !== 'way' || after.way.kind !== 'wait') return;
      const { way, caller } = after;
      clock.after(UNASKED_MS, () => void handOver.ring(caller, way.step));
    }
  }

  /** The caller hung up before they could be told anything. */
  async function left(caller: CallerOnTheWay): Promise<void> {
    if (options.isKept(caller.callSid)) {
      options.forget(caller.callSid);
      await endLost(caller.ctx, caller.callId, 'abandoned');
    }
    await handOver.gone(caller, true);
  }

  return { streamTwiml, twimlOf, handOverNow };
}
