import ICAL from 'ical.js';

/** One appointment as calendars know it. Instants are milliseconds since the epoch. */
export interface CalendarEvent {
  /** The same for as long as the appointment lives, however often it is moved. */
  uid: string;
  /** Grows with every change. */
  sequence: number;
  startsAt: number;
  endsAt: number;
  summary: string;
  location: string;
  isCancelled: boolean;
  createdAt: number;
  changedAt: number;
}

/**
 * A calendar as RFC 5545 writes it. Times are in UTC: every reader shows them on its own clock, and no rule of a zone can be wrong. The same events
 * give the same text.
 */
export function calendarText(name: string, events: readonly CalendarEvent[]): string {
  const calendar = new ICAL.Component('vcalendar');
  for (const [property, value] of [
    ['prodid', '-//Vaani//Calendar//EN'],
    ['version', '2.0'],
    ['calscale', 'GREGORIAN'],
    ['method', 'PUBLISH'],
    ['name', name],
    ['x-wr-calname', name],
    ['x-published-ttl', 'PT15M'],
  ] as const)
    calendar.addPropertyWithValue(property, value);
  calendar.addProperty(new ICAL.Property(['refresh-interval', {}, 'duration', 'PT15M']));
  for (const event of events) calendar.addSubcomponent(toComponent(event));
  return `${calendar.toString()}\r\n`;
}

function toComponent(event: CalendarEvent): ICAL.Component {
  const component = new ICAL.Component('vevent');
  const set = (property: string, value: string | number | ICAL.Time) => component.addPropertyWithValue(property, value);
  set('uid', event.uid);
  set('sequence', event.sequence);
  set('dtstamp', utc(event.changedAt));
  set('created', utc(event.createdAt));
  set('last-modified', utc(event.changedAt));
  set('dtstart', utc(event.startsAt));
  set('dtend', utc(event.endsAt));
  set('summary', event.summary);
  set('location', event.location);
  set('status', event.isCancelled ? 'CANCELLED' : 'CONFIRMED');
  set('transp', event.isCancelled ? 'TRANSPARENT' : 'OPAQUE');
  return component;
}

const utc = (epochMs: number): ICAL.Time => ICAL.Time.fromJSDate(new Date(Math.floor(epochMs / 1_000) * 1_000), true);
