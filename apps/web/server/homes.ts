import { may, type Permission, type Role } from '@vaani/clinic';

const pages = [
  { page: 'live', permission: 'live.watch' },
  { page: 'schedule', permission: 'schedule.read' },
  { page: 'my-day', permission: 'queue.call', only: 'doctor' },
  { page: 'patients', permission: 'patients.read' },
  { page: 'calls', permission: 'calls.read' },
  { page: 'messages', permission: 'messages.read' },
  { page: 'analytics', permission: 'analytics.read' },
  { page: 'settings', permission: 'calendars.write' },
] as const satisfies readonly { page: string; permission: Permission; only?: Role }[];

export type Page = (typeof pages)[number]['page'];

/** The pages a role has, in the order of the rail. */
export function pagesOf(role: Role): Page[] {
  const listed: readonly { page: Page; permission: Permission; only?: Role }[] = pages;
  return listed
    .filter(({ permission, only }) => may(role, permission) && (only === undefined || only === role))
    .map(({ page }) => page);
}

/** The page a role starts on: the live board for those at the desk, the schedule for a doctor. */
export function homeOf(role: Role): `/${Page}` {
  return `/${pagesOf(role)[0] ?? 'schedule'}`;
}
