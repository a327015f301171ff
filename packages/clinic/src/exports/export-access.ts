import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { may, type Permission } from '../people/roles.ts';

export type ExportKind = 'appointments' | 'calls' | 'patients';

/**
 * May this person take a whole list away, and telephone numbers with it? Either way it stands in the audit, before a line is read.
 * @throws {ClinicError} `not-allowed`
 */
export async function admitExport(
  ctx: ClinicContext,
  kind: ExportKind,
  asked: { hasPhones: boolean; [filter: string]: unknown },
): Promise<void> {
  const needed: Permission[] = [
    'exports.read',
    ...(kind === 'calls' ? ['calls.export' as const] : []),
    ...(asked.hasPhones ? ['exports.phones' as const] : []),
  ];
  const { actor } = ctx;
  const isAllowed = actor.kind === 'staff' && needed.every((permission) => may(actor.role, permission));
  await ctx.db.withTenant(ctx.clinicId, (tenant) =>
    recordAudit(tenant, actor, {
      action: `export.${kind}`,
      objectKind: 'export',
      outcome: isAllowed ? 'done' : 'denied',
      new: asked,
    }),
  );
  if (!isAllowed) throw new ClinicError('not-allowed', 'You may not take that away with your role.');
}
