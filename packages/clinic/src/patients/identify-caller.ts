import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { countTry } from '../people/try-limit.ts';
import { type Birth, matchesBirth } from './birth.ts';
import { clinicPlace } from './clinic-place.ts';
import { candidatesOf } from './patients-by-phone.ts';
import { isWithheld, normalisePhone } from './phone.ts';
import { sameName } from './same-name.ts';

const notYear = 'is not a year from 1900 on';
const notAge = 'is not an age in years';

/** A phone, a name as it was heard or typed, and of the birth the day, the year or the age. */
export const identificationSchema = z
  .object({
    phone: z.string('is not text').max(60, 'is too long'),
    name: z.string('is not text').max(200, 'is longer than 200 characters'),
    birthDate: z.iso.date('is not a date as 1990-11-30').optional(),
    birthYear: z.int(notYear).min(1900, notYear).max(2100, notYear).optional(),
    age: z.int(notAge).min(0, notAge).max(120, notAge).optional(),
  })
  .refine(
    ({ birthDate, birthYear, age }) => [birthDate, birthYear, age].filter((part) => part !== undefined).length === 1,
    { error: 'is to be given once: as birthDate, birthYear or age', path: ['birthDate'] },
  );
export type IdentificationRequest = z.input<typeof identificationSchema>;

export type Identification = { result: 'none' } | { result: 'ambiguous' } | { result: 'verified'; patientId: string };

const HOUR_MS = 3_600_000;
/** Tries of one phone within an hour. */
const OF_PHONE = { limit: 6, windowMs: HOUR_MS };
/** Tries of all phones of a clinic: whoever shows another number each time comes no further than this. */
const OF_CLINIC = { limit: 300, windowMs: HOUR_MS };

/**
 * Is the caller a patient of this phone? Name and birth must both match. An age counts only from the patient's own registered phone, not from a
 * guardian's, and is compared within a year. What did not match is never said: an unknown phone, a name that is not there, a birth that is wrong
 * and one try too many answer alike, after the same steps.
 */
export async function identifyCaller(ctx: ClinicContext, request: IdentificationRequest): Promise<Identification> {
  authorise(ctx, 'patients.read');
  const input = parseInput(identificationSchema, request);
  const doctorId = onlyDoctor(ctx);
  const cipher = await ctx.db.cipherFor(ctx.clinicId);
  // A number that is none is counted and looked up like any other; nobody has it.
  const wanted = normalisePhone(input.phone) ?? `none:${isWithheld(input.phone) ? '' : input.phone}`;
  const key = cipher.token({ kind: 'phone', term: wanted });
  const ofPhone = await countTry(ctx, `identify:${ctx.clinicId}:${key}`, OF_PHONE);
  const ofClinic = await countTry(ctx, `identify:${ctx.clinicId}`, OF_CLINIC);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { today } = await clinicPlace(tenant, ctx.clock.now());
    const matching = await matchesOf(tenant, wanted, doctorId, { name: input.name, birth: birthOf(input, today) });
    const isCounted = ofPhone.allowed && ofClinic.allowed;
    const [only] = matching;
    const result: Identification =
      !isCounted || only === undefined
        ? { result: 'none' }
        : matching.length > 1
          ? { result: 'ambiguous' }
          : { result: 'verified', patientId: only };
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.identify',
      objectKind: 'patient',
      ...(result.result === 'verified' ? { objectId: result.patientId } : {}),
      outcome: result.result === 'verified' ? 'done' : 'denied',
      new: { result: isCounted ? result.result : 'too-many-tries' },
    });
    return result;
  });
}

/** All of the phone are opened and compared, whoever comes first. */
async function matchesOf(
  tenant: Tenant,
  phone: string,
  doctorId: string | null,
  said: { name: string; birth: Birth },
): Promise<string[]> {
  const { tx, clinicId, cipher } = tenant;
  const candidates = await candidatesOf(tenant, phone, doctorId);
  const rows = await tx.patient.findMany({
    where: { clinicId, id: { in: candidates.map(({ id }) => id) } },
    select: { id: true, birth: true },
  });
  const births = new Map(
    rows.map(({ id, birth }) => [
      id,
      birth === null ? null : (cipher.openJson('patients', 'birth', id, birth) as Birth),
    ]),
  );
  return candidates
    .map(({ id, name, isOwnPhone }) => {
      const stored = births.get(id) ?? null;
      const isSameName = name !== null && sameName(name, said.name);
      const isSameBirth = stored !== null && matchesBirth(stored, said.birth);
      const isEnough = isOwnPhone || !('age' in said.birth || (stored !== null && 'age' in stored));
      return isSameName && isSameBirth && isEnough ? id : null;
    })
    .filter((id) => id !== null);
}

function birthOf(input: z.output<typeof identificationSchema>, today: string): Birth {
  if (input.birthDate !== undefined) return { date: input.birthDate };
  if (input.birthYear !== undefined) return { year: input.birthYear };
  if (input.age !== undefined) return { age: input.age, saidOn: today };
  throw new ClinicError('bad-input', 'birthDate is missing.', 'birthDate');
}
