import { newId } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authoriseStaff, onlyDoctor } from '../people/authorise.ts';
import { newSecret } from '../secrets.ts';
import { requireOwnDoctor } from './own-doctor.ts';

export interface FeedView {
  id: string;
  doctorId: string;
  doctorName: string;
  label: string;
  /** Last four letters of the secret. */
  hint: string;
  hasNames: boolean;
  createdAt: string;
  lastReadAt: string | null;
}

/** A feed with its secret: shown now and never again. */
export interface MadeFeed {
  feed: FeedView;
  secret: string;
  /** Where it is read, behind our public origin. */
  path: string;
}

export const newFeedSchema = z.object({
  doctorId: z.uuid('is not an id'),
  label: z.string().trim().min(1, 'is empty').max(80, 'is longer than 80 characters'),
  /** Patients' names in it: only an admin may want that, for the clinic. */
  hasNames: z.boolean().optional(),
});

const columns = {
  id: true,
  doctorId: true,
  label: true,
  hint: true,
  hasNames: true,
  createdAt: true,
  lastReadAt: true,
  doctor: { select: { name: true } },
} as const;

/** The feeds that are not revoked. A doctor sees their own. */
export async function listFeeds(ctx: ClinicContext): Promise<FeedView[]> {
  authoriseStaff(ctx, 'calendars.write');
  const own = onlyDoctor(ctx);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const where = { clinicId, revokedAt: null, ...(own === null ? {} : { doctorId: own }) };
    const rows = await tx.calendarFeed.findMany({ where, select: columns, orderBy: { createdAt: 'asc' } });
    return rows.map(toView);
  });
}

/** Makes a secret address under which a doctor's appointments are read as a calendar. @throws {ClinicError} */
export async function createFeed(ctx: ClinicContext, request: z.input<typeof newFeedSchema>): Promise<MadeFeed> {
  authoriseStaff(ctx, 'calendars.write');
  const { doctorId, label, hasNames = false } = parseInput(newFeedSchema, request);
  if (hasNames) authoriseStaff(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await requireOwnDoctor(tenant, ctx, doctorId);
    const { secret, hash, hint } = newSecret('cal_');
    const row = await tx.calendarFeed.create({
      data: { id: newId(), clinicId, doctorId, label, hash, hint, hasNames, createdAt: new Date(ctx.clock.now()) },
      select: columns,
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'calendar-feed.create',
      objectKind: 'calendar-feed',
      objectId: row.id,
      new: { doctorId, label, hasNames },
    });
    return { feed: toView(row), secret, path: `/api/v1/ical/${secret}.ics` };
  });
}

/** Ends an address at once. Ending it again changes nothing. @throws {ClinicError} `not-found` */
export async function revokeFeed(ctx: ClinicContext, feedId: string): Promise<void> {
  authoriseStaff(ctx, 'calendars.write');
  const id = parseInput(z.object({ feedId: z.uuid('is not an id') }), { feedId }).feedId;
  const own = onlyDoctor(ctx);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId, id, ...(own === null ? {} : { doctorId: own }) };
    if ((await tx.calendarFeed.count({ where })) === 0)
      throw new ClinicError('not-found', 'There is no such calendar.', 'feedId');
    const { count } = await tx.calendarFeed.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: new Date(ctx.clock.now()) },
    });
    if (count === 0) return;
    await recordAudit(tenant, ctx.actor, {
      action: 'calendar-feed.revoke',
      objectKind: 'calendar-feed',
      objectId: id,
    });
  });
}

interface FeedRow {
  id: string;
  doctorId: string;
  label: string;
  hint: string;
  hasNames: boolean;
  createdAt: Date;
  lastReadAt: Date | null;
  doctor: { name: string };
}

function toView({ doctor, createdAt, lastReadAt, ...row }: FeedRow): FeedView {
  return {
    ...row,
    doctorName: doctor.name,
    createdAt: createdAt.toISOString(),
    lastReadAt: lastReadAt?.toISOString() ?? null,
  };
}
