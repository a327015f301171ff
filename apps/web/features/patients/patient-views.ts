import type { Person } from '../shell/person.tsx';

export const patientViews = ['all', 'toComplete', 'duplicates', 'blocked', 'import'] as const;
export type PatientView = (typeof patientViews)[number];

/** What a role can look at: a doctor finds their own patients; files are an admin's. */
export function viewsOf(role: Person['role']): PatientView[] {
  if (role === 'doctor') return ['all'];
  return patientViews.filter((view) => view !== 'import' || role === 'admin');
}

export const readView = (search: URLSearchParams, role: Person['role']): PatientView =>
  viewsOf(role).find((view) => view === search.get('show')) ?? 'all';

/** A place in the list as the address says it; empty for the first. */
export function addressOf(view: PatientView, text: string): string {
  const search = new URLSearchParams();
  if (view !== 'all') search.set('show', view);
  if (text !== '') search.set('q', text);
  return search.size === 0 ? '' : `?${search}`;
}
