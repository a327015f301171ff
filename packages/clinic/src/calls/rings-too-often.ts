import type { ClinicContext } from '../context.ts';
import { normalisePhone } from '../patients/phone.ts';

const HOUR_MS = 3_600_000;
/** Nobody in need rings once a minute for an hour: a machine does. */
const MOST_CALLS = 60;

/** Has this phone rung the clinic so often within an hour that no further call of it is taken? */
export async function ringsTooOften(ctx: ClinicContext, phone: string): Promise<boolean> {
  const number = normalisePhone(phone);
  if (number === null) return false;
  const calls = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId, cipher }) =>
    tx.callLog.count({
      where: {
        ...{ clinicId, direction: 'inbound', startedAt: { gt: new Date(ctx.clock.now() - HOUR_MS) } },
        callTokenByCall: { some: { clinicId, kind: 'phone', token: cipher.token({ kind: 'phone', term: number }) } },
      },
    }),
  );
  return calls >= MOST_CALLS;
}
