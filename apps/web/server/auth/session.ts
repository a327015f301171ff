import 'server-only';
import { type Role, sessionState } from '@vaani/clinic';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { webDeps } from '../deps.ts';
import { authOptions } from './options.ts';
import { addressOf, agentOf } from './request.ts';

export interface DeskSession {
  userId: string;
  name: string;
  email: string;
  clinicId: string;
  clinicName: string;
  role: Role;
  /** Which doctor this person is, where the role is `doctor`. */
  doctorId: string | undefined;
  version: number;
  memberships: { clinicId: string; clinicName: string; role: Role }[];
  address: string;
  agent: string;
}

/**
 * Who asks, as the database says now: a cookie of an older session version, of a disabled user, or of a clinic left
 * behind is nobody. Looked up once a request.
 */
export const currentSession = cache(async (): Promise<DeskSession | null> => {
  const deps = webDeps();
  const token = await getServerSession(authOptions(deps));
  if (!token?.userId) return null;
  const state = await sessionState(deps, token.userId);
  if (state === null || state.isDisabled || state.version !== token.version) return null;
  const membership = state.memberships.find((candidate) => candidate.clinicId === token.clinicId);
  if (membership === undefined) return null;
  const sent = await headers();
  return {
    userId: token.userId,
    name: token.name,
    email: token.email,
    clinicId: membership.clinicId,
    clinicName: membership.clinicName,
    role: membership.role,
    doctorId: membership.doctorId ?? undefined,
    version: state.version,
    memberships: state.memberships.map(({ clinicId, clinicName, role }) => ({ clinicId, clinicName, role })),
    address: addressOf(sent),
    agent: agentOf(sent),
  };
});

/** The session of a page; without one the visitor goes to the sign-in page. */
export async function requireSession(): Promise<DeskSession> {
  return (await currentSession()) ?? redirect('/sign-in');
}
