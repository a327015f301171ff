import type { ClinicProfile, PatientCandidate } from '@vaani/clinic';
import type { SessionCall } from '../call/session.ts';

export type PendingCall = SessionCall & { profile: ClinicProfile; candidates: PatientCandidate[] };

/** Calls whose webhook was answered and whose stream has not come. */
export interface PendingCalls {
  put(callSid: string, call: PendingCall): void;
  has(callSid: string): boolean;
  take(callSid: string): PendingCall | null;
}

/** @param isReserved a pending call whose place in the pool has lapsed is gone. */
export function createPendingCalls(isReserved: (callSid: string) => boolean): PendingCalls {
  const calls = new Map<string, PendingCall>();
  const forgetLapsed = () => {
    for (const callSid of calls.keys()) if (!isReserved(callSid)) calls.delete(callSid);
  };
  return {
    put(callSid, call) {
      forgetLapsed();
      calls.set(callSid, call);
    },
    has: (callSid) => calls.has(callSid) && isReserved(callSid),
    take(callSid) {
      const call = calls.get(callSid);
      calls.delete(callSid);
      return call !== undefined && isReserved(callSid) ? call : null;
    },
  };
}
