// Guards: no page is told of calls, or of another doctor's calendar, that its reader may not see.
import type { LiveEvent } from '@vaani/live';
import { expect, it } from 'vitest';
import { mayReceive, type Viewer } from './live-visibility.ts';

const ids = {
  doctor: '018f6a00-0000-7000-8000-000000000001',
  other: '018f6a00-0000-7000-8000-000000000002',
  user: '018f6a00-0000-7000-8000-000000000003',
};
const at = '2026-11-23T05:30:00Z';
const span = { startsAt: at, endsAt: '2026-11-23T05:45:00Z' };

const words: LiveEvent = {
  type: 'turn.words',
  at,
  data: { callId: ids.other, turnId: ids.other, index: 0, who: 'caller', language: 'en', isFinal: true, startedMs: 0 },
  personal: { text: 'hello' },
};
const appointmentOf = (doctorId: string): LiveEvent => ({
  type: 'appointment.changed',
  at,
  data: { appointmentId: ids.other, change: 'booked', doctorId, ...span, status: 'booked' },
  personal: { patientName: 'Asha' },
});
const doctor: Viewer = { userId: ids.user, role: 'doctor', doctorId: ids.doctor };

it('shows a receptionist and an admin all of their clinic', () => {
  for (const role of ['receptionist', 'admin'] as const) {
    expect(mayReceive({ userId: ids.user, role, doctorId: undefined }, words)).toBe(true);
    expect(mayReceive({ userId: ids.user, role, doctorId: undefined }, appointmentOf(ids.other))).toBe(true);
  }
});

it('shows a doctor their own calendar and nothing else', () => {
  expect(mayReceive(doctor, appointmentOf(ids.doctor))).toBe(true);
  expect(mayReceive(doctor, appointmentOf(ids.other))).toBe(false);
  expect(mayReceive(doctor, words)).toBe(false);
});

it('shows a doctor without a calendar nothing', () => {
  expect(mayReceive({ ...doctor, doctorId: undefined }, appointmentOf(ids.doctor))).toBe(false);
});

it('tells a doctor of changed hours that are theirs, or everybody’s', () => {
  const changed = (doctorId: string | null): LiveEvent => ({
    type: 'calendar.changed',
    at,
    data: { doctorId, ...span },
    personal: {},
  });
  expect(mayReceive(doctor, changed(ids.doctor))).toBe(true);
  expect(mayReceive(doctor, changed(null))).toBe(true);
  expect(mayReceive(doctor, changed(ids.other))).toBe(false);
});

it('tells of a session only its own user', () => {
  const event: LiveEvent = { type: 'user.session', at, data: { userId: ids.user, version: 2 }, personal: {} };
  expect(mayReceive(doctor, event)).toBe(true);
  expect(mayReceive({ ...doctor, userId: ids.other, role: 'admin' }, event)).toBe(false);
});

it('tells of what failed outside those who can mend it', () => {
  const event: LiveEvent = { type: 'trouble.raised', at, data: { kind: 'webhook', objectId: ids.other }, personal: {} };
  const told = (['admin', 'receptionist', 'doctor'] as const).filter((role) => mayReceive({ ...doctor, role }, event));
  expect(told).toEqual(['admin']);
});
