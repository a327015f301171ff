import 'server-only';
import { sessionState, verifySignIn } from '@vaani/clinic';
import type { AuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import type { WebDeps } from '../deps.ts';
import { addressOf } from './request.ts';

/** What the signed cookie says. Role and doctor are looked up anew at each request; they are not believed from here. */
declare module 'next-auth/jwt' {
  interface JWT {
    name?: string | null;
    email?: string | null;
    clinicId?: string;
    version?: number;
  }
}

declare module 'next-auth' {
  interface Session {
    userId: string;
    name: string;
    email: string;
    clinicId: string;
    version: number;
  }
  interface User {
    clinicId: string;
    version: number;
  }
}

const credentialsSchema = z.object({ email: z.email().max(254), password: z.string().min(1).max(200) });
const switchSchema = z.object({ clinicId: z.uuid() });

/** A session ends after a long day at the desk; while the desk is open it is renewed. */
const SESSION_SECONDS = 12 * 60 * 60;

/** Sign-in by e-mail and password. A refusal says `invalid` or `locked` and never whether the address is known. */
export function authOptions(deps: WebDeps): AuthOptions {
  return {
    secret: deps.settings.authSecret,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: deps.settings.webUrl.startsWith('https:'),
    // The library's own lines may quote what was typed.
    logger: {
      error: (code) => deps.logger.warn('sign-in failed', { code }),
      warn: (code) => deps.logger.debug('sign-in warning', { code }),
      debug: () => undefined,
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(given, request) {
          const parsed = credentialsSchema.safeParse(given);
          if (!parsed.success) throw new Error('invalid');
          const result = await verifySignIn(deps, { ...parsed.data, address: addressOf(request.headers ?? {}) });
          if (!result.ok) throw new Error(result.reason);
          const clinicId = result.memberships[0]?.clinicId;
          if (clinicId === undefined) throw new Error('invalid');
          return { ...result.user, clinicId, version: result.sessionVersion };
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user, trigger, session }) {
        if (user) {
          const { id: sub, name = null, email = null, clinicId, version } = user;
          return { sub, name, email, clinicId, version };
        }
        if (trigger === 'update') {
          const wanted = switchSchema.safeParse(session);
          const state = token.sub ? await sessionState(deps, token.sub) : null;
          const isMember = state?.memberships.some((membership) => membership.clinicId === wanted.data?.clinicId);
          if (wanted.success && isMember) return { ...token, clinicId: wanted.data.clinicId };
        }
        return token;
      },
      session: ({ session, token }) => ({
        expires: session.expires,
        userId: token.sub ?? '',
        name: token.name ?? '',
        email: token.email ?? '',
        clinicId: token.clinicId ?? '',
        version: token.version ?? -1,
      }),
    },
  };
}
