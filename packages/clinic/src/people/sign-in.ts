import type { Clock } from '@vaani/config';
import { type MembershipRow, membershipsOf, userByEmail, userSession } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicDeps } from '../context.ts';
import { fromStored, type Language } from '../language.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { countTry, digest, forgetTries } from './try-limit.ts';

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
/** A refusal takes at least this long, so that its time does not tell a user's e-mail from nobody's. */
const REFUSAL_MS = 400;

/** What a sign-in of nobody is checked against, so that it costs as much as one of somebody. */
let decoy: Promise<string> | undefined;

/**
 * Checks e-mail and password. Each try is counted before the check, atomically, for the user and for the address; with Redis down the count
 * is this process' own. Who gets in has their own count taken back; the address keeps its.
 */
export async function verifySignIn(deps: ClinicDeps, request: z.input<typeof inputSchema>): Promise<SignInResult> {
  const parsed = inputSchema.safeParse(request);
  if (!parsed.success) return { ok: false, reason: 'invalid' };
  const { email, address } = parsed.data;
  const began = deps.clock.monotonic();
  const userKey = `sign-in:user:${digest(email)}`;
  const tries = await Promise.all([
    countTry(deps, userKey, { limit: limits.user, windowMs: WINDOW_MS }),
    countTry(deps, `sign-in:address:${digest(address)}`, { limit: limits.address, windowMs: WINDOW_MS }),
  ]);
  const shut = tries.filter((answer) => !answer.allowed);
  if (shut.length > 0)
    return { ok: false, reason: 'locked', retryAfterMs: Math.max(1, ...shut.map((answer) => answer.retryAfterMs)) };

  const signedIn = await check(deps, parsed.data);
  if (signedIn !== null) {
    await forgetTries(deps, userKey);
    return signedIn;
  }
  await until(deps.clock, began + REFUSAL_MS);
  return { ok: false, reason: 'invalid' };
}

async function check(
  deps: ClinicDeps,
  { email, password, address }: z.output<typeof inputSchema>,
): Promise<SignedIn | null> {
  const user = await userByEmail(deps.db, email);
  decoy ??= hashPassword('nobody has this password');
  const isRight = await verifyPassword(user?.passwordHash ?? (await decoy), password);
  const memberships = user === null ? [] : await membershipsOf(deps.db, user.userId);
  const isIn = user !== null && isRight && !user.isDisabled && memberships.length > 0;
  if (user !== null) await auditSignIn(deps, user.userId, memberships, address, isIn);
  if (!isIn) return null;
  return {
    ok: true,
    user: { id: user.userId, name: user.name, email, language: fromStored(user.language) },
    memberships,
    sessionVersion: user.sessionVersion,
  };
}

/** Waits for an instant of the monotonic clock. */
function until(clock: Clock, at: number): Promise<void> {
  const waitMs = at - clock.monotonic();
  return waitMs <= 0
    ? Promise.resolve()
    : new Promise((resolve) => void clock.after(waitMs, resolve, { keepAlive: true }));
}

/** What a session is compared with on every request; null where the user is gone. */
export async function sessionState(
  deps: Pick<ClinicDeps, 'db'>,
  userId: string,
): Promise<{ version: number; isDisabled: boolean; memberships: MembershipRow[] } | null> {
  const [session, memberships] = await Promise.all([userSession(deps.db, userId), membershipsOf(deps.db, userId)]);
  return session === null ? null : { ...session, memberships };
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
