import type { ClinicContext } from '../context.ts';
import { authoriseStaff } from '../people/authorise.ts';
import type { ExportKind } from './export-access.ts';

/** A list that somebody took away, or wanted to. */
export interface ExportRecord {
  id: string;
  kind: ExportKind;
  /** Who. */
  userId: string | null;
  userName: string | null;
  isDenied: boolean;
  hasPhones: boolean;
  at: string;
}

const MOST = 100;
const kinds: readonly ExportKind[] = ['appointments', 'calls', 'patients'];

/** Who took lists away, the newest first: from the audit. */
export async function listExports(ctx: ClinicContext): Promise<ExportRecord[]> {
  authoriseStaff(ctx, 'exports.read');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const rows = await tx.auditEntry.findMany({
      where: { clinicId, objectKind: 'export' },
      select: { id: true, action: true, actorId: true, outcome: true, newValues: true, createdAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST,
    });
    const people = await tx.user.findMany({
      where: { id: { in: rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])) } },
      select: { id: true, name: true },
    });
    return rows.map((row): ExportRecord => {
      const asked =
        row.newValues === null
          ? {}
          : (cipher.openJson('audit_entries', 'new_values', row.id, row.newValues) as { hasPhones?: boolean });
      return {
        id: row.id,
        kind: kinds.find((kind) => row.action === `export.${kind}`) ?? 'appointments',
        userId: row.actorId,
        userName: people.find(({ id }) => id === row.actorId)?.name ?? null,
        isDenied: row.outcome === 'denied',
        hasPhones: asked.hasPhones ?? false,
        at: row.createdAt.toISOString(),
      };
    });
  });
}
