import { callBySid, clinicByNumber, isUnreachable, listClinicIds } from '@vaani/db';
import { z } from 'zod';
import type { ClinicContext, ClinicDeps } from '../context.ts';
import { parseInput } from '../input.ts';
import { isOverStatus } from './leg-status.ts';
import type { CallOutcome } from './types.ts';

/** The clinic that a dialled number belongs to. */
export function findClinicByNumber(
  deps: Pick<ClinicDeps, 'db'>,
  number: string,
): Promise<{ clinicId: string; phoneNumberId: string } | null> {
  return clinicByNumber(deps.db, number);
}

/** The call that one of Twilio's legs belongs to. */
export function findCallBySid(
  deps: Pick<ClinicDeps, 'db'>,
  callSid: string,
): Promise<{ clinicId: string; callId: string } | null> {
  return callBySid(deps.db, callSid);
}

/** Every clinic of the installation, oldest first. */
export function allClinicIds(deps: Pick<ClinicDeps, 'db'>): Promise<string[]> {
  return listClinicIds(deps.db);
}

/** How a call stands, for the flow of its callbacks. Null where there is no such call. */
export async function getCallState(
  ctx: ClinicContext,
  callId: string,
): Promise<{
  isOver: boolean;
  outcome: CallOutcome | null;
  /** Of the first leg; null for a browser's. */
  callSid: string | null;
  direction: 'inbound' | 'outbound' | 'browser';
  from: string | null;
  to: string | null;
  forwardedFrom: string | null;
  startedAt: string;
  language: 'en' | 'hi' | 'hi_en';
} | null> {
  const id = parseInput(z.uuid('is not an id'), callId);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const row = await tx.callLog.findUnique({
      where: { clinicId_id: { clinicId, id } },
      select: {
        ...{ endedAt: true, outcome: true, callSid: true, direction: true, fromNumber: true, toNumber: true },
        ...{ forwardedFrom: true, startedAt: true, language: true },
      },
    });
    if (row === null) return null;
    const open = (column: string, value: string | null) =>
      value === null ? null : cipher.open('call_logs', column, id, value);
    return {
      isOver: row.endedAt !== null,
      outcome: row.outcome,
      callSid: row.callSid,
      direction: row.direction,
      from: open('from_number', row.fromNumber),
      to: open('to_number', row.toNumber),
      forwardedFrom: open('forwarded_from', row.forwardedFrom),
      startedAt: row.startedAt.toISOString(),
      language: row.language,
    };
  });
}

/** Has Twilio said that a leg is over? Of a caller's it outlives the talk with the agent. */
export async function isLegOver(ctx: ClinicContext, callSid: string): Promise<boolean> {
  const leg = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.callLeg.findFirst({ where: { clinicId, callSid }, select: { status: true } }),
  );
  return isOverStatus(leg?.status ?? '');
}

/** True where an error means that the database could not be reached: what was to be written is not lost, only late. */
export function isDatabaseAway(error: unknown): boolean {
  return isUnreachable(error);
}
