import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { count, idText, nameText, paise } from './fields.ts';
import { lockSetting, requireSame, versionOf, versionSchema } from './version.ts';

const serviceShape = {
  name: nameText,
  nameHindi: nameText,
  durationMin: count(5, 480),
  feePaise: paise,
  bufferBeforeMin: count(0, 240),
  bufferAfterMin: count(0, 240),
  /** Booked when a caller names none. */
  isDefault: z.boolean('is neither true nor false'),
  /** Free within the days that a doctor grants after a consultation, and for those alone. */
  isFollowUp: z.boolean('is neither true nor false'),
  /** Where they differ from the clinic's. */
  minimumNoticeMin: count(0, 10_080).nullable(),
  maximumAdvanceDays: count(1, 365).nullable(),
  /** Others are not offered. */
  isActive: z.boolean('is neither true nor false'),
};
/** A new service, or with `serviceId` and `version` a change of one. */
export const serviceChangeSchema = z
  .object({ ...serviceShape, serviceId: idText.optional(), version: versionSchema.optional() })
  .refine(({ isDefault, isActive }) => isActive || !isDefault, {
    path: ['isActive'],
    message: 'is off, but a caller who names no service is booked for it: make another one the default first',
  })
  .refine(({ isDefault, isFollowUp }) => !isFollowUp || !isDefault, {
    path: ['isFollowUp'],
    message: 'cannot be the default: it is for patients who were there already',
  });

type ServiceFields = z.output<z.ZodObject<typeof serviceShape>>;
export interface ServiceView extends ServiceFields {
  id: string;
  version: string;
}

/** All services, those that are offered first. */
export async function listServices(ctx: ClinicContext): Promise<ServiceView[]> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/**
 * Makes a service, which every active doctor then gives, or changes one. Appointments that are booked stay as they are.
 * @throws {ClinicError} for bad input; `conflict` for an older version.
 */
export async function saveService(
  ctx: ClinicContext,
  request: z.input<typeof serviceChangeSchema>,
): Promise<{ serviceId: string }> {
  authorise(ctx, 'settings.write');
  const { serviceId, version, ...wanted } = parseInput(serviceChangeSchema, request);
  const id = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await lockSetting(tenant, 'services');
    const services = await read(tenant);
    const before = services.find((service) => service.id === serviceId);
    if (serviceId !== undefined && before === undefined)
      throw new ClinicError('not-found', 'There is no such service.', 'serviceId');
    if (before !== undefined) requireSame(before.version, version);
    if (before?.isDefault && !wanted.isDefault)
      throw new ClinicError('bad-input', 'One service is the default: choose another one instead.', 'isDefault');
    const isFirst = services.length === 0 && !wanted.isFollowUp && wanted.isActive;
    const data = { ...wanted, isDefault: wanted.isDefault || isFirst };
    if (data.isDefault) await tx.service.updateMany({ where: { clinicId }, data: { isDefault: false } });
    const id = serviceId ?? newId();
    if (before === undefined) await create(tenant, id, data);
    else await tx.service.update({ where: { clinicId_id: { clinicId, id } }, data, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: before === undefined ? 'service.create' : 'service.change',
      objectKind: 'service',
      objectId: id,
      ...(before === undefined ? {} : { old: { ...before } }),
      new: data,
    });
    return id;
  });
  forgetClinicProfile(ctx);
  return { serviceId: id };
}

async function create({ tx, clinicId }: Tenant, id: string, data: ServiceFields): Promise<void> {
  await tx.service.create({ data: { id, clinicId, ...data }, select: { id: true } });
  const doctors = await tx.doctor.findMany({ where: { clinicId, isActive: true }, select: { id: true } });
  await tx.doctorService.createMany({
    data: doctors.map((doctor) => ({ id: newId(), clinicId, doctorId: doctor.id, serviceId: id })),
  });
}

async function read({ tx, clinicId }: Tenant): Promise<ServiceView[]> {
  const rows = await tx.service.findMany({
    where: { clinicId },
    select: {
      id: true,
      name: true,
      nameHindi: true,
      durationMin: true,
      feePaise: true,
      bufferBeforeMin: true,
      bufferAfterMin: true,
      isDefault: true,
      isFollowUp: true,
      minimumNoticeMin: true,
      maximumAdvanceDays: true,
      isActive: true,
    },
    orderBy: [{ isActive: 'desc' }, { isDefault: 'desc' }, { name: 'asc' }],
  });
  return rows.map((row) => ({ ...row, version: versionOf(row) }));
}
