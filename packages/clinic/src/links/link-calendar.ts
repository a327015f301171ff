import type { ClinicDeps } from '../context.ts';
import { targetOf } from './appointment-link.ts';
import { calendarFile } from './calendar-file.ts';
import { type ClosedLink, isClosed, type LinkRequest, openLink } from './open-link.ts';

/** The calendar file of a link's appointment. Taking it changes nothing. */
export async function readLinkCalendar(
  deps: ClinicDeps,
  request: LinkRequest,
  language: 'en' | 'hi',
): Promise<{ state: 'open'; text: string } | ClosedLink> {
  const link = await openLink(deps, request, 'appointment');
  if (isClosed(link)) return link;
  const target = await targetOf(link);
  if (target === null) return { state: 'forged' };
  const now = deps.clock.now();
  return { state: 'open', text: calendarFile(target.view, { id: target.id, language, now }) };
}
