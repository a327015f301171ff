import { type ClinicContext, ClinicError } from '../context.ts';
import { may, type Permission } from './roles.ts';

/**
 * Stops a member of staff who may not do this. The AI, jobs and API keys are held by their own guards (tools, scopes) before they
 * come here. @throws {ClinicError} `not-allowed`
 */
export function authorise(ctx: ClinicContext, permission: Permission): void {
  if (ctx.actor.kind === 'staff' && !may(ctx.actor.role, permission)) {
    throw new ClinicError('not-allowed', 'You may not do this with your role.');
  }
}

/** The same, for what nobody but staff does: keys, other people's addresses, whole exports. @throws {ClinicError} `not-allowed` */
export function authoriseStaff(ctx: ClinicContext, permission: Permission): void {
  if (ctx.actor.kind !== 'staff') throw new ClinicError('not-allowed', 'Only staff may do this.');
  authorise(ctx, permission);
}

/** For a doctor: their own id, to which everything they read is narrowed. Null for all others. */
export function onlyDoctor(ctx: ClinicContext): string | null {
  if (ctx.actor.kind !== 'staff' || ctx.actor.role !== 'doctor') return null;
  if (ctx.actor.doctorId === undefined)
    throw new ClinicError('not-allowed', 'This sign-in belongs to no doctor of the clinic.');
  return ctx.actor.doctorId;
}
