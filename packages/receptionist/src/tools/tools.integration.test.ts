import { listAppointments, patientsByPhone } from '@vaani/clinic';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCallers } from '../../../../prisma/factories/callers.ts';
import { type House, openHouse, readOut, runTool } from '../testing/house.ts';
import { readBackIdOf } from './read-back.ts';

// Guards the way from a caller's words to a row: the real clinic, the real database, the guard in between.

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const range = { from: '2026-11-23T00:00:00Z', to: '2026-12-31T00:00:00Z' };

describe('calls that end in rows', () => {
  test('English: booked for the patient who was named, then cancelled in the same call', async () => {
    const call = await house.openCall(demoCallers.english);
    await call.say('I would like to book an appointment with Doctor Sharma');
    await call.say('tomorrow');
    await call.say('the first one');
    expect(await call.say('Neha Kulkarni')).toMatch(/for Neha Kulkarni/);
    expect(await call.say('yes book it')).toMatch(/is booked/);
    const mine = (await listAppointments(call.t.ctx, range)).filter(({ callId }) => callId === call.callId);
    expect(mine).toMatchObject([{ patientName: 'Neha Kulkarni', source: 'call', status: 'scheduled' }]);
    await call.say('cancel my appointment');
    expect(await call.say('yes cancel it')).toMatch(/cancelled/);
    const after = (await listAppointments(call.t.ctx, { ...range, isWhole: true })).filter(
      ({ callId }) => callId === call.callId,
    );
    expect(after).toMatchObject([{ status: 'cancelled' }]);
    // The same slot once more is another booking, not the answer of the first.
    await call.say('I would like to book an appointment with Doctor Sharma');
    await call.say('tomorrow');
    await call.say('the first one');
    const again = await call.say('Neha Kulkarni');
    if (!/is booked/.test(again)) await call.say('yes book it');
    const now = (await listAppointments(call.t.ctx, range)).filter(({ callId }) => callId === call.callId);
    expect(now).toMatchObject([{ status: 'scheduled', startsAt: mine[0]?.startsAt }]);
    expect(now[0]?.id).not.toBe(mine[0]?.id);
  });

  test('Hindi: one of a family on one phone', async () => {
    const call = await house.openCall(demoCallers.hindiFamily);
    await call.say('नमस्ते मुझे डॉक्टर राव से मिलना है');
    await call.say('जल्दी से जल्दी');
    await call.say('पहला वाला');
    expect(await call.say('सुनीता यादव के लिए')).toMatch(/सुनीता यादव के लिए/);
    expect(await call.say('हाँ जी बुक कर दीजिए')).toMatch(/बुक है/);
    const mine = (await listAppointments(call.t.ctx, range)).filter(({ callId }) => callId === call.callId);
    expect(mine).toMatchObject([{ patientName: 'सुनीता यादव' }]);
  });

  test('an unknown caller is booked under the number, to be completed by the desk', async () => {
    const call = await house.openCall(demoCallers.unknown);
    await call.say('I need an appointment with doctor rao');
    await call.say('tomorrow');
    expect(await call.say('the last one')).toMatch(/under this phone number/);
    expect(await call.key('1')).toMatch(/is booked/);
    const known = await patientsByPhone(call.t.ctx, demoCallers.unknown.phone);
    expect(known).toMatchObject([{ name: null, isToBeCompleted: true }]);
  });

  test('an appointment of before is cancelled only after name and year of birth', async () => {
    const [patient] = demoCallers.hinglish.patients;
    const first = await house.openCall(demoCallers.hinglish);
    await first.say('doctor khan ka appointment chahiye');
    await first.say('jaldi se jaldi');
    await first.say('pehla wala');
    await first.say(patient.name);
    expect(await first.say('haan book kar dijiye')).toMatch(/book hai/);
    const second = await house.openCall(demoCallers.hinglish);
    await second.say('mera appointment cancel karna hai');
    await second.say(patient.name);
    expect(await second.key('1950')).toMatch(/nahi milta/);
    await second.say(patient.name);
    expect(await second.key(String(patient.birthYear))).toMatch(/cancel karungi|Kaun sa cancel/);
  });
});

