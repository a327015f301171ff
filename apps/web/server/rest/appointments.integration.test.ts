// Guards what other systems do with a clinic's calendar: the same rules as at the desk, no more of a patient than the key names, no answer that is old.
import { randomUUID } from 'node:crypto';
import { bookAppointment, endCall, forgetSchedules, recordTurns, startCall } from '@vaani/clinic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiHouse, startApiHouse } from './testing/api-house.ts';

interface Appointment {
  id: string;
  status: string;
  startsAt: string;
  endsAt: string;
  doctorId: string;
  patientName?: string | null;
  reason?: string | null;
  movedFromId?: string | null;
  movedToId?: string | null;
}
interface Told {
  status: number;
  reason?: string;
  field?: string;
  alternatives?: { startsAt: string; doctorId: string }[];
}

let api: ApiHouse;
beforeAll(async () => {
  api = await startApiHouse('2026-11-24T06:00:00Z', { domain: 'appointments.test' });
});
afterAll(() => api.close());

const at = (date: string, minutes: number, more: object = {}) => {
  const { doctorId, startsAt } = api.clinic.slot(date, minutes);
  return { doctorId, startsAt, patientId: api.patientId, ...more };
};
const book = (date: string, minutes: number, more: object = {}) =>
  api.call<Appointment & Told>('POST', '/appointments', { body: at(date, minutes, more) });
const change = (id: string, body: object, headers: Record<string, string> = {}) =>
  api.call<Appointment & Told>('PATCH', `/appointments/${id}`, { body, headers });

describe('booking', () => {
  it('answers on the clinic’s clock, and takes any offset', async () => {
    const booked = await book('2026-11-30', 600, { startsAt: '2026-11-30T00:30:00-04:00', reason: 'fever' });
    expect(booked.status).toBe(201);
    expect(booked.json).toMatchObject({ startsAt: '2026-11-30T10:00:00+05:30', endsAt: '2026-11-30T10:15:00+05:30' });
    const location = booked.headers.get('location') ?? '';
    expect(location).toBe(`/api/v1/appointments/${booked.json.id}`);
    const read = await api.call<Appointment>('GET', location.replace('/api/v1', ''));
    expect(read.json).toMatchObject({ reason: 'fever', status: 'scheduled', movedFromId: null });
  });

  it('of a time that is taken is refused with the nearest free ones', async () => {
    const first = await book('2026-12-01', 600);
    const second = await book('2026-12-01', 600, { patientId: api.clinic.patients[1]?.id });
    expect([first.status, second.status]).toEqual([201, 409]);
    expect(second.json).toMatchObject({ reason: 'taken' });
    expect(second.json.alternatives?.map(({ startsAt }) => startsAt)).toEqual([
      '2026-12-01T09:30:00+05:30',
      '2026-12-01T09:45:00+05:30',
      '2026-12-01T10:15:00+05:30',
    ]);
  });

  it.each([
    ['a time that is past', { startsAt: '2026-11-23T10:00:00+05:30' }, 'outside'],
    ['a time off the grid', { startsAt: '2026-12-02T10:07:00+05:30' }, 'outside'],
    ['the break', { startsAt: '2026-12-02T13:00:00+05:30' }, 'outside'],
  ])('of %s is refused', async (_, more, reason) => {
    const refused = await book('2026-12-02', 600, more);
    expect([refused.status, refused.json.reason]).toEqual([409, reason]);
  });

  it.each([
    ['patientId', { patientId: randomUUID() }],
    ['doctorId', { doctorId: randomUUID() }],
    ['serviceId', { serviceId: randomUUID() }],
  ])('with an unknown %s names it', async (field, more) => {
    const refused = await book('2026-12-02', 600, more);
    expect([refused.status, refused.json.field]).toEqual([422, field]);
  });

  it('takes names in every script, and gives them back as they were', async () => {
    const name = 'أمل 👩‍⚕️ श्रीमती O’Neil';
    const made = await api.call<{ id: string }>('POST', '/patients', { body: { name, phone: '(060007) 00-077' } });
    expect(made.status).toBe(201);
    const read = await api.call<{ name: string; phones: object[] }>('GET', `/patients/${made.json.id}`);
    expect(read.json).toMatchObject({ name, phones: [{ phone: '+916000700077' }] });
  });
});

