import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { activeStatuses } from '../scheduling/statuses.ts';
import { count, idText, nameText, paise } from './fields.ts';
import { lockSetting, requireSame, versionOf, versionSchema } from './version.ts';

const givenServiceSchema = z.object({
  serviceId: idText,
  /** Where they differ from the service's. */
  durationMin: count(5, 480).nullable(),
  feePaise: paise.nullable(),
});

const doctorShape = {
  name: nameText,
  nameHindi: nameText,
  /** Key, as `general` or `dermatology`. */
  speciality: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z][a-z -]{1,59}$/, 'is no speciality: small Latin letters'),
  initials: z.string().trim().min(1, 'are missing').max(4, 'are longer than 4 letters'),
  branchId: idText,
  /** Appointments begin on multiples of so many minutes. */
  gridMin: count(5, 240),
  /** Patients at the same time. */
  capacity: count(1, 50),
  dailyCap: count(1, 1_000).nullable(),
  /** Days after a consultation within which a follow-up is free; null: none is. */
  followUpDays: count(1, 90).nullable(),
  isActive: z.boolean('is neither true nor false'),
  services: z.array(givenServiceSchema).max(100, 'are more than 100'),
};
/** A new doctor, or with `doctorId` and `version` a change of one. Hours: `saveWeekHours`. */
export const doctorChangeSchema = z.object({
  ...doctorShape,
  doctorId: idText.optional(),
  version: versionSchema.optional(),
});

type DoctorFields = z.output<z.ZodObject<typeof doctorShape>>;
export interface DoctorView extends DoctorFields {
  id: string;
  colour: number;
  version: string;
}

const HUES = 8;

/** All doctors, those who work here first. */
export async function listDoctors(ctx: ClinicContext): Promise<DoctorView[]> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/**
 * Adds a doctor, who gives every service where none is named, or changes one.
 * @throws {ClinicError} for bad input; `conflict` for an older version, or where one who leaves has appointments to come.
 */
export async function saveDoctor(
  ctx: ClinicContext,
  request: z.input<typeof doctorChangeSchema>,
): Promise<{ doctorId: string }> {
  authorise(ctx, 'settings.write');
  const { doctorId, version, services, ...wanted } = parseInput(doctorChangeSchema, request);
  const id = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await lockSetting(tenant, 'doctors');
    const doctors = await read(tenant);
    const before = doctors.find((doctor) => doctor.id === doctorId);
    if (doctorId !== undefined && before === undefined)
      throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
    if (before !== undefined) requireSame(before.version, version);
    await requireKnown(tenant, wanted.branchId, services);
    if (before?.isActive && !wanted.isActive) await requireFree(tenant, before.id, ctx.clock.now());
    const id = doctorId ?? newId();
    if (before === undefined) {
      const colour = doctors.length % HUES;
      await tx.doctor.create({ data: { id, clinicId, colour, ...wanted }, select: { id: true } });
    } else {
      await tx.doctor.update({ where: { clinicId_id: { clinicId, id } }, data: wanted, select: { id: true } });
    }
    const given = before === undefined && services.length === 0 ? await allServices(tenant) : services;
    await writeServices(tenant, id, given);
    await recordAudit(tenant, ctx.actor, {
      action: before === undefined ? 'doctor.create' : 'doctor.change',
      objectKind: 'doctor',
      objectId: id,
      ...(before === undefined ? {} : { old: { ...before } }),
      new: { ...wanted, services: given },
    });
    return id;
  });
  forgetClinicProfile(ctx);
  return { doctorId: id };
}

async function requireKnown(
  { tx, clinicId }: Tenant,
  branchId: string,
  services: readonly { serviceId: string }[],
): Promise<void> {
  if ((await tx.branch.count({ where: { clinicId, id: branchId } })) === 0)
    throw new ClinicError('not-found', 'There is no such branch.', 'branchId');
  const ids = [...new Set(services.map(({ serviceId }) => serviceId))];
  if (ids.length < services.length) throw new ClinicError('bad-input', 'A service is named twice.', 'services');
  if ((await tx.service.count({ where: { clinicId, id: { in: ids } } })) < ids.length)
    throw new ClinicError('not-found', 'There is no such service.', 'services');
}

/** Who has patients booked cannot leave before those were moved or cancelled: nobody else would see them. */
async function requireFree({ tx, clinicId }: Tenant, doctorId: string, now: number): Promise<void> {
  const booked = await tx.appointment.count({
    where: { clinicId, doctorId, status: { in: [...activeStatuses] }, startsAt: { gt: new Date(now) } },
  });
  if (booked > 0)
    throw new ClinicError(
      'conflict',
      booked === 1
        ? 'One appointment is still to come: move or cancel it first.'
        : `${booked} appointments are still to come: move or cancel them first.`,
      'isActive',
    );
}

async function allServices({ tx, clinicId }: Tenant): Promise<DoctorFields['services']> {
  const rows = await tx.service.findMany({ where: { clinicId, isActive: true }, select: { id: true } });
  return rows.map(({ id }) => ({ serviceId: id, durationMin: null, feePaise: null }));
}

/** What else differs for a service that stays (grid, buffers) is left alone. */
async function writeServices(
  { tx, clinicId }: Tenant,
  doctorId: string,
  services: DoctorFields['services'],
): Promise<void> {
  const ids = services.map(({ serviceId }) => serviceId);
  await tx.doctorService.deleteMany({ where: { clinicId, doctorId, serviceId: { notIn: ids } } });
  for (const { serviceId, ...differs } of services) {
    await tx.doctorService.upsert({
      where: { clinicId_doctorId_serviceId: { clinicId, doctorId, serviceId } },
      create: { id: newId(), clinicId, doctorId, serviceId, ...differs },
      update: differs,
      select: { id: true },
    });
  }
}

async function read({ tx, clinicId }: Tenant): Promise<DoctorView[]> {
  const rows = await tx.doctor.findMany({
    where: { clinicId },
    select: {
      id: true,
      name: true,
      nameHindi: true,
      speciality: true,
      initials: true,
      branchId: true,
      colour: true,
      gridMin: true,
      capacity: true,
      dailyCap: true,
      followUpDays: true,
      isActive: true,
      doctorServiceByDoctor: {
        select: { serviceId: true, durationMin: true, feePaise: true },
        orderBy: { serviceId: 'asc' },
      },
    },
    orderBy: [{ isActive: 'desc' }, { name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ doctorServiceByDoctor: services, ...row }) => {
    const doctor = { ...row, services };
    return { ...doctor, version: versionOf(doctor) };
  });
}
