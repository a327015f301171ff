// Guards the calendar on a doctor's phone: one event an appointment whatever becomes of it, nobody's name unless the clinic wants it, and an end.
import { randomUUID } from 'node:crypto';
import {
  bookAppointment,
  cancelAppointment,
  createFeed,
  listFeeds,
  rescheduleAppointment,
  revokeFeed,
} from '@vaani/clinic';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiHouse, startApiHouse } from './testing/api-house.ts';

let api: ApiHouse;
beforeAll(async () => {
  api = await startApiHouse('2026-11-24T06:00:00Z', { domain: 'feeds.test' });
});
afterAll(() => api.close());

const admin = () => api.house.as(api.clinic.clinicId, api.clinic.admin);
const feedOf = (doctor: number, hasNames = false) =>
  createFeed(admin(), { doctorId: api.clinic.doctorIds[doctor] ?? '', label: 'Phone', hasNames });
const read = (path: string, headers: Record<string, string> = {}) =>
  api.call('GET', path.replace('/api/v1', ''), { key: null, headers });

async function book(minutes: number, doctor = 0): Promise<string> {
  const booked = await bookAppointment(admin(), {
    slot: api.clinic.slot('2026-11-26', minutes, doctor),
    patientId: api.patientId,
    reason: 'fever',
    idempotencyKey: randomUUID(),
    isDespiteOwn: true,
  });
  if (!booked.ok) throw new Error(booked.reason);
  return booked.appointment.id;
}

async function move(appointmentId: string, minutes: number, doctor = 0): Promise<string> {
  const slot = api.clinic.slot('2026-11-26', minutes, doctor);
  const request = { appointmentId, slot, by: 'patient' as const, idempotencyKey: randomUUID(), isDespiteOwn: true };
  const moved = await rescheduleAppointment(admin(), request);
  if (!moved.ok) throw new Error(moved.reason);
  return moved.appointment.id;
}

/** The events of a calendar, by UID. */
function eventsOf(text: string): Map<string, Record<string, string>> {
  const unfolded = text.replaceAll('\r\n ', '');
  const events = unfolded
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((part) =>
      Object.fromEntries(
        part.split('\r\n').flatMap((line) => {
          const at = line.indexOf(':');
          return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
        }),
      ),
    );
  return new Map(events.map((event) => [event.UID ?? '', event]));
}

it('is one event an appointment: moved it is the same at another time, cancelled it says so', async () => {
  const { path } = await feedOf(0);
  const first = await book(600);
  const before = await read(path);
  expect(before.status).toBe(200);
  expect(before.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const uid = `${first}@vaani`;
  const booked = eventsOf(before.text).get(uid);
  expect(booked).toMatchObject({ DTSTART: '20261126T043000Z', DTEND: '20261126T044500Z', STATUS: 'CONFIRMED' });

  // A second of the database's clock, by which a change is counted.
  await api.house.owner.query(`UPDATE appointments SET created_at = created_at - INTERVAL '1 minute' WHERE id = $1`, [
    first,
  ]);
  const second = await move(await move(first, 645), 900);
  const moved = eventsOf((await read(path)).text);
  expect(moved.size).toBe(1);
  expect(moved.get(uid)).toMatchObject({ DTSTART: '20261126T093000Z', STATUS: 'CONFIRMED' });
  expect(Number(moved.get(uid)?.SEQUENCE)).toBeGreaterThan(Number(booked?.SEQUENCE));

  await cancelAppointment(admin(), { appointmentId: second, by: 'patient' });
  expect(eventsOf((await read(path)).text).get(uid)).toMatchObject({ STATUS: 'CANCELLED' });
});

it('moved to another doctor it is cancelled with the one and there with the other', async () => {
  const [theirs, others] = [await feedOf(0), await feedOf(1)];
  const first = await book(540);
  await move(first, 555, 1);
  const uid = `${first}@vaani`;
  expect(eventsOf((await read(theirs.path)).text).get(uid)?.STATUS).toBe('CANCELLED');
  expect(eventsOf((await read(others.path)).text).get(uid)).toMatchObject({
    STATUS: 'CONFIRMED',
    DTSTART: '20261126T034500Z',
  });
});

it('says no names and no reasons, unless the clinic wants names', async () => {
  await book(960);
  const plain = (await read((await feedOf(0)).path)).text;
  for (const word of ['Asha', 'fever', '6000700001']) expect(plain).not.toContain(word);
  const named = (await read((await feedOf(0, true)).path)).text;
  expect(named).toContain('SUMMARY:Asha Kulkarni (Consultation)');
  expect(named).not.toContain('fever');
  const doctor = api.house.as(api.clinic.clinicId, api.clinic.doctor);
  const mine = { doctorId: api.clinic.doctorIds[0], label: 'Mine' };
  expect((await createFeed(doctor, mine)).feed.hasNames).toBe(false);
  await expect(createFeed(doctor, { ...mine, hasNames: true })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(createFeed(doctor, { ...mine, doctorId: api.clinic.doctorIds[1] })).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

it('is not sent again to who has it, and every reading is on record', async () => {
  const { path, feed } = await feedOf(1);
  const { headers } = await read(path);
  const again = await read(path, { 'if-none-match': headers.get('etag') ?? '' });
  expect([again.status, again.text]).toEqual([304, '']);
  const { rows } = await api.house.owner.query<{ outcome: string }>(
    `SELECT outcome FROM audit_entries WHERE action = 'calendar-feed.read' AND object_id = $1`,
    [feed.id],
  );
  expect(rows).toEqual([{ outcome: 'done' }, { outcome: 'done' }]);
  expect((await listFeeds(admin())).find(({ id }) => id === feed.id)?.lastReadAt).toBe('2026-11-24T06:00:00.000Z');
});

it('ends when it is revoked, and cannot be guessed', async () => {
  const { path, feed, secret } = await feedOf(0);
  expect(secret).toMatch(/^cal_[\w-]{43}$/);
  const { rows } = await api.house.owner.query('SELECT 1 FROM calendar_feeds f WHERE f::text LIKE $1', [`%${secret}%`]);
  expect(rows).toEqual([]);
  await revokeFeed(admin(), feed.id);
  await revokeFeed(admin(), feed.id);
  for (const gone of [
    path,
    '/api/v1/ical/cal_guess.ics',
    '/api/v1/ical/%00.ics',
    `/api/v1/ical/${'x'.repeat(200)}.ics`,
  ]) {
    const answer = await read(gone);
    expect([answer.status, answer.headers.get('content-type')], gone).toEqual([404, 'application/problem+json']);
  }
  await expect(revokeFeed(api.house.as(api.other.clinicId, api.other.admin), feed.id)).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('is asked for by calendars, and not by everybody all the time', async () => {
  const { path, feed } = await feedOf(0);
  await api.house.countRate(`feed:${feed.id}`, 119, 3_600_000);
  expect((await read(path)).status).toBe(200);
  const shut = await read(path);
  expect(shut.status).toBe(429);
  expect(Number(shut.headers.get('retry-after'))).toBeGreaterThan(0);
});
