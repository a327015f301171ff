import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { publishAppointment, publishCalendar, publishHold } from '../live-events.ts';
import { inTurn } from './in-turn.ts';
import type { AppointmentChange, AppointmentView } from './types.ts';

/** What the desk will be told of a write, once it has committed. */
export interface Announce {
  appointment(appointment: AppointmentView, change: AppointmentChange['kind']): void;
  hold(hold: { doctorId: string; startsAt: string; endsAt: string }, isHeld: boolean, callId?: string): void;
  /** Hours, blocks or days off of a doctor, or of all (null), changed within a span. */
  calendar(span: { doctorId: string | null; startsAt: string; endsAt: string }): void;
}

/** Keeps what a transaction announces, to be told once it has committed. */
export interface Announcements extends Announce {
  /** All at once, in order: a session that was shifted has many, and each would wait for a Redis that is away. */
  tell(): Promise<void>;
}

export function announcements(ctx: ClinicContext): Announcements {
  const words: (() => Promise<void>)[] = [];
  return {
    appointment: (appointment, change) => void words.push(() => publishAppointment(ctx, appointment, change)),
    hold: (hold, isHeld, callId) => void words.push(() => publishHold(ctx, hold, isHeld, callId)),
    calendar: (span) => void words.push(() => publishCalendar(ctx, span)),
    tell: async () => void (await Promise.all(words.map((word) => word()))),
  };
}

/**
 * Runs a write on the calendars of some doctors: in their turn within this process, in one transaction, and telling the desk after the commit
 * what the write announced. What a write that fails has announced is not told.
 * @param options.timeoutMs how long the transaction may take; that of the database where it is missing.
 * @param options.instead an answer that spares whoever has to wait their turn: `inTurn`.
 * @throws {ClinicError} `busy` where the turn or a lock does not come in time; what `work` throws.
 */
export async function writeCalendar<R>(
  ctx: ClinicContext,
  doctorIds: readonly string[],
  work: (tenant: Tenant, announce: Announce) => Promise<R>,
  options: { timeoutMs?: number; instead?: () => Promise<R | null> } = {},
): Promise<R> {
  const { instead, ...transaction } = options;
  const announce = announcements(ctx);
  const write = () => ctx.db.withTenant(ctx.clinicId, (tenant) => work(tenant, announce), transaction);
  // In one order for everybody, so that two who need the same doctors cannot wait for each other.
  const queued = [...new Set(doctorIds)].sort().reduceRight((next, id) => () => inTurn(ctx, id, next, instead), write);
  const result = await queued();
  await announce.tell();
  return result;
}
