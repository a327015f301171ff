import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { clockOf } from '../day/sessions.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { type Announce, writeCalendar } from '../scheduling/calendar-write.ts';
import { lockDoctorDays } from '../scheduling/doctor-day-lock.ts';
import { runningIn, waitingIn } from './load-queue.ts';
import { moveToken } from './move-token.ts';
import { nextWaiting } from './order.ts';
import { queueToday, tellQueue } from './queue-today.ts';
import { sessionSchema } from './session-schema.ts';
import type { TokenView } from './token-view.ts';

export const callNextSchema = z.object({
  doctorId: z.uuid('is not an id'),
  session: sessionSchema.optional(),
  /** The token that is inside, as whoever presses the button sees it: it is done with the same press. */
  finishing: z.uuid('is not an id').optional(),
  idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long'),
});

export type CallNextResult =
  /** `token` is null where the last one was finished and nobody waits. */
  | { ok: true; token: TokenView | null; finished: number | null }
  /** `changed`: `finishing` is not inside any more; `occupied`: the doctor sees somebody; `nobody`: no one waits; `closed`: no session today. */
  | { ok: false; reason: 'changed' | 'occupied' | 'nobody' | 'closed'; running: number[] };

/**
 * Calls in who is next by the rule, and finishes who was inside. Two desks that press at once do not call two: the second one's `finishing` is
 * not inside any more, or the doctor is occupied. A doctor calls in their own queue.
 * @throws {ClinicError} for bad input, an unknown doctor or session, or another doctor's queue.
 */
export async function callNext(ctx: ClinicContext, request: z.input<typeof callNextSchema>): Promise<CallNextResult> {
  authorise(ctx, 'queue.call');
  const { idempotencyKey: key, ...asked } = parseInput(callNextSchema, request);
  requireOwn(ctx, asked.doctorId);
  let told: { doctorId: string; date: string; session: string } | null = null;
  const result = await writeCalendar(ctx, [asked.doctorId], async (tenant, announce) => {
    told = null;
    const outcome = await once(tenant, { key, operation: 'token.call-next', body: asked }, async () => {
      const called = await write(tenant, ctx, asked, announce);
      told = called.told;
      return called.result;
    });
    return outcome.response;
  });
  if (told !== null) await tellQueue(ctx, told);
  return result;
}

/** @throws {ClinicError} `not-allowed` where a doctor means another's queue. */
export function requireOwn(ctx: ClinicContext, doctorId: string): void {
  const own = onlyDoctor(ctx);
  if (own !== null && own !== doctorId)
    throw new ClinicError('not-allowed', 'A doctor works in their own queue.', 'doctorId');
}

async function write(
  tenant: Tenant,
  ctx: ClinicContext,
  asked: { doctorId: string; session?: string | undefined; finishing?: string | undefined },
  announce: Announce,
): Promise<{ result: CallNextResult; told: { doctorId: string; date: string; session: string } | null }> {
  const refuse = (reason: Exclude<CallNextResult, { ok: true }>['reason'], running: number[]) => ({
    result: { ok: false as const, reason, running },
    told: null,
  });
  const now = ctx.clock.now();
  const before = await queueToday(tenant, now, asked);
  if (before.queue.session === null) return refuse('closed', []);
  await lockDoctorDays(tenant, asked.doctorId, [before.queue.session], before.zone);
  // Read again: whoever had the lock before may have called somebody.
  const { queue } = await queueToday(tenant, now, { ...asked, session: clockOf(before.queue.session) });
  const running = runningIn(queue);
  const numbers = running.map(({ number }) => number);
  const inside = running.find(({ id }) => id === asked.finishing);
  if (asked.finishing !== undefined && inside === undefined) return refuse('changed', numbers);
  const isFree = running.length - (inside === undefined ? 0 : 1) < queue.doctor.capacity;
  if (!isFree) return refuse('occupied', numbers);
  const next = nextWaiting(waitingIn(queue), now);
  if (inside === undefined && next === undefined) return refuse('nobody', numbers);
  const finished = inside === undefined ? null : await moveToken(tenant, ctx, inside.id, 'done', announce);
  const token = next === undefined ? null : await moveToken(tenant, ctx, next.id, 'called', announce);
  return { result: { ok: true, token, finished: finished?.number ?? null }, told: token ?? finished };
}
