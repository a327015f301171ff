import { type ClinicDeps, endCall, findClinicByNumber, normalisePhone, startCall } from '@vaani/clinic';
import { type GoingOn, system } from './after-stream.ts';
import type { Directory } from './directory.ts';

/** How the clinic's own phone fared that rang before the AI answers. */
export interface RingEnd {
  status: string;
  /** The caller has hung up. */
  isCallOver: boolean;
  /** How long they talked. */
  durationMs: number;
}

/**
 * The clinic's phone rang first. Whoever was answered there, or rang off meanwhile, is written down; for the others the AI answers.
 * @returns true where the call is over.
 */
export async function logAfterRing(
  { deps, directory }: { deps: ClinicDeps; directory: Directory },
  going: GoingOn,
  { status, isCallOver, durationMs }: RingEnd,
): Promise<boolean> {
  const isAnswered = status === 'completed' || status === 'answered';
  if (!isAnswered && !isCallOver) return false;
  const to = normalisePhone(going.to);
  const clinic = to === null ? null : await findClinicByNumber(deps, to);
  if (to === null || clinic === null) return true;
  const profile = await directory.byClinic(clinic.clinicId);
  const ctx = system(deps, clinic.clinicId);
  const { callId } = await startCall(ctx, {
    ...{ callSid: going.callSid, direction: 'inbound', from: normalisePhone(going.from, profile.country), to },
    ...{ phoneNumberId: clinic.phoneNumberId, language: profile.language },
  });
  await endCall(ctx, callId, {
    ...{ outcome: isAnswered ? 'transferred' : 'abandoned', durationMs, language: profile.language },
  });
  return true;
}
