import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { cursorOf, parseCursor } from '../cursor.ts';
import { parseInput } from '../input.ts';
import { authoriseStaff } from '../people/authorise.ts';
import { addDays, startOfDay } from '../scheduling/civil-time.ts';
import { dateSchema } from '../scheduling/slot-schema.ts';
import { recordAudit } from './record.ts';

export const auditActorKinds = ['staff', 'agent', 'patient', 'api_key', 'system'] as const;

export const auditQuerySchema = z.object({
  /** Who: a kind, or one member of staff. */
  actorKind: z.enum(auditActorKinds).optional(),
  userId: z.uuid('is not an id').optional(),
  /** What it was about: `patient`, `call`, … and which. */
  objectKind: z.string().max(60, 'is too long').optional(),
  objectId: z.string().max(60, 'is too long').optional(),
  outcome: z.enum(['done', 'denied']).optional(),
  /** Looks alone, or changes alone. */
  acts: z.enum(['looks', 'changes']).optional(),
  /** Clinic-local days, both included. */
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  cursor: z.string().max(200, 'is too long').optional(),
  limit: z.int().min(1).max(200, 'is more than 200').optional(),
});

/** One line of the audit. */
export interface AuditLine {
  id: string;
  at: string;
  actorKind: (typeof auditActorKinds)[number];
  actorId: string | null;
  /** Of staff. */
  actorName: string | null;
  action: string;
  objectKind: string;
  objectId: string | null;
  outcome: 'done' | 'denied';
  fields: string[];
  address: string | null;
  agent: string | null;
}

export interface AuditDetail extends AuditLine {
  old: Record<string, unknown> | null;
  new: Record<string, unknown> | null;
}

/** How an action's name ends that changes nothing. */
const looks = ['.read', '.list', '.search', '.find', '.list-blocked', '.duplicates', '.replies', '.print', '.phone'];

const columns = {
  id: true,
  createdAt: true,
  actorKind: true,
  actorId: true,
  action: true,
  objectKind: true,
  objectId: true,
  outcome: true,
  fields: true,
  address: true,
  agent: true,
} as const;

/** Who did what and who looked, the newest first, a page at a time. That somebody looked is written down too. */
export async function listAudit(
  ctx: ClinicContext,
  query: z.input<typeof auditQuerySchema>,
): Promise<{ lines: AuditLine[]; next: string | null }> {
  authoriseStaff(ctx, 'audit.read');
  const q = parseInput(auditQuerySchema, query);
  const limit = q.limit ?? 50;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const isLook = looks.map((ending) => ({ action: { endsWith: ending } }));
    const after = q.cursor === undefined ? null : parseCursor(q.cursor);
    const rows = await tx.auditEntry.findMany({
      where: {
        clinicId,
        ...(q.actorKind === undefined ? {} : { actorKind: q.actorKind }),
        ...(q.userId === undefined ? {} : { actorId: q.userId }),
        ...(q.objectKind === undefined ? {} : { objectKind: q.objectKind }),
        ...(q.objectId === undefined ? {} : { objectId: q.objectId }),
        ...(q.outcome === undefined ? {} : { outcome: q.outcome }),
        createdAt: {
          ...(q.from === undefined ? {} : { gte: new Date(startOfDay(q.from, zone)) }),
          ...(q.to === undefined ? {} : { lt: new Date(startOfDay(addDays(q.to, 1), zone)) }),
        },
        AND: [
          q.acts === 'looks' ? { OR: isLook } : q.acts === 'changes' ? { NOT: { OR: isLook } } : {},
          after === null
            ? {}
            : { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] },
        ],
      },
      select: columns,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    // A page that is turned is part of the same look.
    if (after === null) await recordAudit(tenant, ctx.actor, { action: 'audit.list', objectKind: 'audit' });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      lines: await named(tenant, shown),
      next: rows.length > limit && last !== undefined ? cursorOf(last.createdAt, last.id) : null,
    };
  });
}

/** One line with what it was before and after. Null where there is none. The look is written down. */
export async function getAuditEntry(ctx: ClinicContext, request: { entryId: string }): Promise<AuditDetail | null> {
  authoriseStaff(ctx, 'audit.read');
  const { entryId: id } = parseInput(z.object({ entryId: z.uuid('is not an id') }), request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const row = await tx.auditEntry.findUnique({
      where: { clinicId_id: { clinicId, id } },
      select: { ...columns, oldValues: true, newValues: true },
    });
    if (row === null) return null;
    await recordAudit(tenant, ctx.actor, { action: 'audit.read', objectKind: 'audit', objectId: id });
    const { oldValues, newValues, ...rest } = row;
    const open = (column: string, sealed: string | null) =>
      sealed === null ? null : (cipher.openJson('audit_entries', column, id, sealed) as Record<string, unknown>);
    const [line] = await named(tenant, [rest]);
    if (line === undefined) return null;
    return { ...line, old: open('old_values', oldValues), new: open('new_values', newValues) };
  });
}

type Row = Omit<AuditLine, 'at' | 'actorName' | 'outcome'> & { createdAt: Date; outcome: string };

async function named({ tx }: Tenant, rows: readonly Row[]): Promise<AuditLine[]> {
  const ids = rows.flatMap(({ actorKind, actorId }) => (actorKind === 'staff' && actorId !== null ? [actorId] : []));
  const people = await tx.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return rows.map(({ createdAt, outcome, ...row }) => ({
    ...row,
    at: createdAt.toISOString(),
    outcome: outcome === 'denied' ? 'denied' : 'done',
    actorName: people.find(({ id }) => id === row.actorId)?.name ?? null,
  }));
}
