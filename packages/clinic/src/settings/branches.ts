import { conflictOf, newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { idText, nameText } from './fields.ts';
import { lockSetting, requireSame, versionOf, versionSchema } from './version.ts';

const branchShape = {
  name: nameText,
  nameHindi: nameText,
  /** Said when a caller asks where it is. */
  address: z.string().trim().max(400, 'is longer than 400 characters'),
  /** Meant where nothing else is said. */
  isDefault: z.boolean('is neither true nor false'),
};
/** A new branch, or with `branchId` and `version` a change of one. */
export const branchChangeSchema = z
  .object({ ...branchShape, branchId: idText.optional(), version: versionSchema.optional() })
  .refine(({ branchId, version }) => branchId === undefined || version !== undefined, {
    path: ['version'],
    message: 'is missing',
  });

export interface BranchView {
  id: string;
  name: string;
  nameHindi: string;
  address: string;
  isDefault: boolean;
  version: string;
}

/** The clinic's places, the default one first. */
export async function listBranches(ctx: ClinicContext): Promise<BranchView[]> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/** Makes a branch or changes one. The first one is the default; a new default takes the place of the old. @throws {ClinicError} */
export async function saveBranch(
  ctx: ClinicContext,
  request: z.input<typeof branchChangeSchema>,
): Promise<{ branchId: string }> {
  authorise(ctx, 'settings.write');
  const { branchId, version, ...wanted } = parseInput(branchChangeSchema, request);
  const id = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await lockSetting(tenant, 'branches');
    const branches = await read(tenant);
    const before = branches.find((branch) => branch.id === branchId);
    if (branchId !== undefined && before === undefined) throw noSuchBranch();
    if (before !== undefined) requireSame(before.version, version);
    if (before?.isDefault && !wanted.isDefault)
      throw new ClinicError('bad-input', 'One branch is the default: choose another one instead.', 'isDefault');
    const data = { ...wanted, isDefault: wanted.isDefault || branches.length === 0 };
    if (data.isDefault) await tx.branch.updateMany({ where: { clinicId }, data: { isDefault: false } });
    const id = branchId ?? newId();
    if (before === undefined) await tx.branch.create({ data: { id, clinicId, ...data }, select: { id: true } });
    else await tx.branch.update({ where: { clinicId_id: { clinicId, id } }, data, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: before === undefined ? 'branch.create' : 'branch.change',
      objectKind: 'branch',
      objectId: id,
      ...(before === undefined ? {} : { old: { ...before } }),
      new: data,
    });
    return id;
  });
  forgetClinicProfile(ctx);
  return { branchId: id };
}

/** Takes out a branch where nobody sits and nothing was booked. @throws {ClinicError} `conflict` where it is in use. */
export async function removeBranch(ctx: ClinicContext, request: { branchId: string }): Promise<void> {
  authorise(ctx, 'settings.write');
  const { branchId: id } = parseInput(z.object({ branchId: idText }), request);
  const inUse = () =>
    new ClinicError(
      'conflict',
      'Doctors sit there, or appointments were booked there: it cannot be removed.',
      'branchId',
    );
  try {
    await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
      const { tx, clinicId } = tenant;
      await lockSetting(tenant, 'branches');
      const branch = (await read(tenant)).find((one) => one.id === id);
      if (branch === undefined) throw noSuchBranch();
      if (branch.isDefault) throw inUse();
      await tx.branch.delete({ where: { clinicId_id: { clinicId, id } }, select: { id: true } });
      await recordAudit(tenant, ctx.actor, {
        action: 'branch.remove',
        objectKind: 'branch',
        objectId: id,
        old: { ...branch },
      });
    });
  } catch (error) {
    throw conflictOf(error) === 'foreign-key' ? inUse() : error;
  }
  forgetClinicProfile(ctx);
}

const noSuchBranch = () => new ClinicError('not-found', 'There is no such branch.', 'branchId');

async function read({ tx, clinicId }: Tenant): Promise<BranchView[]> {
  const rows = await tx.branch.findMany({
    where: { clinicId },
    select: { id: true, name: true, nameHindi: true, address: true, isDefault: true },
    orderBy: [{ isDefault: 'desc' }, { name: 'asc' }],
  });
  return rows.map((row) => ({ ...row, version: versionOf(row) }));
}