describe('a change', () => {
  it('moves: the answer is the one that took its place', async () => {
    const { json: first } = await book('2026-12-03', 600);
    const headers = { 'idempotency-key': randomUUID() };
    const body = { startsAt: '2026-12-03T15:00:00+05:30', reason: 'train is late' };
    const moved = await change(first.id, body, headers);
    expect(moved.status).toBe(200);
    expect(moved.json).toMatchObject({ status: 'scheduled', startsAt: '2026-12-03T15:00:00+05:30' });
    expect(moved.json.id).not.toBe(first.id);
    expect(moved.headers.get('content-location')).toBe(`/api/v1/appointments/${moved.json.id}`);
    expect((await change(first.id, body, headers)).text).toBe(moved.text);
    expect((await change(first.id, body)).json).toMatchObject({ status: 409, reason: 'status' });
    const old = await api.call<Appointment>('GET', `/appointments/${first.id}`);
    expect(old.json).toMatchObject({ status: 'rescheduled', movedToId: moved.json.id });
    const fresh = await api.call<Appointment>('GET', `/appointments/${moved.json.id}`);
    expect(fresh.json.movedFromId).toBe(first.id);
  });

  it('to a time that is taken leaves everything as it was', async () => {
    const { json: first } = await book('2026-12-04', 600);
    const { json: other } = await book('2026-12-04', 660, { patientId: api.clinic.patients[1]?.id });
    const refused = await change(first.id, { startsAt: other.startsAt });
    expect([refused.status, refused.json.reason]).toEqual([409, 'taken']);
    expect(refused.json.alternatives?.length).toBeGreaterThan(0);
    expect((await api.call<Appointment>('GET', `/appointments/${first.id}`)).json.status).toBe('scheduled');
  });

  it('confirms, notes a reason, cancels and takes that back', async () => {
    const { json: made } = await book('2026-12-05', 600);
    expect((await change(made.id, { status: 'confirmed' })).json.status).toBe('confirmed');
    expect((await change(made.id, { status: 'checked_in' })).json).toMatchObject({ status: 409, reason: 'too-early' });
    expect((await change(made.id, { reason: 'headache' })).status).toBe(200);
    const cancelled = await api.call<Appointment>('DELETE', `/appointments/${made.id}?by=clinic&reason=away`);
    expect(cancelled.json.status).toBe('cancelled');
    expect((await api.call<Appointment>('GET', `/appointments/${made.id}`)).json).toMatchObject({
      reason: 'headache',
      cancelledBy: 'clinic',
      cancelReason: 'away',
    });
    expect((await change(made.id, { status: 'scheduled' })).json.status).toBe('scheduled');
    expect((await change(made.id, { status: 'scheduled' })).json).toMatchObject({ status: 409, reason: 'status' });
  });

  it.each([
    ['nothing', {}, ''],
    ['two things at once', { status: 'confirmed', startsAt: '2026-12-03T15:00:00Z' }, 'status'],
    ['what is no status to go to', { status: 'cancelled' }, 'status'],
    ['who wants what is no move', { by: 'clinic', reason: 'x' }, 'by'],
  ])('of %s is not understood', async (_, body, field) => {
    const { json: made } = await book('2026-12-06', 600 + 15 * Math.floor(Math.abs(field.length)), {
      doctorId: api.clinic.doctorIds[1],
    });
    const refused = await change(made.id ?? randomUUID(), body);
    expect([refused.status, refused.json.field ?? '']).toEqual([400, field]);
  });
});

