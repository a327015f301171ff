import type { ClinicContext } from '../context.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { may } from '../people/roles.ts';

/** An outside calendar that was not read for so long is a trouble. */
const CALENDAR_MS = 24 * 3_600_000;

/** What outside has failed for so long that somebody of the clinic must look. */
export interface Troubles {
  /** Told of nothing any more. */
  webhooks: number;
  /** Not read for a day. */
  calendars: number;
}

/** How much outside of the clinic is in trouble now, of what whoever asks may mend: a doctor their own calendars. */
export async function countTroubles(ctx: ClinicContext): Promise<Troubles> {
  authorise(ctx, 'calendars.write');
  const own = onlyDoctor(ctx);
  const mayMendWebhooks = ctx.actor.kind !== 'staff' || may(ctx.actor.role, 'webhooks.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const failingSince = { lte: new Date(ctx.clock.now() - CALENDAR_MS) };
    const calendars = await tx.outsideCalendar.count({
      where: { clinicId, failingSince, ...(own === null ? {} : { doctorId: own }) },
    });
    const webhooks = mayMendWebhooks
      ? await tx.webhookEndpoint.count({ where: { clinicId, disabledBy: 'failing' } })
      : 0;
    return { webhooks, calendars };
  });
}