describe('the guard in front of the tools', () => {
  test('bad arguments, unknown tools and words too many are refused by name', async () => {
    const { t } = await house.openCall(demoCallers.unknown);
    expect(await runTool(t, 'drop_tables', {})).toEqual({ ok: false, code: 'unknown-tool' });
    expect(await runTool(t, 'toString', {})).toEqual({ ok: false, code: 'unknown-tool' });
    expect(await runTool(t, 'search_slots', { from: 'tomorrow', to: '2026-11-24' })).toMatchObject({
      ok: false,
      code: 'bad-arguments',
    });
    expect(
      await runTool(t, 'my_appointments', { patientId: house.profile.id, clinicId: house.profile.id }),
    ).toMatchObject({
      code: 'bad-arguments',
    });
  });

  test('a slot that was not offered is neither held nor booked', async () => {
    const { t } = await house.openCall(demoCallers.unknown);
    const slot = { doctorId: house.profile.doctors[0]?.id, startsAt: '2026-11-24T06:00:00Z' };
    expect(await runTool(t, 'hold_slot', slot)).toEqual({ ok: false, code: 'slot-not-offered' });
    expect(await runTool(t, 'book_appointment', slot)).toEqual({ ok: false, code: 'slot-not-offered' });
  });

  test('an offered slot is not booked before its read-back was heard and confirmed, nor with other values', async () => {
    const { t } = await house.openCall(demoCallers.unknown);
    const doctorId = house.profile.doctors[0]?.id ?? '';
    const found = await runTool(t, 'search_slots', { doctorId, from: '2026-11-24', to: '2026-12-01' });
    const [slot, other] = (found as { value: { slots: { startsAt: string }[] } }).value.slots;
    const values = { doctorId, startsAt: slot?.startsAt ?? '' };
    expect(await runTool(t, 'book_appointment', values)).toEqual({ ok: false, code: 'date-not-said' });
    readOut(
      t,
      [slot, other].map((one) => ({ doctorId, startsAt: one?.startsAt ?? '' })),
    );
    t.authority.listen({ kind: 'heard', text: 'the first one', confidence: 1, source: 'local' });
    expect(await runTool(t, 'hold_slot', { ...values, startsAt: other?.startsAt })).toEqual({ ok: false, code: 'ask' });
    expect(await runTool(t, 'book_appointment', values)).toEqual({ ok: false, code: 'read-back-not-heard' });
    t.authority.heard(readBackIdOf({ kind: 'book', ...values }));
    expect(await runTool(t, 'book_appointment', values)).toEqual({ ok: false, code: 'not-confirmed' });
    t.authority.listen({ kind: 'keyed', digits: '1' });
    expect(await runTool(t, 'book_appointment', { ...values, startsAt: other?.startsAt })).toEqual({
      ok: false,
      code: 'ask',
    });
    expect(await runTool(t, 'book_appointment', { ...values, name: 'Somebody Else' })).toMatchObject({
      code: 'read-back-not-heard',
    });
    expect(await runTool(t, 'book_appointment', values)).toMatchObject({ ok: true });
    expect(await runTool(t, 'book_appointment', values)).toMatchObject({ ok: false });
  });

  test('somebody else’s patient cannot be booked for, listed or cancelled', async () => {
    const [theirs] = await patientsByPhone(house.system, demoCallers.english.phone);
    const { t } = await house.openCall(demoCallers.hindiFamily);
    const patientId = theirs?.id ?? '';
    expect(await runTool(t, 'my_appointments', { patientId })).toEqual({ ok: false, code: 'not-verified' });
    const [appointment] = await listAppointments(t.ctx, range);
    expect(await runTool(t, 'cancel_appointment', { appointmentId: appointment?.id })).toEqual({
      ok: false,
      code: 'not-verified',
    });
    const doctorId = house.profile.doctors[1]?.id ?? '';
    const found = await runTool(t, 'search_slots', { doctorId, from: '2026-11-24', to: '2026-12-01' });
    const [slot] = (found as { value: { slots: { startsAt: string }[] } }).value.slots;
    const values = { doctorId, startsAt: slot?.startsAt ?? '', patientId };
    readOut(t, [{ doctorId, startsAt: slot?.startsAt ?? '' }]);
    t.authority.heard(readBackIdOf({ kind: 'book', ...values }));
    t.authority.listen({ kind: 'keyed', digits: '1' });
    expect(await runTool(t, 'book_appointment', values)).toEqual({ ok: false, code: 'unknown-patient' });
  });

  test('no such patient and a wrong birth year answer the same, three times', async () => {
    const { t } = await house.openCall({ ...demoCallers.english, phone: '+916000100001' });
    const wrongYear = await runTool(t, 'identify_patient', { name: 'Neha Kulkarni', birth: { year: 1901 } });
    const nobody = await runTool(t, 'identify_patient', { name: 'Nobody Here', birth: { year: 1988 } });
    expect(wrongYear).toEqual({ ok: false, code: 'not-verified' });
    expect(nobody).toEqual(wrongYear);
    expect(await runTool(t, 'identify_patient', { name: 'Nobody', birth: { year: 1988 } })).toMatchObject({
      code: 'too-many-identifications',
    });
    expect(await runTool(t, 'identify_patient', { name: 'Neha Kulkarni', birth: { year: 1988 } })).toMatchObject({
      code: 'too-many-identifications',
    });
  });
});
