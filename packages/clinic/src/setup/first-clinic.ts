import { timingSafeEqual } from 'node:crypto';
import { hasUsers, insertFirstClinic } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicDeps, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { passwordSchema } from '../people/accept-invitation.ts';
import { emailSchema, personNameSchema } from '../people/invitations.ts';
import { hashPassword } from '../people/passwords.ts';
import { countTry, digest } from '../people/try-limit.ts';
import { hashOf } from '../secrets.ts';
import { nameText } from '../settings/fields.ts';

export const firstClinicSchema = z.object({
  /** Printed by `npm start`: whoever reads it runs this machine. */
  code: z.string().trim().min(1, 'is empty').max(200, 'is too long'),
  clinicName: nameText,
  zone: z.string().refine(isZone, 'is no time zone, such as Asia/Kolkata'),
  language: z.enum(['en', 'hi', 'hi-en'], 'is none of en, hi and hi-en'),
  email: emailSchema,
  name: personNameSchema,
  password: passwordSchema,
});

/** Wrong codes: of one address, and of all together, as an attacker may have many. */
const TRIES = { limit: 10, windowMs: 15 * 60_000 };
const ALL_TRIES = { limit: 100, windowMs: 60 * 60_000 };

/** Is there nobody yet? Then the first admin can be made, by whoever knows the code. */
export async function isUntouched(deps: Pick<ClinicDeps, 'db'>): Promise<boolean> {
  return !(await hasUsers(deps.db));
}

/**
 * Makes the first clinic and its admin, once.
 * @param asked.code what `npm start` printed; null where it printed none: then nobody can.
 * @throws {ClinicError} for bad input, a wrong code, or where there is somebody already.
 */
export async function createFirstClinic(
  deps: ClinicDeps,
  request: z.input<typeof firstClinicSchema>,
  asked: { code: string | null; address: string },
): Promise<{ clinicId: string; email: string }> {
  const { code, clinicName, zone, language, email, name, password } = parseInput(firstClinicSchema, request);
  const tries = await Promise.all([
    countTry(deps, `setup:${digest(asked.address)}`, TRIES),
    countTry(deps, 'setup:all', ALL_TRIES),
  ]);
  if (tries.some(({ allowed }) => !allowed))
    throw new ClinicError('busy', 'Too many tries. Please wait a while.', 'code');
  if (asked.code === null || !isSame(code, asked.code))
    throw new ClinicError('not-allowed', 'This is not the code that was printed when Vaani started.', 'code');
  const made = await insertFirstClinic(
    deps.db,
    { name: clinicName, nameHindi: clinicName, zone, language },
    { email, name, passwordHash: await hashPassword(password) },
  );
  if (made === null) throw new ClinicError('conflict', 'There is a clinic already: sign in.');
  const actor = { kind: 'staff' as const, userId: made.userId, role: 'admin' as const, address: asked.address };
  await deps.db.withTenant(made.clinicId, (tenant) =>
    recordAudit(tenant, actor, { action: 'clinic.create', objectKind: 'clinic', objectId: made.clinicId }),
  );
  return { clinicId: made.clinicId, email };
}

/** Compared by their hashes: how much of it was right is not told by the time it takes. */
const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(given.toUpperCase())), Buffer.from(hashOf(wanted.toUpperCase())));

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
