import type { Tenant } from '@vaani/db';
import type { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { lockSetting, requireSame, versionOf, versionSchema } from '../settings/version.ts';
import { forgetClinicProfile } from './profile.ts';
import { type ProviderOrder, providerOrderSchema } from './provider-order-schema.ts';

export const providerOrderChangeSchema = providerOrderSchema.extend({ version: versionSchema });

export interface ProviderOrderView {
  order: ProviderOrder;
  version: string;
}

/** Who hears, thinks and speaks in this clinic's calls. Empty where nothing but the installation's order is wanted. */
export async function getProviderOrder(ctx: ClinicContext): Promise<ProviderOrderView> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/** Sets it. Calls that begin within seconds go by it. @throws {ClinicError} for bad input; `conflict` for an older version. */
export async function saveProviderOrder(
  ctx: ClinicContext,
  request: z.input<typeof providerOrderChangeSchema>,
): Promise<ProviderOrderView> {
  authorise(ctx, 'settings.write');
  const { version, ...wanted } = parseInput(providerOrderChangeSchema, request);
  const saved = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    await lockSetting(tenant, 'providers');
    const before = await read(tenant);
    requireSame(before.version, version);
    const where = { id: tenant.clinicId };
    await tenant.tx.clinic.update({ where, data: { providers: wanted }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'settings.providers',
      objectKind: 'clinic',
      objectId: tenant.clinicId,
      old: inWords(before.order),
      new: inWords(wanted),
    });
    return read(tenant);
  });
  forgetClinicProfile(ctx);
  return saved;
}

async function read({ tx, clinicId }: Tenant): Promise<ProviderOrderView> {
  const { providers } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { providers: true } });
  const order = providerOrderSchema.parse(providers);
  return { order, version: versionOf(order) };
}

/** One field a stage, as the audit compares them. */
const inWords = (order: ProviderOrder): Record<string, string> =>
  Object.fromEntries(Object.entries(order).map(([stage, names = []]) => [stage, names.join(', ')]));
