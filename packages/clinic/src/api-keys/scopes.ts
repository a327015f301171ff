import { z } from 'zod';

/** What a key may do, each with what it means for whoever grants it. What a key does not name is refused. */
export const scopeMeanings = {
  'appointments:read': 'See appointments: times, doctor, service, status, reason. Patients by id.',
  'appointments:write': 'Book, move, confirm and cancel appointments.',
  'doctors:read': 'See doctors, their hours and their busy times. No patients.',
  'slots:read': 'See free times.',
  'patients:read': 'Find patients and see their details, and their names on appointments and calls.',
  'patients:write': 'Register patients and change their details.',
  'queues:read': 'See which token is running, and the wait. No names.',
  'calls:read': 'See calls: times, language, outcome, summary.',
  'transcripts:read': 'Read what was said in calls.',
  'webhooks:read': 'See webhooks and what was delivered.',
  'webhooks:write': 'Add, change and remove webhooks.',
} as const;

export type Scope = keyof typeof scopeMeanings;

export const scopes = Object.keys(scopeMeanings) as [Scope, ...Scope[]];

export const scopeSchema = z.enum(scopes, 'is not a scope');

/** Stored scopes that this version knows; one that was withdrawn grants nothing. */
export function knownScopes(stored: readonly string[]): Scope[] {
  return scopes.filter((scope) => stored.includes(scope));
}
