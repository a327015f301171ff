import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { authoriseStaff } from '../people/authorise.ts';
import { may, type Role } from '../people/roles.ts';

const roles = (['admin', 'receptionist', 'doctor'] as const satisfies readonly Role[]).filter((role) =>
  may(role, 'calls.write'),
);

/** Who can be given a callback: everybody who may keep one and can sign in. */
export async function callbackPeople(ctx: ClinicContext): Promise<{ userId: string; name: string }[]> {
  authoriseStaff(ctx, 'calls.write');
  return ctx.db.withTenant(ctx.clinicId, peopleOf);
}

export async function peopleOf({ tx, clinicId }: Tenant): Promise<{ userId: string; name: string }[]> {
  const rows = await tx.membership.findMany({
    where: { clinicId, role: { in: roles }, user: { disabledAt: null } },
    select: { user: { select: { id: true, name: true } } },
  });
  return rows
    .map(({ user }) => ({ userId: user.id, name: user.name }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.userId < b.userId ? -1 : 1));
}
