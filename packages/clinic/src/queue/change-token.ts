import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { writeCalendar } from '../scheduling/calendar-write.ts';
import { spanOf } from '../scheduling/claim-slot.ts';
import { lockDoctorDays } from '../scheduling/doctor-day-lock.ts';
import { requireOwn } from './call-next.ts';
import { moveToken } from './move-token.ts';
import { tellQueue } from './queue-today.ts';
import { mayTokenMove, type TokenStatus } from './token-statuses.ts';
import { type TokenView, tokenViewColumns, toTokenView } from './token-view.ts';

export const changeTokenSchema = z.object({
  tokenId: z.uuid('is not an id'),
  idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long').optional(),
});
type ChangeTokenRequest = z.input<typeof changeTokenSchema>;

export type ChangeTokenResult =
  | { ok: true; token: TokenView }
  /** `not-allowed`: not from where it stands; `has-appointment`: the appointment is what is to be cancelled. */
  | { ok: false; reason: 'not-allowed' | 'has-appointment'; status: TokenStatus };

/** Called, and not there: who is next can be called. @throws {ClinicError} */
export const skipToken = (ctx: ClinicContext, request: ChangeTokenRequest) => change(ctx, request, 'skipped');

/** Came back after being skipped, and is next. @throws {ClinicError} */
export const recallToken = (ctx: ClinicContext, request: ChangeTokenRequest) => change(ctx, request, 'waiting');

/** The doctor is done, and nobody is called yet. @throws {ClinicError} */
export const finishToken = (ctx: ClinicContext, request: ChangeTokenRequest) => change(ctx, request, 'done');

/** A walk-in went home. An appointment's token goes with the appointment. @throws {ClinicError} */
export const cancelToken = (ctx: ClinicContext, request: ChangeTokenRequest) => change(ctx, request, 'cancelled');

/** Moves a token where its table allows it. Asked again for where it stands, it answers the same. */
async function change(ctx: ClinicContext, request: ChangeTokenRequest, to: TokenStatus): Promise<ChangeTokenResult> {
  authorise(ctx, 'queue.call');
  const { tokenId, idempotencyKey: key } = parseInput(changeTokenSchema, request);
  const doctorId = await doctorOf(ctx, tokenId);
  requireOwn(ctx, doctorId);
  let isChanged = false;
  const result = await writeCalendar(ctx, [doctorId], async (tenant, announce): Promise<ChangeTokenResult> => {
    isChanged = false;
    const outcome = await once<ChangeTokenResult>(
      tenant,
      { key, operation: `token.${to}`, body: { tokenId } },
      async () => {
        const { tx, clinicId, cipher } = tenant;
        const where = { clinicId_id: { clinicId, id: tokenId } };
        const { session } = await tx.queueToken.findUniqueOrThrow({ where, select: tokenViewColumns });
        const { zone } = await settingsOf(tenant);
        await lockDoctorDays(tenant, doctorId, [spanOf(session)], zone);
        const row = await tx.queueToken.findUniqueOrThrow({ where, select: tokenViewColumns });
        if (row.status === to) return { ok: true, token: toTokenView(row, cipher) };
        if (to === 'cancelled' && row.appointmentId !== null)
          return { ok: false, reason: 'has-appointment', status: row.status };
        if (!mayTokenMove(row.status, to)) return { ok: false, reason: 'not-allowed', status: row.status };
        const token = await moveToken(tenant, ctx, tokenId, to, announce);
        isChanged = true;
        return { ok: true, token };
      },
    );
    return outcome.response;
  });
  if (result.ok && isChanged) await tellQueue(ctx, result.token);
  return result;
}

async function doctorOf(ctx: ClinicContext, tokenId: string): Promise<string> {
  const token = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.queueToken.findUnique({
      where: { clinicId_id: { clinicId, id: tokenId } },
      select: { session: { select: { doctorId: true } } },
    }),
  );
  if (token === null) throw new ClinicError('not-found', 'There is no such token.', 'tokenId');
  return token.session.doctorId;
}