describe('a list', () => {
  it('is read a page at a time, whole and once, however it is filtered', async () => {
    const admin = api.house.as(api.clinic.clinicId, api.clinic.admin);
    for (let index = 0; index < 12; index++) {
      const booked = await bookAppointment(admin, {
        slot: api.clinic.slot(index < 6 ? '2026-12-10' : '2026-12-11', 540 + 15 * (index % 6), 1),
        patientId: api.patientId,
        idempotencyKey: randomUUID(),
        isDespiteOwn: true,
      });
      if (!booked.ok) throw new Error(booked.reason);
    }
    const pages: Appointment[][] = [];
    let cursor = '';
    do {
      const query = `start=2026-12-10&end=2026-12-11&limit=5${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { json } = await api.call<{ appointments: Appointment[]; next: string | null }>(
        'GET',
        `/appointments?${query}`,
      );
      pages.push(json.appointments);
      cursor = json.next ?? '';
    } while (cursor !== '');
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
    const ids = pages.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(12);
    const starts = pages.flat().map(({ startsAt }) => startsAt);
    expect(starts).toEqual([...starts].sort());
    const count = async (query: string) =>
      (await api.call<{ appointments: unknown[] }>('GET', `/appointments?limit=200&${query}`)).json.appointments.length;
    expect(await count('start=2026-12-10&end=2026-12-10')).toBe(6);
    expect(await count('start=2026-12-10T09:30:00+05:30&end=2026-12-10T10:00:00%2B05:30')).toBe(2);
    expect(await count(`start=2026-12-10&end=2026-12-11&doctor=${api.clinic.doctorIds[0]}`)).toBe(0);
    expect(await count(`start=2026-12-10&end=2026-12-11&patient=${api.clinic.patients[1]?.id}`)).toBe(0);
    expect(await count('start=2026-12-10&end=2026-12-11&status=cancelled')).toBe(0);
  });

  it('names patients only to who may know them', async () => {
    await book('2026-12-12', 600);
    const query = '/appointments?start=2026-12-12&end=2026-12-12';
    const named = await api.call<{ appointments: Appointment[] }>('GET', query);
    expect(named.json.appointments[0]?.patientName).toBe('Asha Kulkarni');
    const plain = await api.call('GET', query, { key: await api.keyWith('appointments:read') });
    expect(plain.status).toBe(200);
    expect(plain.text).not.toContain('Asha');
  });
});

describe('a doctor’s schedule', () => {
  const schedule = (date: string) =>
    api.call<{ busy: { startsAt: string }[]; closed: { kind: string }[] }>(
      'GET',
      `/doctors/${api.clinic.doctorIds[0]}/schedule?date=${date}`,
    );
  const busy = async (date: string) => (await schedule(date)).json.busy.map(({ startsAt }) => startsAt.slice(11, 16));

  it('is kept, and made anew when something of it changes', async () => {
    const date = '2026-12-15';
    expect(await busy(date)).toEqual([]);
    // Behind everybody's back: what is kept does not know.
    const { doctorId } = at(date, 0);
    const leave = `INSERT INTO leaves (id, clinic_id, doctor_id, starts_at, ends_at, label) VALUES ($1, $2, $3, $4, $5, 'x')`;
    const values = [randomUUID(), api.clinic.clinicId, doctorId, `${date}T04:00:00Z`, `${date}T05:00:00Z`];
    await api.house.owner.query(leave, values);
    expect((await schedule(date)).json.closed.map(({ kind }) => kind)).toEqual(['break']);
    const { json: made } = await book(date, 900);
    expect(await busy(date)).toEqual(['15:00']);
    expect((await schedule(date)).json.closed.map(({ kind }) => kind)).toEqual(['leave', 'break']);
    const { json: moved } = await change(made.id, { startsAt: `${date}T15:30:00+05:30` });
    expect(await busy(date)).toEqual(['15:30']);
    await change(moved.id, { doctorId: api.clinic.doctorIds[1] });
    expect(await busy(date)).toEqual([]);
    const { json: again } = await book(date, 930, { patientId: api.clinic.patients[1]?.id });
    expect(await busy(date)).toEqual(['15:30']);
    await api.call('DELETE', `/appointments/${again.id}`);
    expect(await busy(date)).toEqual([]);
  });

  it('is made anew when hours or days off change, of one doctor or of all', async () => {
    const date = '2026-12-16';
    for (const doctorIds of [[api.clinic.doctorIds[0]], undefined]) {
      const before = (await schedule(date)).json.closed.length;
      await api.house.owner.query(
        `INSERT INTO leaves (id, clinic_id, doctor_id, starts_at, ends_at, label) VALUES ($1, $2, $3, $4, $5, 'x')`,
        [randomUUID(), api.clinic.clinicId, api.clinic.doctorIds[0], `${date}T04:00:00Z`, `${date}T05:00:00Z`],
      );
      expect((await schedule(date)).json.closed).toHaveLength(before);
      await forgetSchedules(api.house.as(api.clinic.clinicId), doctorIds);
      expect((await schedule(date)).json.closed).toHaveLength(before + 1);
    }
  });

  it('is kept without anything of a patient', async () => {
    await book('2026-12-17', 600, { reason: 'secret reason' });
    const { text } = await schedule('2026-12-17');
    for (const word of ['Asha', api.patientId, 'secret reason']) expect(text).not.toContain(word);
  });
});

it('what was said in a call is for keys that name it', async () => {
  const ctx = api.house.as(api.clinic.clinicId);
  const { callId } = await startCall(ctx, {
    direction: 'inbound',
    from: '+916000700001',
    to: '+912066000001',
    language: 'en',
  });
  const turn = { turnId: randomUUID(), index: 0, who: 'caller' as const, language: 'en' as const };
  await recordTurns(ctx, callId, [{ ...turn, text: 'My name is Asha', startedMs: 0, endedMs: 900 }]);
  await endCall(ctx, callId, { outcome: 'informed', durationMs: 9_000, language: 'en' });
  const whole = await api.call<{ turns: { text: string }[]; caller: string }>('GET', `/calls/${callId}`);
  expect(whole.json.turns).toMatchObject([{ text: 'My name is Asha', who: 'caller' }]);
  expect(whole.json.caller).toBe('•••••• 0001');
  const plain = await api.call<object>('GET', `/calls/${callId}`, { key: await api.keyWith('calls:read') });
  expect(plain.status).toBe(200);
  for (const word of ['Asha', '0001']) expect(plain.text).not.toContain(word);
});

it('a patient who was changed meanwhile is not overwritten', async () => {
  const id = api.clinic.patients[1]?.id;
  const { json: before } = await api.call<{ version: number }>('GET', `/patients/${id}`);
  const headers = { 'idempotency-key': randomUUID() };
  const body = { version: before.version, notes: 'allergic to penicillin' };
  const first = await api.call<{ version: number }>('PATCH', `/patients/${id}`, { body, headers });
  expect(first.json.version).toBe(before.version + 1);
  expect((await api.call('PATCH', `/patients/${id}`, { body, headers })).text).toBe(first.text);
  const late = await api.call<Told>('PATCH', `/patients/${id}`, { body: { version: before.version, notes: 'none' } });
  expect([late.status, late.json.field]).toEqual([409, 'version']);
  const found = await api.call<{ patients: { id: string }[] }>('GET', '/patients?search=काविता कुलकर्णी');
  expect(found.json.patients.map((patient) => patient.id)).toContain(id);
});

it('every request stands in the audit with its key, and what a request refused is there too', async () => {
  const key = await api.keyWith('doctors:read');
  await api.call('GET', '/doctors', { key });
  await api.call('GET', '/calls', { key });
  const { rows } = await api.house.owner.query<{ outcome: string }>(
    `SELECT outcome FROM audit_entries WHERE action = 'api-key.use' ORDER BY id DESC LIMIT 2`,
  );
  expect(rows.map(({ outcome }) => outcome)).toEqual(['denied', 'done']);
});
