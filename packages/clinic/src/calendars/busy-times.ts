import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { startOfDay } from '../scheduling/civil-time.ts';

/** A stretch in milliseconds since the epoch, end excluded. */
export interface BusyTime {
  startsAt: number;
  endsAt: number;
}

export interface BusyQuery {
  /** IANA zone of the clinic: what whole days and times without a zone mean. */
  zone: string;
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
}

/** The text cannot be used: it is no calendar, or one that never ends. */
export class CalendarTextError extends Error {
  override name = 'CalendarTextError';
  readonly failure: 'no-calendar' | 'too-much';

  constructor(failure: 'no-calendar' | 'too-much', options?: ErrorOptions) {
    super(failure, options);
    this.failure = failure;
  }
}

const MOST_EVENTS = 10_000;
/** Occurrences looked at, of all events together: a daily event of thirty years has eleven thousand. */
const MOST_STEPS = 100_000;
const MOST_TIMES = 5_000;

/**
 * When somebody is busy, by their calendar in RFC 5545: repeated events expanded within the range, single days left out or moved as the calendar
 * says, what is free or cancelled ignored. Overlapping times are one. Pure, but a crafted rule can keep ical.js busy for ever: run it where it can be
 * stopped.
 * @throws {CalendarTextError}
 */
export function busyTimes(text: string, query: BusyQuery): BusyTime[] {
  const times: BusyTime[] = [];
  let steps = 0;
  const step = () => {
    if (++steps > MOST_STEPS) throw new CalendarTextError('too-much');
  };
  const add = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time) => {
    if (isFree(item.component)) return;
    const time = { startsAt: epochOf(start, query.zone), endsAt: epochOf(end, query.zone) };
    if (time.endsAt > time.startsAt && time.startsAt < query.to && time.endsAt > query.from) times.push(time);
    if (times.length > MOST_TIMES) throw new CalendarTextError('too-much');
  };
  for (const calendar of parse(text)) {
    const events = calendar.getAllSubcomponents('vevent');
    if (events.length > MOST_EVENTS) throw new CalendarTextError('too-much');
    nameZones(calendar, events);
    const byUid = Map.groupBy(events, (event) => String(event.getFirstPropertyValue('uid') ?? ''));
    for (const [, group] of byUid) addGroup(group, query, { add, step });
  }
  return merge(times);
}

function parse(text: string): ICAL.Component[] {
  try {
    const parsed: unknown[] = ICAL.parse(text);
    // One calendar comes as itself, several as a list of them.
    const all = typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][]);
    const calendars = all.map((one) => new ICAL.Component(one)).filter(({ name }) => name === 'vcalendar');
    if (calendars.length > 0) return calendars;
  } catch (cause) {
    throw new CalendarTextError('no-calendar', { cause });
  }
  throw new CalendarTextError('no-calendar');
}

/** Makes names of zones survive that the calendar brings no rules for: by itself ical.js forgets them. */
function nameZones(calendar: ICAL.Component, events: readonly ICAL.Component[]): void {
  for (const property of events.flatMap((event) => event.getAllProperties())) {
    const tzid = property.getFirstParameter('tzid');
    if (tzid === '' || tzid === undefined || calendar.getTimeZoneByID(tzid) || ICAL.TimezoneService.has(tzid)) continue;
    const zone = new ICAL.Timezone({ tzid });
    // Repeating goes by the clock on the wall; which instants those are is for `epochOf` to say.
    zone.utcOffset = () => 0;
    ICAL.TimezoneService.register(zone, tzid);
  }
}

interface Sink {
  add(item: ICAL.Event, start: ICAL.Time, end: ICAL.Time): void;
  /** Counts an occurrence that was looked at. */
  step(): void;
}

/** All that a calendar says of one event: itself, and the single days on which it is otherwise. */
function addGroup(group: ICAL.Component[], query: BusyQuery, { add, step }: Sink): void {
  const [exceptions, masters] = partition(group, (event) => event.hasProperty('recurrence-id'));
  for (const component of exceptions.concat(masters)) if (!component.hasProperty('dtstart')) return;
  const moved = new Set(
    exceptions.map((event) => epochOf(event.getFirstPropertyValue('recurrence-id') as ICAL.Time, query.zone)),
  );
  for (const component of exceptions) {
    step();
    const event = new ICAL.Event(component);
    add(event, event.startDate, event.endDate);
  }
  for (const component of masters) {
    const event = new ICAL.Event(component, { exceptions, strictExceptions: false });
    if (!event.isRecurring()) {
      step();
      add(event, event.startDate, event.endDate);
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      step();
      const at = epochOf(next, query.zone);
      if (at >= query.to) break;
      if (moved.has(at)) continue;
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      add(item, startDate, endDate);
    }
  }
}

function partition<T>(all: T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function isFree(component: ICAL.Component): boolean {
  const says = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase();
  return (
    says('transp') === 'TRANSPARENT' || says('status') === 'CANCELLED' || says('x-microsoft-cdo-busystatus') === 'FREE'
  );
}

/**
 * The instant of a time of a calendar. A zone that is known by its name goes by its own rules, whatever the calendar says of it; any other by the
 * calendar's; a time without a zone, and a whole day, by the clinic's clock.
 */
function epochOf(time: ICAL.Time, zone: string): number {
  if (time.isDate) return startOfDay(plainDate(time), zone);
  const named = time.zone?.tzid ?? '';
  if (named === 'UTC' || named === 'Z') return time.toUnixTime() * 1_000;
  const iana = zoneNamed(named);
  if (iana !== null) return wallTime(time, iana);
  return time.zone?.component ? time.toUnixTime() * 1_000 : wallTime(time, zone);
}

const pad = (value: number) => String(value).padStart(2, '0');
const plainDate = ({ year, month, day }: ICAL.Time) => `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;

function wallTime(time: ICAL.Time, zone: string): number {
  const { year, month, day, hour, minute, second } = time;
  return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }).toZonedDateTime(zone)
    .epochMilliseconds;
}

/** Names that Windows gives to zones, for those that write no rules beside them. */
const windowsZones: Record<string, string> = {
  'India Standard Time': 'Asia/Kolkata',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Pacific Standard Time': 'America/Los_Angeles',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Arabian Standard Time': 'Asia/Dubai',
  'Singapore Standard Time': 'Asia/Singapore',
};

const knownZones = new Map<string, string | null>();

/** The IANA zone that a calendar's name of a zone means; null where it is none. */
function zoneNamed(name: string): string | null {
  if (name === '' || name === 'floating') return null;
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  // Some write a path before it: /mozilla.org/20050126_1/Asia/Kolkata.
  const candidates = [windowsZones[name], name, name.split('/').slice(-2).join('/')];
  const found = candidates.find((candidate) => candidate !== undefined && isZone(candidate)) ?? null;
  knownZones.set(name, found);
  return found;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** In order, those that overlap or touch as one. */
function merge(times: BusyTime[]): BusyTime[] {
  const merged: BusyTime[] = [];
  for (const time of times.toSorted((a, b) => a.startsAt - b.startsAt)) {
    const last = merged.at(-1);
    if (last !== undefined && time.startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, time.endsAt);
    else merged.push({ ...time });
  }
  return merged;
}
