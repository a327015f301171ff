import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { localDate } from '../scheduling/civil-time.ts';
import { fromMinOf, sessionSchema } from './session-schema.ts';
import { type TokenView, tokenViewColumns, toTokenView } from './token-view.ts';

export const tokenListSchema = z.object({
  doctorId: z.uuid('is not an id').optional(),
  /** Clinic-local day; today where it is missing. */
  date: z.iso.date('is not a date as 2026-11-30').optional(),
  session: sessionSchema.optional(),
});

/** The tokens of a day with the names behind them, by session and number: for the desk, and for a doctor their own. */
export async function listTokens(ctx: ClinicContext, query: z.input<typeof tokenListSchema>): Promise<TokenView[]> {
  authorise(ctx, 'schedule.read');
  const q = parseInput(tokenListSchema, query);
  const own = onlyDoctor(ctx);
  if (own !== null && q.doctorId !== undefined && q.doctorId !== own)
    throw new ClinicError('not-allowed', 'A doctor sees their own queue.', 'doctorId');
  const doctorId = own ?? q.doctorId;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { zone } = await settingsOf(tenant);
    const date = new Date(q.date ?? localDate(ctx.clock.now(), zone));
    const rows = await tx.queueToken.findMany({
      where: {
        clinicId,
        session: {
          clinicId,
          date,
          ...(doctorId === undefined ? {} : { doctorId }),
          ...(q.session === undefined ? {} : { fromMin: fromMinOf(q.session) }),
        },
      },
      select: tokenViewColumns,
      orderBy: [{ session: { startsAt: 'asc' } }, { sessionId: 'asc' }, { number: 'asc' }],
      take: 2_000,
    });
    return rows.map((row) => toTokenView(row, cipher));
  });
}
