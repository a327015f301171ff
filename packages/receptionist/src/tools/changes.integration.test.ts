import { getPatient, listAppointments, listWaitlist, patientsByPhone } from '@vaani/clinic';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCallers } from '../../../../prisma/factories/callers.ts';
import { type House, openHouse, readOut, runTool } from '../testing/house.ts';
import { type ReadBack, readBackIdOf } from './read-back.ts';
import type { ToolContext } from './tool-context.ts';

// Guards what a call may change: only its own or a verified caller's, only as it was read back, once.

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const range = { from: '2026-11-23T00:00:00Z', to: '2026-12-31T00:00:00Z' };
const say = (t: ToolContext, text: string) =>
  t.authority.listen({ kind: 'heard', text, confidence: 1, source: 'local' });

function confirmed(t: ToolContext, readBack: ReadBack): void {
  t.authority.heard(readBackIdOf(readBack));
  t.authority.listen({ kind: 'keyed', digits: '1' });
}

interface SlotDto {
  doctorId: string;
  startsAt: string;
}

async function slotsOf(t: ToolContext, doctor: number, from = '2026-11-25', to = '2026-12-02'): Promise<SlotDto[]> {
  const doctorId = house.profile.doctors[doctor]?.id;
  const found = await runTool(t, 'search_slots', { doctorId, from, to, limit: 10 });
  const { slots } = (found as unknown as { value: { slots: SlotDto[] } }).value;
  readOut(t, slots);
  return slots;
}

const slotOf = ({ doctorId, startsAt }: SlotDto): SlotDto => ({ doctorId, startsAt });

async function booked(t: ToolContext, slot: SlotDto, name: string): Promise<string> {
  const values = { ...slotOf(slot), name };
  confirmed(t, { kind: 'book', ...values });
  const done = await runTool(t, 'book_appointment', values);
  return (done as unknown as { value: { appointmentId: string } }).value.appointmentId;
}

describe('moving', () => {
  test('what this call booked, once, to what was heard; the old time is free again', async () => {
    const { t } = await house.startedCall(demoCallers.unknown);
    const [first, second, third] = await slotsOf(t, 0);
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few slots');
    const appointmentId = await booked(t, first, 'Asha Rani');
    readOut(t, [first, second, third]);
    const move = { appointmentId, ...slotOf(second) };
    expect(await runTool(t, 'reschedule_appointment', move)).toEqual({ ok: false, code: 'read-back-not-heard' });
    confirmed(t, { kind: 'move', ...move });
    expect(await runTool(t, 'reschedule_appointment', { appointmentId, ...slotOf(third) })).toMatchObject({
      ok: false,
    });
    const moved = await runTool(t, 'reschedule_appointment', move);
    expect(moved).toMatchObject({ ok: true, value: { previousId: appointmentId, startsAt: second.startsAt } });
    expect(await runTool(t, 'reschedule_appointment', move)).toMatchObject({ ok: false });
    const rows = (await listAppointments(t.ctx, range)).filter(({ callId }) => callId === t.callId);
    expect(rows).toMatchObject([{ startsAt: second.startsAt, status: 'scheduled' }]);
    const free = await slotsOf(t, 0);
    expect(free.map(({ startsAt }) => startsAt)).toContain(first.startsAt);
  });

  test('nobody’s appointment but a verified caller’s', async () => {
    const { t } = await house.startedCall(demoCallers.hindiFamily);
    const [theirs] = await listAppointments(t.ctx, range);
    const [slot] = await slotsOf(t, 1);
    if (slot === undefined || theirs === undefined) throw new Error('the seed has none');
    const move = { appointmentId: theirs.id, ...slotOf(slot) };
    confirmed(t, { kind: 'move', ...move });
    expect(await runTool(t, 'reschedule_appointment', move)).toEqual({ ok: false, code: 'not-verified' });
    expect((await listAppointments(t.ctx, range)).find(({ id }) => id === theirs.id)).toEqual(theirs);
  });
});

describe('putting back', () => {
  test('what this call cancelled, and again after another cancellation; nothing else', async () => {
    const { t } = await house.startedCall({ phone: '+916000100777', language: 'en' });
    const [slot] = await slotsOf(t, 2);
    if (slot === undefined) throw new Error('too few slots');
    const appointmentId = await booked(t, slot, 'Kiran Rao');
    confirmed(t, { kind: 'restore', appointmentId });
    expect(await runTool(t, 'restore_appointment', { appointmentId })).toEqual({ ok: false, code: 'not-verified' });
    for (let time = 0; time < 2; time += 1) {
      confirmed(t, { kind: 'cancel', appointmentId });
      expect(await runTool(t, 'cancel_appointment', { appointmentId })).toMatchObject({ ok: true });
      expect(await runTool(t, 'restore_appointment', { appointmentId })).toMatchObject({ ok: false });
      confirmed(t, { kind: 'restore', appointmentId });
      expect(await runTool(t, 'restore_appointment', { appointmentId })).toMatchObject({ ok: true });
      const [row] = (await listAppointments(t.ctx, range)).filter(({ id }) => id === appointmentId);
      expect(row?.status).toBe('scheduled');
    }
  });
});

