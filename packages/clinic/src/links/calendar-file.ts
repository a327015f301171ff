import ICAL from 'ical.js';
import type { LinkedAppointment } from './appointment-link.ts';

/**
 * The appointment as a calendar file (RFC 5545): doctor, clinic, address and time. The link itself is left out: calendars are shared, and whoever has it
 * may cancel.
 * @param o.id stays the same for the same appointment, so that an entry is replaced and not doubled. @param o.now epoch milliseconds.
 */
export function calendarFile(
  appointment: LinkedAppointment,
  o: { id: string; language: 'en' | 'hi'; now: number },
): string {
  const isHindi = o.language === 'hi';
  const named = (one: { name: string; nameHindi: string }) =>
    isHindi && one.nameHindi !== '' ? one.nameHindi : one.name;
  const { clinic, branch, doctor } = appointment;
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Vaani//Appointments//EN');
  calendar.updatePropertyWithValue('method', 'PUBLISH');
  const event = new ICAL.Component('vevent');
  const set = (name: string, value: string | ICAL.Time) => event.updatePropertyWithValue(name, value);
  set('uid', `${o.id}@vaani`);
  set('dtstamp', utc(o.now));
  set('dtstart', utc(Date.parse(appointment.startsAt)));
  set('dtend', utc(Date.parse(appointment.endsAt)));
  set('summary', `${named(doctor)}, ${named(clinic)}`);
  set('location', [named(branch), branch.address].filter(Boolean).join(', '));
  if (clinic.phone !== null) set('description', clinic.phone);
  set('status', appointment.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED');
  set('transp', 'OPAQUE');
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

const utc = (epochMs: number): ICAL.Time => ICAL.Time.fromJSDate(new Date(epochMs), true);
