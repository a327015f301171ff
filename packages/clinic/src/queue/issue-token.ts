import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import type { ClinicContext } from '../context.ts';
import { keepSession } from '../day/sessions.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { lockLivePatient } from '../patients/live-patient.ts';
import { requirePhone } from '../patients/required-phone.ts';
import { authorise } from '../people/authorise.ts';
import { requireService } from '../scheduling/require-service.ts';
import { addToken, type NewToken } from './add-token.ts';
import { hasOpenTokens } from './load-queue.ts';
import { isOn } from './queue-status.ts';
import { queueToday, tellQueue } from './queue-today.ts';
import { sessionSchema } from './session-schema.ts';
import { openTokenStatuses } from './token-statuses.ts';
import { type TokenView, toTokenView } from './token-view.ts';

export const issueTokenSchema = z
  .object({
    doctorId: z.uuid('is not an id'),
    /** Begin of the session, as 09:00; the one that is on, or the next, where it is missing. */
    session: sessionSchema.optional(),
    patientId: z.uuid('is not an id').optional(),
    /** Of a walk-in whom the clinic does not know yet. */
    name: z.string().trim().min(1, 'is empty').max(120, 'is longer than 120 characters').optional(),
    phone: z.string().max(40, 'is too long').optional(),
    serviceId: z.uuid('is not an id').optional(),
    idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long'),
  })
  .refine(({ patientId, name }) => (patientId === undefined) !== (name === undefined), {
    path: ['patientId'],
    message: 'or a name must be given, and not both',
  });

export type IssueResult =
  | { ok: true; token: TokenView }
  /** `closed`: the doctor does not sit today, or not any more; `away`: is on leave; `has-token`: the patient has that number already. */
  | { ok: false; reason: 'closed' | 'away' | 'has-token'; number: number | null };

/**
 * Gives a walk-in the next number of a doctor's session. (Appointments get theirs when they are checked in.)
 * @throws {ClinicError} for bad input, or an unknown doctor, session, patient or service.
 */
export async function issueToken(ctx: ClinicContext, request: z.input<typeof issueTokenSchema>): Promise<IssueResult> {
  authorise(ctx, 'schedule.write');
  const { idempotencyKey: key, ...asked } = parseInput(issueTokenSchema, request);
  const phone = asked.phone === undefined ? undefined : requirePhone(asked.phone);
  let isRepeat = false;
  const result = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const outcome = await once(tenant, { key, operation: 'token.issue', body: asked }, () =>
      write(tenant, ctx, { ...asked, phone }),
    );
    isRepeat = outcome.isRepeat;
    return outcome.response;
  });
  if (result.ok && !isRepeat) await tellQueue(ctx, result.token);
  return result;
}

async function write(
  tenant: Tenant,
  ctx: ClinicContext,
  asked: { doctorId: string; session?: string | undefined; serviceId?: string | undefined } & Omit<
    NewToken,
    'serviceId'
  >,
): Promise<IssueResult> {
  const now = ctx.clock.now();
  const serviceId = await requireService(tenant, asked.serviceId);
  const patientId = asked.patientId === undefined ? undefined : await lockLivePatient(tenant, asked.patientId);
  const { queue } = await queueToday(tenant, now, asked);
  const { session } = queue;
  if (session === null || !isOn(session, queue.lateMin, now)) return { ok: false, reason: 'closed', number: null };
  if (session.isAway && !hasOpenTokens(queue)) return { ok: false, reason: 'away', number: null };
  const { id: sessionId } = await keepSession(tenant, session);
  // Whoever gives numbers of this session at the same time waits here: nobody is given two, and a refusal leaves no gap.
  await tenant.tx
    .$executeRaw`SELECT id FROM doctor_sessions WHERE clinic_id = ${tenant.clinicId}::uuid AND id = ${sessionId}::uuid FOR UPDATE`;
  const { name, phone } = asked;
  if (patientId !== undefined) {
    const earlier = await tenant.tx.queueToken.findFirst({
      where: { clinicId: tenant.clinicId, sessionId, patientId, status: { in: [...openTokenStatuses] } },
      select: { number: true },
    });
    if (earlier !== null) return { ok: false, reason: 'has-token', number: earlier.number };
  }
  const row = await addToken(tenant, ctx, sessionId, { serviceId, patientId, name, phone });
  return { ok: true, token: toTokenView(row, tenant.cipher) };
}
