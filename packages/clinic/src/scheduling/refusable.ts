import { conflictOf } from '@vaani/db';
import { type ClinicContext, ClinicError } from '../context.ts';
import { nearestFreeApart } from './alternatives.ts';
import type { Refused, Slot } from './types.ts';

/** Turns "the lock was not had" and a conflict that only the constraint saw into a refusal with alternatives. */
export async function refusable<R>(
  ctx: ClinicContext,
  slot: Slot,
  write: () => Promise<R>,
): Promise<R | Refused<'taken' | 'busy'>> {
  try {
    return await write();
  } catch (error) {
    const conflict = conflictOf(error);
    const isBusy =
      (error instanceof ClinicError && error.code === 'busy') ||
      conflict === 'deadlock' ||
      conflict === 'serialization';
    if (!isBusy && conflict !== 'overlap') throw error;
    const alternatives = await nearestFreeApart(ctx, slot);
    return { ok: false, reason: isBusy ? 'busy' : 'taken', alternatives };
  }
}
