// Guards a doctor's outside calendar: what is busy there cannot be booked here, what was booked before is shown, and a calendar that fails is seen to.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  addOutsideCalendar,
  bookAppointment,
  type ClinicContext,
  doctorSchedule,
  fetchCalendar,
  listClashes,
  listOutsideCalendars,
  refreshOutsideCalendar,
  removeOutsideCalendar,
  searchSlots,
} from '@vaani/clinic';
import { type House, rawRows, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { systemClock } from '@vaani/config';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutside } from './outside/create-outside.ts';
import { createExpandCalendar } from './outside/expand-calendar.ts';

const start = Date.parse('2026-11-24T06:00:00Z');
const by = { outside: createOutside({ isLocal: true }), expand: createExpandCalendar({ clock: systemClock }) };

let house: House;
let clinic: TestClinic;
let server: Server;
let answer: (ifNoneMatch: string | undefined) => { status: number; body?: string; etag?: string };
let asked: (string | undefined)[] = [];

beforeAll(async () => {
  house = await startHouse(new Date(start).toISOString());
  const person = { birth: null, language: null, relation: 'self', guardian: null, kind: 'man' as const };
  clinic = await testClinic(house, {
    domain: 'outside.test',
    people: [{ ...person, name: 'Ravi Rao', phone: '+916000700002', uhid: 'O-1' }],
  });
  server = createServer((request, response) => {
    asked.push(request.headers['if-none-match']);
    const { status, body = '', etag } = answer(request.headers['if-none-match']);
    response.writeHead(status, { 'content-type': 'text/calendar', ...(etag === undefined ? {} : { etag }) }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await house.close();
});
beforeEach(async () => {
  house.setNow(new Date(start).toISOString());
  asked = [];
  for (const { id } of await listOutsideCalendars(admin())) await removeOutsideCalendar(admin(), id);
});

const admin = (): ClinicContext => house.as(clinic.clinicId, clinic.admin);
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-token/basic.ics`;
const text = (...events: [from: string, to: string][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap(([from, to], index) => [
      'BEGIN:VEVENT',
      `UID:${index}`,
      `DTSTART;TZID=Asia/Kolkata:${from}`,
      `DTEND;TZID=Asia/Kolkata:${to}`,
      'SUMMARY:Surgery on Mr Secret',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');
const add = async () => {
  const wanted = { doctorId: clinic.doctorIds[0], label: 'Own calendar', url: url() };
  return (await addOutsideCalendar(admin(), wanted, { isLocal: true })).id;
};
const fetchIt = (id: string) => fetchCalendar(house.as(clinic.clinicId), id, by);
const only = async () => (await listOutsideCalendars(admin()))[0];
const free = async () =>
  (
    await searchSlots(admin(), {
      doctorId: clinic.doctorIds[0],
      from: '2026-11-26',
      to: '2026-11-26',
      isWhole: true,
      limit: 100,
    })
  ).map(({ startsAt }) => startsAt.slice(11, 16));

describe('a calendar kept elsewhere', () => {
  it('takes time here, and gives it back when it is free there again', async () => {
    answer = () => ({ status: 200, body: text(['20261126T100000', '20261126T120000']) });
    const id = await add();
    expect(await free()).toContain('04:30');
    await fetchIt(id);
    const left = await free();
    expect(left).toContain('04:15');
    for (const taken of ['04:30', '05:00', '06:15']) expect(left).not.toContain(taken);
    expect(left).toContain('06:30');
    const refused = await bookAppointment(admin(), {
      slot: clinic.slot('2026-11-26', 630),
      patientId: clinic.patients[0]?.id ?? '',
      idempotencyKey: randomUUID(),
    });
    expect(refused).toMatchObject({ ok: false, reason: 'outside' });
    answer = () => ({ status: 200, body: text() });
    await fetchIt(id);
    expect(await free()).toContain('04:30');
  });

  it('gives its time back when it is removed', async () => {
    answer = () => ({ status: 200, body: text(['20261126T100000', '20261126T120000']) });
    const id = await add();
    await fetchIt(id);
    expect(await free()).not.toContain('04:30');
    await removeOutsideCalendar(admin(), id);
    await removeOutsideCalendar(admin(), id);
    expect(await free()).toContain('04:30');
    await fetchIt(id);
    expect(await listOutsideCalendars(admin())).toEqual([]);
  });

  it('is shown where it meets what was booked before', async () => {
    answer = () => ({ status: 200, body: text() });
    const id = await add();
    await fetchIt(id);
    const booked = await bookAppointment(admin(), {
      slot: clinic.slot('2026-11-26', 600),
      patientId: clinic.patients[0]?.id ?? '',
      idempotencyKey: randomUUID(),
    });
    if (!booked.ok) throw new Error(booked.reason);
    expect(await listClashes(admin(), {})).toEqual([]);
    answer = () => ({ status: 200, body: text(['20261126T095500', '20261126T100500']) });
    await fetchIt(id);
    expect(await listClashes(admin(), {})).toEqual([
      {
        appointment: booked.appointment,
        busy: {
          calendarId: id,
          label: 'Own calendar',
          startsAt: '2026-11-26T04:25:00Z',
          endsAt: '2026-11-26T04:35:00Z',
        },
      },
    ]);
    expect(await listClashes(admin(), { doctorId: clinic.doctorIds[1] })).toEqual([]);
    house.setNow('2026-11-26T04:45:00Z');
    expect(await listClashes(admin(), {})).toEqual([]);
  });

  it('is asked whether it has changed, and read anew after a day all the same', async () => {
    answer = (known) => (known === '"v1"' ? { status: 304 } : { status: 200, etag: '"v1"', body: text() });
    const id = await add();
    await fetchIt(id);
    house.setNow(new Date(start + 900_000).toISOString());
    await fetchIt(id);
    expect(asked).toEqual([undefined, '"v1"']);
    expect((await only())?.fetchedAt).toBe('2026-11-24T06:15:00.000Z');
    house.setNow(new Date(start + 86_400_000).toISOString());
    await fetchIt(id);
    expect(asked[2]).toBeUndefined();
  });

  it('tells the desk and what is kept of the schedule when it changes', async () => {
    answer = () => ({ status: 200, body: text() });
    const id = await add();
    await fetchIt(id);
    const q = { doctorId: clinic.doctorIds[0], date: '2026-11-27' };
    await doctorSchedule(admin(), q);
    await house.owner.query(`UPDATE breaks SET from_min = 600, to_min = 660 WHERE doctor_id = $1`, [q.doctorId]);
    const kept = await doctorSchedule(admin(), q);
    expect(kept.closed.map(({ startsAt }) => startsAt)).not.toContain('2026-11-27T04:30:00Z');
    answer = () => ({ status: 200, body: text(['20261127T100000', '20261127T103000']) });
    await fetchIt(id);
    expect((await doctorSchedule(admin(), q)).closed.map(({ startsAt }) => startsAt)).toContain('2026-11-27T04:30:00Z');
    await house.owner.query(`UPDATE breaks SET from_min = 780, to_min = 840 WHERE doctor_id = $1`, [q.doctorId]);
  });
});

describe('one that fails', () => {
  it.each([
    ['is not there', () => ({ status: 404 }), 'not-found'],
    ['wants a password', () => ({ status: 401 }), 'not-allowed'],
    ['leads elsewhere', () => ({ status: 302 }), 'redirect'],
    ['is broken', () => ({ status: 500 }), 'status'],
    ['is no calendar', () => ({ status: 200, body: '<html>' }), 'no-calendar'],
    ['never ends', () => ({ status: 200, body: 'x'.repeat(6 * 1024 * 1024) }), 'too-large'],
    ['says "unchanged" to who has nothing', () => ({ status: 304 }), 'redirect'],
  ] as const)('because it %s says so, and what was known still counts', async (_, failing, failure) => {
    answer = () => ({ status: 200, body: text(['20261126T100000', '20261126T120000']) });
    const id = await add();
    await fetchIt(id);
    answer = failing;
    house.setNow(new Date(start + 86_400_000).toISOString());
    await fetchIt(id);
    expect(await only()).toMatchObject({ failure, failingSince: '2026-11-25T06:00:00.000Z', busyCount: 1 });
    expect(await free()).not.toContain('04:30');
    answer = () => ({ status: 200, body: text() });
    await fetchIt(id);
    expect(await only()).toMatchObject({ failure: null, failingSince: null, busyCount: 0 });
  });

  it('for a day is told to the desk, once', async () => {
    const heard: unknown[] = [];
    const publish: ClinicContext['live']['publish'] = async (_, event) => {
      heard.push(event);
      return null;
    };
    const listening = { ...house.live, publish };
    const ctx: ClinicContext = { ...house.as(clinic.clinicId), live: listening };
    answer = () => ({ status: 500 });
    const id = await add();
    for (let quarter = 0; quarter <= 100; quarter++) {
      house.setNow(new Date(start + quarter * 900_000).toISOString());
      await fetchCalendar(ctx, id, by);
    }
    expect(heard).toEqual([
      expect.objectContaining({ type: 'trouble.raised', data: { kind: 'calendar', objectId: id } }),
    ]);
  });

  it.each(['http://192.168.1.1/x.ics', 'https://localhost/x.ics', 'file:///etc/passwd', 'https://calendar'])(
    'before it begins, for its address, is refused: %s',
    async (address) => {
      const wanted = { doctorId: clinic.doctorIds[0], label: 'x', url: address };
      await expect(addOutsideCalendar(admin(), wanted, { isLocal: false })).rejects.toMatchObject({
        code: 'bad-input',
        field: 'url',
      });
    },
  );
});

it('is a doctor’s own affair and the admin’s, and its address lies nowhere in the open', async () => {
  answer = () => ({ status: 200, body: text(['20261126T100000', '20261126T120000']) });
  const id = await add();
  await fetchIt(id);
  const doctor = house.as(clinic.clinicId, clinic.doctor);
  expect(await listOutsideCalendars(doctor)).toHaveLength(1);
  await refreshOutsideCalendar(doctor, id);
  const others = { doctorId: clinic.doctorIds[1], label: 'x', url: url() };
  await expect(addOutsideCalendar(doctor, others, { isLocal: true })).rejects.toMatchObject({ code: 'not-allowed' });
  const theirs = await addOutsideCalendar(admin(), others, { isLocal: true });
  expect(await listOutsideCalendars(doctor)).toHaveLength(1);
  await expect(refreshOutsideCalendar(doctor, theirs.id)).rejects.toMatchObject({ code: 'not-found' });
  expect(JSON.stringify(await listOutsideCalendars(admin()))).not.toContain('secret-token');
  for (const [table, rows] of await rawRows(house.owner))
    for (const word of ['secret-token', 'Mr Secret']) expect(rows, table).not.toContain(word);
});
