import { conflictOf, type Tenant } from '@vaani/db';
import { type ClinicContext, ClinicError } from '../context.ts';

/**
 * Runs a change of patients in one transaction. What only waiting in line would have avoided becomes "busy".
 * @throws {ClinicError} `busy`, and what `work` throws.
 */
export async function changePatients<T>(
  ctx: ClinicContext,
  work: (tenant: Tenant) => Promise<T>,
  options?: { timeoutMs?: number },
): Promise<T> {
  try {
    return await ctx.db.withTenant(ctx.clinicId, work, options);
  } catch (error) {
    const conflict = conflictOf(error);
    if (conflict === 'lock-timeout' || conflict === 'deadlock' || conflict === 'serialization')
      throw new ClinicError('busy', 'Somebody else is changing this patient just now. Please try again.');
    throw error;
  }
}

/** The member of staff who acts, where one does. */
export function staffOf(ctx: ClinicContext): string | null {
  return ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
}
