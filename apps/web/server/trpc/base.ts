import 'server-only';
import { initTRPC, TRPCError } from '@trpc/server';
import {
  badInput,
  type ClinicContext,
  ClinicError,
  type ClinicErrorCode,
  may,
  type Permission,
  recordRefusal,
} from '@vaani/clinic';
import { ZodError } from 'zod';
import { wire } from '../../features/trpc/wire.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { DeskSession } from '../auth/session.ts';
import type { WebDeps } from '../deps.ts';
import { observeRequest } from '../observe.ts';
import { wordFailure } from '../word-failure.ts';

/** What every procedure is given. */
export interface RequestContext {
  deps: WebDeps;
  session: DeskSession | null;
  /** The language of the page: in it refusals are worded. */
  locale: Locale;
}

const t = initTRPC.context<RequestContext>().create({
  transformer: wire,
  sse: {
    // A proxy that waits for more, or cuts what is idle, would make the desk look dead.
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
  /** Tells a page the code and, for expected failures, the sentence in the page's language; never a stack or a message made for logs. */
  errorFormatter({ shape, error, ctx }) {
    const { stack: _stack, ...data } = shape.data;
    const failure = error.cause instanceof ZodError ? badInput(error.cause) : error.cause;
    if (failure instanceof ClinicError) {
      const reason = wordFailure(failure, ctx?.locale ?? 'en');
      return { ...shape, message: failure.sentence, data: { ...data, reason } };
    }
    return { ...shape, message: error.code, data: { ...data, reason: undefined } };
  },
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const REQUESTS_A_MINUTE = 600;

/** What an expected failure of the domain is called on the wire. */
const codes = {
  'bad-input': 'BAD_REQUEST',
  'not-found': 'NOT_FOUND',
  'not-allowed': 'FORBIDDEN',
  conflict: 'CONFLICT',
  busy: 'CONFLICT',
  unavailable: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<ClinicErrorCode, TRPCError['code']>;

/** A subscription lasts as long as its page is open: that is no time of an answer. */
const observed = t.procedure.use(({ ctx, next, path, type }) =>
  type === 'subscription'
    ? next()
    : observeRequest(
        ctx.deps.metrics,
        { interface: 'trpc', operation: () => path },
        () => next(),
        (result) => (result.ok ? 'ok' : result.error.code),
      ),
);

/** Signed in, and not asking faster than a person with many open pages could. */
const signedIn = observed.use(async ({ ctx, next }) => {
  const { session, deps } = ctx;
  if (session === null) throw new TRPCError({ code: 'UNAUTHORIZED' });
  const limit = await deps.live.rateLimit(`web:${session.userId}`, { limit: REQUESTS_A_MINUTE, windowMs: 60_000 });
  if (!limit.allowed) throw new TRPCError({ code: 'TOO_MANY_REQUESTS' });
  const result = await next({ ctx: { ...ctx, session, clinic: clinicContext(deps, session) } });
  if (!result.ok && result.error.cause instanceof ClinicError) {
    throw new TRPCError({ code: codes[result.error.cause.code], cause: result.error.cause });
  }
  return result;
});

/** A procedure for those whom the policy table allows, and nobody else. A refusal stands in the audit. */
export const procedureFor = (permission: Permission) =>
  signedIn.use(async ({ ctx, next, path }) => {
    if (may(ctx.session.role, permission)) return next({ ctx });
    const { clinic, deps } = ctx;
    await deps.db.withTenant(clinic.clinicId, (tenant) => recordRefusal(tenant, clinic.actor, path));
    throw new TRPCError({ code: 'FORBIDDEN' });
  });

/** The clinic's functions as this person calls them. */
export function clinicContext(deps: WebDeps, session: DeskSession): ClinicContext {
  return {
    db: deps.db,
    live: deps.live,
    jobs: deps.jobs,
    clock: deps.clock,
    logger: deps.logger,
    clinicId: session.clinicId,
    actor: {
      kind: 'staff',
      userId: session.userId,
      role: session.role,
      ...(session.doctorId === undefined ? {} : { doctorId: session.doctorId }),
      address: session.address,
      agent: session.agent,
    },
  };
}
