import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { publishWaitlist } from '../live-events.ts';
import { authorise } from '../people/authorise.ts';
import { writeCalendar } from '../scheduling/calendar-write.ts';
import { closeOffer } from './close-offer.ts';
import { lockOffer, offerAgain } from './pass-on.ts';
import { entryColumns, toEntry, type WaitlistEntry } from './types.ts';

export const leaveWaitlistSchema = z.object({ entryId: z.uuid('is not an id') });

/**
 * Takes somebody off the waitlist. What was held for them goes to the next. Leaving again changes nothing; an entry that was booked stays what
 * it is.
 * @throws {ClinicError} `not-found` where there is no such entry.
 */
export async function leaveWaitlist(
  ctx: ClinicContext,
  request: z.input<typeof leaveWaitlistSchema>,
): Promise<WaitlistEntry> {
  authorise(ctx, 'schedule.write');
  const { entryId } = parseInput(leaveWaitlistSchema, request);
  const { entry: found, offer: held } = await find(ctx, entryId);
  const result = await writeCalendar(ctx, held === null ? [] : [held.doctorId], async (tenant, announce) => {
    const { tx, clinicId, cipher } = tenant;
    const where = { clinicId_id: { clinicId, id: entryId } };
    const offer = held === null ? null : await lockOffer(tenant, held);
    const { count } = await tx.waitlistEntry.updateMany({
      where: { clinicId, id: entryId, status: { in: ['waiting', 'offered'] } },
      data: { status: 'left' },
    });
    let made = null;
    if (count > 0) {
      await recordAudit(tenant, ctx.actor, {
        action: 'waitlist.leave',
        objectKind: 'waitlist-entry',
        objectId: entryId,
        old: { status: found.status },
        new: { status: 'left' },
      });
      if (offer?.status === 'open') {
        await closeOffer(tenant, ctx, offer, { offer: 'withdrawn', entry: 'left' }, announce);
        made = await offerAgain(tenant, ctx, offer, announce);
      }
    }
    const row = await tx.waitlistEntry.findUniqueOrThrow({ where, select: entryColumns });
    return { entry: toEntry(row, cipher), isChanged: count > 0, made };
  });
  if (result.isChanged) await publishWaitlist(ctx, { entryId, status: 'left' });
  if (result.made !== null) await publishWaitlist(ctx, { ...result.made, status: 'offered' });
  return result.entry;
}

async function find(ctx: ClinicContext, entryId: string) {
  const entry = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.waitlistEntry.findUnique({ where: { clinicId_id: { clinicId, id: entryId } }, select: entryColumns }),
  );
  if (entry === null) throw new ClinicError('not-found', 'There is no such entry of the waitlist.', 'entryId');
  return { entry, offer: entry.waitlistOfferByEntry[0] ?? null };
}