describe('the waiting list', () => {
  test('after a read-back, once; who waits already hears the same', async () => {
    const { t } = await house.startedCall({ phone: '+916000100778', language: 'en' });
    const wish = {
      doctorId: house.profile.doctors[0]?.id ?? '',
      from: '2026-11-25',
      to: '2026-11-30',
      name: 'Lata Iyer',
    };
    expect(await runTool(t, 'join_waitlist', wish)).toEqual({ ok: false, code: 'read-back-not-heard' });
    confirmed(t, { kind: 'wait', ...wish });
    expect(await runTool(t, 'join_waitlist', { ...wish, to: '2026-12-30' })).toMatchObject({ ok: false });
    const first = await runTool(t, 'join_waitlist', wish);
    expect(first).toMatchObject({ ok: true });
    expect(await runTool(t, 'join_waitlist', wish)).toMatchObject({ ok: false });
    confirmed(t, { kind: 'wait', ...wish });
    expect(await runTool(t, 'join_waitlist', wish)).toEqual(first);
    const staff = { ...t.ctx, actor: { kind: 'system' as const } };
    const waiting = (await listWaitlist(staff, {})).filter(({ doctorId }) => doctorId === wish.doctorId);
    expect(waiting.filter(({ from }) => from === wish.from)).toHaveLength(1);
  });
});

describe('who a write is for', () => {
  test('a name that is exactly one of the phone’s books for them; any other makes a new entry', async () => {
    const { t } = await house.startedCall(demoCallers.english);
    const [mine] = await patientsByPhone(t.ctx, demoCallers.english.phone);
    const [one, , , two] = await slotsOf(t, 3);
    if (one === undefined || two === undefined || mine?.name == null) throw new Error('the seed has none');
    const known = await booked(t, one, mine.name.toLowerCase());
    readOut(t, [two]);
    const fresh = await booked(t, two, 'Somebody New');
    const rows = await listAppointments(t.ctx, range);
    expect(rows.find(({ id }) => id === known)?.patientId).toBe(mine.id);
    expect(rows.find(({ id }) => id === fresh)).toMatchObject({ patientName: 'Somebody New' });
  });

  test('a child through a guardian, with an age', async () => {
    const { t } = await house.startedCall({ phone: '+916000100779', language: 'hi' });
    const child = {
      name: 'Aarav',
      birth: { age: 7, saidOn: '2026-11-23' },
      relation: 'parent',
      guardian: { name: 'Sunil Patil', relation: 'father' },
    };
    expect(await runTool(t, 'register_patient', child)).toEqual({ ok: false, code: 'read-back-not-heard' });
    confirmed(t, { kind: 'register', ...child });
    expect(await runTool(t, 'register_patient', { ...child, birth: { age: 9, saidOn: '2026-11-23' } })).toMatchObject({
      ok: false,
    });
    const made = await runTool(t, 'register_patient', child);
    const { patientId } = (made as unknown as { value: { patientId: string } }).value;
    const patient = await getPatient({ ...t.ctx, actor: { kind: 'system' } }, { patientId });
    expect(patient).toMatchObject({
      name: 'Aarav',
      birth: child.birth,
      guardians: [{ name: 'Sunil Patil', relation: 'father', phone: '+916000100779' }],
    });
  });

  test('a birth that lies ahead is refused by name, and nothing is written', async () => {
    const { t } = await house.startedCall({ phone: '+916000100780', language: 'en' });
    const values = { name: 'Nobody Yet', birth: { year: 2090 } };
    confirmed(t, { kind: 'register', ...values });
    expect(await runTool(t, 'register_patient', values)).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await patientsByPhone(t.ctx, '+916000100780')).toEqual([]);
  });
});

test('the queue: numbers and times, and nothing of a patient', async () => {
  const { t } = await house.startedCall(demoCallers.unknown);
  const doctorId = house.profile.doctors[0]?.id ?? '';
  const status = await runTool(t, 'queue_status', { doctorId, token: 3 });
  expect(status).toMatchObject({ ok: true, value: { doctorId, token: 3 } });
  const names = (await listAppointments(t.ctx, range)).flatMap(({ patientName }) => patientName ?? []);
  for (const name of names) expect(JSON.stringify(status)).not.toContain(name);
  expect(await runTool(t, 'queue_status', { doctorId: t.callId })).toEqual({ ok: false, code: 'not-found' });
});

test('a follow-up is told to nobody but the verified', async () => {
  const { t } = await house.startedCall(demoCallers.english);
  const [mine] = await patientsByPhone(t.ctx, demoCallers.english.phone);
  const asked = { patientId: mine?.id, doctorId: house.profile.doctors[0]?.id };
  expect(await runTool(t, 'follow_up', asked)).toEqual({ ok: false, code: 'not-verified' });
  t.authority.verify(mine?.id ?? '');
  expect(await runTool(t, 'follow_up', asked)).toMatchObject({ ok: true, value: { isEntitled: expect.any(Boolean) } });
});

test('a search that is not for the day the caller named is asked about', async () => {
  const { t } = await house.startedCall(demoCallers.unknown);
  say(t, 'tomorrow morning please');
  const doctorId = house.profile.doctors[0]?.id;
  expect(await runTool(t, 'search_slots', { doctorId, from: '2026-11-27', to: '2026-11-27' })).toMatchObject({
    ok: false,
    code: 'ask',
    value: { readings: [{ date: '2026-11-24', part: 'morning' }] },
  });
  expect(await runTool(t, 'search_slots', { doctorId, from: '2026-11-24', to: '2026-11-24' })).toMatchObject({
    ok: true,
  });
});
