import { readFeed } from '@vaani/clinic';
import { z } from 'zod';
import type { OpenOperation } from './operation.ts';
import { Problem } from './problem.ts';

const paramsSchema = z.strictObject({ secret: z.string().regex(/^[\w-]{1,100}$/) });

/** A doctor's appointments for the calendar on their phone. The address is the secret: whoever has it reads. */
export const feedOperation: OpenOperation = {
  kind: 'open',
  id: 'readCalendar',
  method: 'GET',
  path: '/ical/{secret}.ics',
  area: 'Calendars',
  summary: 'A doctor’s appointments as a calendar (RFC 5545)',
  description:
    'For calendar programs that subscribe. The address is secret, made and revoked in the clinic’s settings; patients’ names are in it only where the clinic says so. An appointment keeps its UID when it is moved.',
  params: paramsSchema,
  contentType: 'text/calendar; charset=utf-8',
  answer: null,
  refuses: ['too-many-requests'],
  async handle({ deps, path, address, agent }) {
    const parsed = paramsSchema.safeParse(path);
    const answer = parsed.success ? await readFeed(deps, { ...parsed.data, address, agent }) : null;
    if (answer?.ok) return { text: answer.text, headers: { 'content-disposition': 'inline; filename="vaani.ics"' } };
    if (answer?.reason !== 'limit') throw new Problem('not-found', 'There is no such calendar.');
    throw new Problem('too-many-requests', {
      detail: 'This calendar is asked for too often.',
      headers: { 'retry-after': String(Math.max(1, Math.ceil(answer.retryAfterMs / 1_000))) },
    });
  },
};
