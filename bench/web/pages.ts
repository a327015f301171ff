import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export type Who = 'admin' | 'receptionist' | 'doctor';

/** A page that is measured. */
export interface Page {
  /** As it stands in the folder of the pages. */
  route: string;
  /** What is asked of it: its views are pages too. */
  query: string;
  /** Who looks; nobody, where no sign-in is needed. */
  as: Who | null;
}

/** Addresses of pages that are about one thing (a call, a link), by their route. */
export type Addresses = Readonly<Record<string, string>>;

const of = (as: Who | null, ...routes: string[]): Page[] =>
  routes.map((address) => {
    const [route = '', query = ''] = address.split('?');
    return { route, query: query === '' ? '' : `?${query}`, as };
  });

const settings = [
  ...['audit', 'blocked', 'calendars', 'clinic', 'doctors', 'greeting', 'hours', 'keys', 'knowledge', 'messages'],
  ...['people', 'phone', 'providers', 'services', 'transfers', 'webhooks'],
].map((name) => `/settings/${name}`);

/** Every page that the demo can show. */
export const pages: readonly Page[] = [
  ...of(null, '/sign-in', '/a/[token]', '/a/[token]?move=1', '/waiting/[token]', '/invitation/[secret]', '/api/docs'),
  ...of('receptionist', '/live', '/live?show=callbacks'),
  ...of('receptionist', ...['day', 'week', 'month', 'board', 'list'].map((view) => `/schedule?view=${view}`)),
  ...of('receptionist', '/patients', '/patients/[patientId]', '/calls', '/calls/[callId]'),
  ...of('receptionist', '/messages', '/messages/[messageId]', '/try', '/print/day'),
  ...of('doctor', '/my-day'),
  ...of('admin', '/analytics', '/analytics/visits', '/settings', ...settings),
];

/** Pages that are not measured, and why. */
export const notMeasured: Readonly<Record<string, string>> = {
  '/': 'leads on to the page that somebody begins with',
  '/setup': 'is there until the first clinic is, and the demo has two',
};

export const nameOf = ({ route, query }: Page): string => `${route}${query}`;

/** @throws where it is not known which call, patient or link the page is about. */
export function addressOf(page: Page, addresses: Addresses): string {
  const address = addresses[page.route] ?? page.route;
  if (address.includes('[')) throw new Error(`Which one is ${page.route} about?`);
  return `${address}${page.query}`;
}

/** The routes of all pages there are, from the folder of the desk; a folder in brackets is no part of an address. */
export async function routesOnDisk(): Promise<string[]> {
  const app = fileURLToPath(new URL('../../apps/web/app', import.meta.url));
  const files = await readdir(app, { recursive: true });
  return files
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${file.replaceAll(/\([^)]*\)\//g, '').replace(/\/?page\.tsx$/, '')}`)
    .sort();
}
