import { type CallStatus, hasEnded, newCall, type SandboxCall } from './call.ts';
import type { Answered, PhonePlan } from './phones.ts';

/** What dialling needs of the account. */
export interface DialedLegs {
  newSid(): string;
  /** A leg comes to be. */
  hold(leg: SandboxCall): void;
  end(callSid: string, status?: CallStatus): Promise<void>;
  /** Resolves when a call has ended. */
  ended(callSid: string): Promise<void>;
  answers(to: string): Answered | PhonePlan;
  /** Between ringing and the answer. */
  ringMs: number;
  now(): number;
}

const notAnswered = { busy: 'busy', 'no-answer': 'no-answer', failed: 'failed' } as const;

/** Calls to Indian numbers come to an end where an Indian number is seen to call. */
export const isRefusedByIndia = (from: string, to: string): boolean => to.startsWith('+91') && from.startsWith('+91');

/**
 * Rings phones at once; the first that is picked up has the call, after what it is told where an address says so. Resolves when the talk is over, or nobody
 * picked up, with what Twilio posts of it. One who hangs up at what they are told counts as `completed`, though nobody was connected: only `DialBridged`
 * tells the two apart.
 */
export async function dialNumbers(
  legs: DialedLegs & {
    pause(ms: number, signal: AbortSignal): Promise<void>;
    plan(leg: SandboxCall): PhonePlan;
    whisper(leg: SandboxCall, url: string): Promise<boolean>;
  },
  dialled: {
    call: SandboxCall;
    numbers: readonly { to: string; whisperUrl: string | undefined }[];
    callerId: string;
    /** How long it may ring. */
    ringMs: number;
    signal: AbortSignal;
  },
): Promise<Record<string, string>> {
  const { call, numbers, callerId, signal } = dialled;
  const rung = numbers.map(({ to, whisperUrl }) => {
    const leg = newCall({
      ...{ sid: legs.newSid(), from: callerId, to, direction: 'outbound-dial', startedAt: legs.now() },
    });
    leg.parentSid = call.sid;
    leg.status = 'ringing';
    legs.hold(leg);
    const plan = legs.plan(leg);
    return { leg, whisperUrl, plan, answer: isRefusedByIndia(callerId, to) ? 'failed' : plan.answer };
  });
  const endAll = () => Promise.all(rung.map(({ leg }) => legs.end(leg.sid, 'no-answer')));
  await legs.pause(Math.min(legs.ringMs, dialled.ringMs), signal);
  const first = rung.find(({ answer }) => answer === 'human' || answer === 'machine');
  if (first === undefined || signal.aborted) {
    await endAll();
    const last = rung.at(-1)?.answer ?? 'failed';
    const status = last === 'human' || last === 'machine' ? 'no-answer' : notAnswered[last];
    return { DialCallStatus: status, DialCallSid: rung.at(-1)?.leg.sid ?? '', DialBridged: 'false' };
  }
  const { leg, plan, whisperUrl } = first;
  leg.status = 'in-progress';
  for (const one of rung) if (one !== first) await legs.end(one.leg.sid, 'no-answer');
  const hangUp = () => void legs.end(leg.sid);
  signal.addEventListener('abort', hangUp);
  const isBridged = whisperUrl === undefined || (await legs.whisper(leg, whisperUrl));
  if (isBridged && !hasEnded(leg)) {
    if (plan.hangsUpAfterMs !== undefined) void legs.pause(plan.hangsUpAfterMs, signal).then(hangUp);
    await legs.ended(leg.sid);
  }
  await legs.end(leg.sid);
  signal.removeEventListener('abort', hangUp);
  return { DialCallStatus: 'completed', DialCallSid: leg.sid, DialBridged: String(isBridged) };
}
