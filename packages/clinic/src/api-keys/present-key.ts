import { clinicByApiKey } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { Actor, ClinicDeps } from '../context.ts';
import { countTry, digest } from '../people/try-limit.ts';
import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { hashOf } from '../secrets.ts';
import { stateOf } from './manage-keys.ts';
import { knownScopes, type Scope } from './scopes.ts';

/** Who presents a key, and for what. */
export interface KeyUse {
  /** As it was sent. */
  secret: string;
  /** Null where the operation needs no more than a good key. */
  scope: Scope | null;
  /** For the audit: method and path with its placeholders, nothing of a patient. */
  operation: string;
  address: string;
  agent: string;
}

/** How a key, or an address that has none, stands to its limit. */
export interface UseLimit {
  limit: number;
  remaining: number;
  /** Until the count begins anew. */
  resetMs: number;
}

export type KeyAnswer = { limit: UseLimit } & (
  | { ok: true; actor: Actor & { kind: 'api-key' }; clinicId: string; zone: string; scopes: ReadonlySet<Scope> }
  /** `unknown` says nothing about whether there ever was such a key; `scope`: a good key, for something else. */
  | { ok: false; reason: 'unknown' | 'scope' | 'limit' }
);

/** Requests of one key within a minute, and requests without a good key from one address. */
export const useLimits = { key: 600, refused: 60, windowMs: MINUTE_MS } as const;

/** `last_used_at` is kept to the minute: a busy key must not write its row on every request. */
const USE_STEP_MS = MINUTE_MS;

/**
 * Is this key good, for this, and not too often? Uses are counted for all web processes together; with Redis down each counts its own. Every
 * use and every refusal of a known key stands in the audit of its clinic; a key that has ended answers as one that never was.
 */
export async function presentApiKey(deps: ClinicDeps, use: KeyUse): Promise<KeyAnswer> {
  const found = await clinicByApiKey(deps.db, hashOf(use.secret));
  if (found === null) return refuseUnknown(deps, use.address);
  const counted = await countTry(deps, `api:key:${found.keyId}`, {
    limit: useLimits.key,
    windowMs: useLimits.windowMs,
  });
  const limit = { limit: useLimits.key, remaining: counted.remaining, resetMs: counted.resetMs };
  if (!counted.allowed) return { ok: false, reason: 'limit', limit };
  const answer = await admit(deps, found, use);
  return answer === 'ended' ? refuseUnknown(deps, use.address) : { ...answer, limit };
}

/** Somebody without a good key: counted by address. Also asked where no key was sent at all. */
export async function refuseUnknown(
  deps: ClinicDeps,
  address: string,
): Promise<{ ok: false; reason: 'unknown' | 'limit'; limit: UseLimit }> {
  const { refused, windowMs } = useLimits;
  const counted = await countTry(deps, `api:refused:${digest(address)}`, { limit: refused, windowMs });
  const limit = { limit: refused, remaining: counted.remaining, resetMs: counted.resetMs };
  return { ok: false, reason: counted.allowed ? 'unknown' : 'limit', limit };
}

function admit(deps: ClinicDeps, { clinicId, keyId }: { clinicId: string; keyId: string }, use: KeyUse) {
  const actor = { kind: 'api-key' as const, keyId, address: use.address, agent: use.agent };
  const now = deps.clock.now();
  return deps.db.withTenant(clinicId, async (tenant) => {
    const { tx } = tenant;
    const key = await tx.apiKey.findUniqueOrThrow({
      where: { clinicId_id: { clinicId, id: keyId } },
      select: {
        scopes: true,
        expiresAt: true,
        revokedAt: true,
        replacedById: true,
        lastUsedAt: true,
        clinic: { select: { zone: true } },
      },
    });
    const state = stateOf(key, now);
    const isGood = state === 'active' || state === 'replaced';
    const scopes = new Set(knownScopes(key.scopes));
    const isAllowed = isGood && (use.scope === null || scopes.has(use.scope));
    await recordAudit(tenant, actor, {
      action: 'api-key.use',
      objectKind: 'api-key',
      objectId: keyId,
      outcome: isAllowed ? 'done' : 'denied',
      new: { operation: use.operation, ...(isAllowed ? {} : { why: isGood ? 'scope' : state }) },
    });
    if (!isGood) return 'ended' as const;
    const isStale = key.lastUsedAt === null || now - key.lastUsedAt.getTime() >= USE_STEP_MS;
    if (isStale) await tx.apiKey.updateMany({ where: { clinicId, id: keyId }, data: { lastUsedAt: new Date(now) } });
    if (!isAllowed) return { ok: false as const, reason: 'scope' as const };
    return { ok: true as const, actor, clinicId, zone: key.clinic.zone, scopes };
  });
}
