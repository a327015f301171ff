import type { ClinicContext } from '../context.ts';
import { fromStored, type Language } from '../language.ts';
import { maskPhone } from '../patients/phone.ts';
import { authorise } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import type { CallOutcome } from './types.ts';

/** A call that is over, as the board of calls shows it. */
export interface EndedCall {
  callId: string;
  direction: 'inbound' | 'outbound' | 'browser';
  language: Language;
  startedAt: string;
  endedAt: string;
  durationMs: number;
  outcome: CallOutcome;
  patientId: string | null;
  isVerified: boolean;
  /** Masked number; empty where it was withheld. */
  caller: string;
  patientName: string | null;
}

/** How long before its end a call may have begun, to be looked for: far longer than any is. */
const LONGEST_MS = 6 * 3_600_000;
const MOST = 100;

/** Calls that ended within so many milliseconds, the newest first, at most a hundred. */
export async function justEnded(ctx: ClinicContext, withinMs: number): Promise<EndedCall[]> {
  authorise(ctx, 'live.watch');
  const now = ctx.clock.now();
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const rows = await tx.callLog.findMany({
      where: {
        clinicId,
        startedAt: { gte: new Date(now - withinMs - LONGEST_MS) },
        endedAt: { gte: new Date(now - withinMs) },
        outcome: { not: null },
      },
      select: {
        ...{ id: true, direction: true, language: true, startedAt: true, endedAt: true, durationSeconds: true },
        ...{ outcome: true, patientId: true, isVerified: true, fromNumber: true, toNumber: true },
        patient: { select: { id: true, name: true } },
      },
      orderBy: { endedAt: 'desc' },
      take: MOST,
    });
    return rows.flatMap(({ id, patient, fromNumber, toNumber, startedAt, endedAt, outcome, ...row }) => {
      if (endedAt === null || outcome === null) return [];
      const [column, sealed] =
        row.direction === 'outbound' ? (['to_number', toNumber] as const) : (['from_number', fromNumber] as const);
      return {
        ...{ callId: id, direction: row.direction, language: fromStored(row.language), outcome },
        ...{ startedAt: iso(startedAt), endedAt: iso(endedAt) },
        durationMs: row.durationSeconds === null ? 0 : row.durationSeconds * 1_000,
        ...{ patientId: row.patientId, isVerified: row.isVerified },
        caller: sealed === null ? '' : maskPhone(cipher.open('call_logs', column, id, sealed)),
        patientName: patient?.name ? cipher.open('patients', 'name', patient.id, patient.name) : null,
      };
    });
  });
}
