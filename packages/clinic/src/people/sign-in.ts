import { createHash } from 'node:crypto';
import { type MembershipRow, membershipsOf, userByEmail, userSession } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicDeps } from '../context.ts';
import { fromStored, type Language } from '../language.ts';
import { createFallbackLimiter } from './fallback-limiter.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

export interface SignedIn {
  ok: true;
  user: { id: string; name: string; email: string; language: Language };
  memberships: MembershipRow[];
  sessionVersion: number;
}

/** `invalid` says nothing about which part was wrong, nor whether there is such a user. */
export type SignInResult =
  | SignedIn
  | { ok: false; reason: 'invalid' }
  | { ok: false; reason: 'locked'; retryAfterMs: number };

const inputSchema = z.object({
  email: z.string().trim().toLowerCase().min(3).max(254),
  password: z.string().min(1).max(1_024),
  address: z.string().max(64),
});

const WINDOW_MS = 15 * 60_000;
/** Tries in a quarter of an hour: of one user, whoever tries, and from one address, whomever it tries. */
const limits = { user: 10, address: 50 } as const;

const withoutRedis = createFallbackLimiter();
/** What a sign-in of nobody is checked against, so that it takes as long as one of somebody. */
let decoy: Promise<string> | undefined;

/**
 * Checks e-mail and password. Each try is counted before the check, atomically, for the user and for the address; with Redis down the count
 * is this process' own.
 */
export async function verifySignIn(deps: ClinicDeps, request: z.input<typeof inputSchema>): Promise<SignInResult> {
  const parsed = inputSchema.safeParse(request);
  if (!parsed.success) return { ok: false, reason: 'invalid' };
  const { email, password, address } = parsed.data;
  const waits = await Promise.all([
    reserve(deps, `sign-in:user:${digest(email)}`, limits.user),
    reserve(deps, `sign-in:address:${digest(address)}`, limits.address),
  ]);
  const retryAfterMs = Math.max(...waits);
  if (retryAfterMs > 0) return { ok: false, reason: 'locked', retryAfterMs };

  const user = await userByEmail(deps.db, email);
  decoy ??= hashPassword('nobody has this password');
  const isRight = await verifyPassword(user?.passwordHash ?? (await decoy), password);
  const memberships = user === null ? [] : await membershipsOf(deps.db, user.userId);
  const isIn = user !== null && isRight && !user.isDisabled && memberships.length > 0;
  if (user !== null) await auditSignIn(deps, user.userId, memberships, address, isIn);
  if (!isIn) return { ok: false, reason: 'invalid' };
  return {
    ok: true,
    user: { id: user.userId, name: user.name, email, language: fromStored(user.language) },
    memberships,
    sessionVersion: user.sessionVersion,
  };
}

/** What a session is compared with on every request; null where the user is gone. */
export async function sessionState(
  deps: Pick<ClinicDeps, 'db'>,
  userId: string,
): Promise<{ version: number; isDisabled: boolean; memberships: MembershipRow[] } | null> {
  const [session, memberships] = await Promise.all([userSession(deps.db, userId), membershipsOf(deps.db, userId)]);
  return session === null ? null : { ...session, memberships };
}

/** Milliseconds to wait; 0 where the try is let through. */
async function reserve(deps: ClinicDeps, key: string, limit: number): Promise<number> {
  const bounds = { limit, windowMs: WINDOW_MS };
  const rate =
    deps.live.status() === 'up' ? await deps.live.rateLimit(key, bounds) : withoutRedis(key, bounds, deps.clock.now());
  return rate.allowed ? 0 : Math.max(1, rate.retryAfterMs);
}

/** A sign-in belongs to every clinic that the user belongs to. */
async function auditSignIn(
  deps: ClinicDeps,
  userId: string,
  memberships: MembershipRow[],
  address: string,
  isIn: boolean,
): Promise<void> {
  for (const membership of memberships) {
    const actor = { kind: 'staff' as const, userId, role: membership.role, address };
    await deps.db.withTenant(membership.clinicId, (tenant) =>
      recordAudit(tenant, actor, {
        action: 'user.sign-in',
        objectKind: 'user',
        objectId: userId,
        outcome: isIn ? 'done' : 'denied',
      }),
    );
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
