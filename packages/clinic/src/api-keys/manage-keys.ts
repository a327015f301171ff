import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authoriseStaff } from '../people/authorise.ts';
import { DAY_MS } from '../scheduling/civil-time.ts';
import { newSecret } from '../secrets.ts';
import { knownScopes, type Scope, scopeSchema } from './scopes.ts';

/** A key lives this long; then it is rotated. */
const LIFE_DAYS = 90;

export interface ApiKeyView {
  id: string;
  name: string;
  /** Last four letters. */
  hint: string;
  scopes: Scope[];
  /** `replaced`: rotated, and still accepted until it expires. */
  state: 'active' | 'replaced' | 'expired' | 'revoked';
  makerName: string | null;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  replacedById: string | null;
}

/** A key that was just made, with its text: shown now and never again. */
export interface MadeApiKey {
  key: ApiKeyView;
  secret: string;
}

export const newApiKeySchema = z.object({
  name: z.string().trim().min(1, 'is empty').max(80, 'is longer than 80 characters'),
  scopes: z.array(scopeSchema).min(1, 'are missing: a key without any opens nothing').max(40, 'are too many'),
  /** Days until it expires. */
  days: z.int().min(1, 'are too few').max(LIFE_DAYS, 'are more than 90').optional(),
});

export const rotationSchema = z.object({
  keyId: z.uuid('is not an id'),
  /** Days in which the old key is still accepted; 0 ends it at once. */
  overlapDays: z.int().min(0, 'are less than none').max(30, 'are more than 30').optional(),
});

/** All keys of the clinic, the newest first. */
export async function listApiKeys(ctx: ClinicContext): Promise<ApiKeyView[]> {
  authoriseStaff(ctx, 'keys.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const orderBy = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
    const rows = await tx.apiKey.findMany({ where: { clinicId }, select: columns, orderBy });
    return rows.map((row) => toView(row, ctx.clock.now()));
  });
}

/** Makes a key that is good for 90 days. Its text is in the answer and nowhere else. */
export async function createApiKey(ctx: ClinicContext, request: z.input<typeof newApiKeySchema>): Promise<MadeApiKey> {
  authoriseStaff(ctx, 'keys.write');
  const { name, scopes, days } = parseInput(newApiKeySchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const made = await insertKey(tenant, ctx, { name, scopes, days: days ?? LIFE_DAYS });
    await recordAudit(tenant, ctx.actor, {
      action: 'api-key.create',
      objectKind: 'api-key',
      objectId: made.key.id,
      new: { name, scopes: made.key.scopes, expiresAt: made.key.expiresAt },
    });
    return made;
  });
}

/**
 * Makes a successor with the same name and scopes. The old key goes on for a week (or as said), so that the other system can change over.
 * @throws {ClinicError} where there is no such key, or it has ended or was rotated before.
 */
export async function rotateApiKey(ctx: ClinicContext, request: z.input<typeof rotationSchema>): Promise<MadeApiKey> {
  authoriseStaff(ctx, 'keys.write');
  const { keyId, overlapDays = 7 } = parseInput(rotationSchema, request);
  const now = ctx.clock.now();
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id: keyId } };
    // Of two who rotate at once the second waits here, and then finds it done.
    await tx.$executeRaw`SELECT 1 FROM api_keys WHERE clinic_id = ${clinicId}::uuid AND id = ${keyId}::uuid FOR UPDATE`;
    const old = await tx.apiKey.findUnique({ where, select: columns });
    if (old === null) throw noSuchKey();
    const { state } = toView(old, now);
    if (state !== 'active') throw new ClinicError('conflict', `This key is ${state} and cannot be rotated.`, 'keyId');
    const made = await insertKey(tenant, ctx, { name: old.name, scopes: knownScopes(old.scopes), days: LIFE_DAYS });
    const expiresAt = new Date(Math.min(old.expiresAt.getTime(), now + overlapDays * DAY_MS));
    await tx.apiKey.update({ where, data: { replacedById: made.key.id, expiresAt }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'api-key.rotate',
      objectKind: 'api-key',
      objectId: keyId,
      old: { expiresAt: old.expiresAt.toISOString() },
      new: { expiresAt: expiresAt.toISOString(), replacedById: made.key.id },
    });
    return made;
  });
}

/** Ends a key at once. Ending it again changes nothing. @throws {ClinicError} `not-found` */
export async function revokeApiKey(ctx: ClinicContext, keyId: string): Promise<void> {
  authoriseStaff(ctx, 'keys.write');
  const id = parseInput(z.object({ keyId: z.uuid('is not an id') }), { keyId }).keyId;
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const key = await tx.apiKey.findUnique({ where: { clinicId_id: { clinicId, id } }, select: { id: true } });
    if (key === null) throw noSuchKey();
    const { count } = await tx.apiKey.updateMany({
      where: { clinicId, id, revokedAt: null },
      data: { revokedAt: new Date(ctx.clock.now()) },
    });
    if (count === 0) return;
    await recordAudit(tenant, ctx.actor, { action: 'api-key.revoke', objectKind: 'api-key', objectId: id });
  });
}

const noSuchKey = () => new ClinicError('not-found', 'There is no such key.', 'keyId');

async function insertKey(
  { tx, clinicId }: Tenant,
  ctx: ClinicContext,
  wanted: { name: string; scopes: Scope[]; days: number },
): Promise<MadeApiKey> {
  const { secret, hash, hint } = newSecret('vaani_key_');
  const now = ctx.clock.now();
  const row = await tx.apiKey.create({
    data: {
      id: newId(),
      clinicId,
      name: wanted.name,
      hash,
      hint,
      scopes: [...new Set(wanted.scopes)],
      expiresAt: new Date(now + wanted.days * DAY_MS),
      makerUserId: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
      createdAt: new Date(now),
    },
    select: columns,
  });
  return { key: toView(row, now), secret };
}

const columns = {
  id: true,
  name: true,
  hint: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  replacedById: true,
  maker: { select: { name: true } },
} as const;

interface KeyRow {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  replacedById: string | null;
  maker: { name: string } | null;
}

function toView(row: KeyRow, now: number): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: knownScopes(row.scopes),
    state: stateOf(row, now),
    makerName: row.maker?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    replacedById: row.replacedById,
  };
}

/** How a key stands: one rule for the list and for the door. */
export function stateOf(
  key: { revokedAt: Date | null; expiresAt: Date; replacedById: string | null },
  now: number,
): ApiKeyView['state'] {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt.getTime() <= now) return 'expired';
  return key.replacedById === null ? 'active' : 'replaced';
}
