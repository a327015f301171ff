// Guards what an admin sets, on a real database: who may, that two who change the same do not overwrite each other, and that calls see it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getClinicProfile } from '../clinic/profile.ts';
import { bookAppointment } from '../scheduling/book.ts';
import { searchSlots } from '../scheduling/search-slots.ts';
import { type CalendarWorld, calendarWorld } from '../testing/calendar-world.ts';
import { listBranches, removeBranch, saveBranch } from './branches.ts';
import { getClinicDetails, saveClinicDetails } from './clinic-details.ts';
import { listDoctors, saveDoctor } from './doctors.ts';
import { listKnowledge, removeKnowledge, saveKnowledge } from './knowledge.ts';
import { addPhoneNumber, listPhoneNumbers, savePhoneNumber } from './phone-numbers.ts';
import { previewWeekHours } from './preview-week.ts';
import { listServices, saveService } from './services.ts';
import { getWeekHours, saveWeekHours } from './week-hours.ts';

/** Monday, eleven in the morning at the clinic. */
const NOW = '2026-11-23T05:30:00Z';
let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: NOW, patients: 4 });
});
afterAll(() => world.house.close());
const admin = () => world.admin;
const audited = (action: string) => world.count('audit_entries WHERE action = $1', [action]);

describe('the clinic', () => {
  it('is renamed, and the next call says the new name', async () => {
    const { details, version } = await getClinicDetails(admin());
    const saved = await saveClinicDetails(admin(), {
      ...details,
      name: 'Asha Care',
      ownPhone: '020 6600 0042',
      version,
    });
    expect(saved.details.ownPhone).toBe('+912066000042');
    expect((await getClinicProfile(world.ctx)).name).toBe('Asha Care');
    expect(await audited('settings.clinic')).toBe(1);
    await expect(saveClinicDetails(admin(), { ...details, version })).rejects.toMatchObject({
      code: 'conflict',
      field: 'version',
    });
  });

  it('says which field is wrong', async () => {
    const { details, version } = await getClinicDetails(admin());
    const save = (over: object) => saveClinicDetails(admin(), { ...details, ...over, version });
    await expect(save({ ownPhone: 'the desk' })).rejects.toMatchObject({ field: 'ownPhone' });
    await expect(save({ emergencyNumbers: [] })).rejects.toMatchObject({ field: 'emergencyNumbers' });
    await expect(save({ maximumAdvanceDays: 0 })).rejects.toMatchObject({ field: 'maximumAdvanceDays' });
  });

  it('is no doctor’s to change', async () => {
    await expect(getClinicDetails(world.doctor)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(listServices(world.doctor)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a branch', () => {
  it('is added, made the default, and removed while nobody uses it', async () => {
    const [first] = await listBranches(admin());
    const wanted = { name: 'East', nameHindi: 'पूर्व', address: '1 East Road', isDefault: true };
    const { branchId } = await saveBranch(admin(), wanted);
    expect((await listBranches(admin())).filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([branchId]);
    await expect(removeBranch(admin(), { branchId })).rejects.toMatchObject({ code: 'conflict' });
    const old = (await listBranches(admin())).find(({ id }) => id === first?.id);
    if (old === undefined) throw new Error('the first branch is gone');
    const { id, ...values } = old;
    await saveBranch(admin(), { ...values, branchId: id, isDefault: true });
    await removeBranch(admin(), { branchId });
    expect((await listBranches(admin())).some((branch) => branch.id === branchId)).toBe(false);
    const their = world.house.as(world.theirs.clinicId, world.theirs.admin);
    await expect(saveBranch(their, { ...values, branchId: id })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a service', () => {
  it('is given by every doctor from the start, and is not offered once it is off', async () => {
    const wanted = {
      ...{
        name: 'Dressing',
        nameHindi: 'पट्टी',
        durationMin: 20,
        feePaise: 30_000,
        bufferBeforeMin: 0,
        bufferAfterMin: 0,
      },
      ...{ isDefault: false, isFollowUp: false, minimumNoticeMin: null, maximumAdvanceDays: null, isActive: true },
    };
    const { serviceId } = await saveService(admin(), wanted);
    const [doctorId = ''] = world.ours.doctorIds;
    const free = () => searchSlots(world.ctx, { doctorId, serviceId, from: '2026-11-24', to: '2026-11-27' });
    expect((await free()).length).toBeGreaterThan(0);
    const saved = (await listServices(admin())).find(({ id }) => id === serviceId);
    await saveService(admin(), { ...wanted, isActive: false, serviceId, version: saved?.version ?? '' });
    await expect(free()).rejects.toMatchObject({ field: 'serviceId' });
  });

  it('leaves exactly one that callers get who name none', async () => {
    const services = await listServices(admin());
    const old = services.find(({ isDefault }) => isDefault);
    if (old === undefined) throw new Error('no default');
    const { id, ...values } = old;
    await expect(saveService(admin(), { ...values, serviceId: id, isDefault: false })).rejects.toMatchObject({
      field: 'isDefault',
    });
    await expect(saveService(admin(), { ...values, serviceId: id, isActive: false })).rejects.toMatchObject({
      field: 'isActive',
    });
  });
});

describe('a doctor', () => {
  it('joins with every service and can be booked once they have hours', async () => {
    const [branch] = await listBranches(admin());
    const wanted = {
      ...{
        name: 'Dr Nila Sen',
        nameHindi: 'डॉ. नीला सेन',
        speciality: 'general',
        initials: 'NS',
        branchId: branch?.id ?? '',
      },
      ...{ gridMin: 30, capacity: 1, dailyCap: null, followUpDays: null, isActive: true, services: [] },
    };
    const { doctorId } = await saveDoctor(admin(), wanted);
    const made = (await listDoctors(admin())).find(({ id }) => id === doctorId);
    expect(made?.services.length).toBe((await listServices(admin())).filter(({ isActive }) => isActive).length);
    const { version } = await getWeekHours(admin(), { doctorId });
    const week = {
      windows: [{ weekday: 2, fromMin: 600, toMin: 720, branchId: branch?.id ?? '' }],
      breaks: [{ weekday: 2, fromMin: 630, toMin: 660 }],
    };
    const preview = await previewWeekHours(admin(), { doctorId, week, from: '2026-11-23' });
    expect(preview.days.map(({ count }) => count)).toEqual([0, 3, 0, 0, 0, 0, 0]);
    expect(await searchSlots(world.ctx, { doctorId, from: '2026-11-23', to: '2026-11-29' })).toEqual([]);
    await saveWeekHours(admin(), { doctorId, week, version });
    const free = await searchSlots(world.ctx, {
      doctorId,
      from: '2026-11-23',
      to: '2026-11-29',
      limit: 50,
      isWhole: true,
    });
    expect(free.map(({ startsAt }) => startsAt)).toEqual(preview.days[1]?.slots);
    await expect(saveWeekHours(admin(), { doctorId, week, version })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('cannot leave while patients are booked, and keeps them when hours change', async () => {
    const [doctorId = ''] = world.ours.doctorIds;
    const [slot] = await searchSlots(world.ctx, { doctorId, from: '2026-11-25', to: '2026-11-27' });
    if (slot === undefined) throw new Error('nothing is free');
    const booked = await bookAppointment(admin(), {
      slot,
      patientId: world.patient(0),
      idempotencyKey: 'settings-test-booking',
    });
    expect(booked.ok).toBe(true);
    const doctor = (await listDoctors(admin())).find(({ id }) => id === doctorId);
    if (doctor === undefined) throw new Error('no doctor');
    const { id, colour: _, ...values } = doctor;
    await expect(saveDoctor(admin(), { ...values, doctorId: id, isActive: false })).rejects.toMatchObject({
      code: 'conflict',
      field: 'isActive',
    });
    const { version } = await getWeekHours(admin(), { doctorId });
    const { outside } = await saveWeekHours(admin(), { doctorId, week: { windows: [], breaks: [] }, version });
    expect(outside.map(({ startsAt }) => startsAt)).toContain(slot.startsAt);
    expect(await searchSlots(world.ctx, { doctorId, from: '2026-11-24', to: '2026-12-20' })).toEqual([]);
  });

  it('has hours from a later day on, and those of now until then', async () => {
    const doctorId = world.ours.doctorIds[1] ?? '';
    const before = await getWeekHours(admin(), { doctorId });
    const [window] = before.week.windows;
    if (window === undefined) throw new Error('no hours');
    const week = { windows: [{ ...window, weekday: 7, fromMin: 540, toMin: 600 }], breaks: [] };
    await saveWeekHours(admin(), { doctorId, week, version: before.version, from: '2026-12-07' });
    const now = await searchSlots(world.ctx, { doctorId, from: '2026-11-24', to: '2026-12-06' });
    expect(now.length).toBeGreaterThan(0);
    const later = await searchSlots(world.ctx, {
      doctorId,
      from: '2026-12-07',
      to: '2026-12-20',
      limit: 100,
      isWhole: true,
    });
    expect(new Set(later.map(({ startsAt }) => new Date(startsAt).getUTCDay()))).toEqual(new Set([0]));
    expect(await getWeekHours(admin(), { doctorId })).toMatchObject({ from: '2026-12-07', week });
  });

  it.each([
    [{ windows: [[1, 600, 600]], breaks: [] }, 'windows'],
    [
      {
        windows: [
          [1, 600, 700],
          [1, 650, 800],
        ],
        breaks: [],
      },
      'windows',
    ],
    [{ windows: [[1, 600, 700]], breaks: [[1, 690, 710]] }, 'breaks'],
  ])('refuses a week that cannot be: %j', async (spans, field) => {
    const doctorId = world.ours.doctorIds[1] ?? '';
    const { version, week } = await getWeekHours(admin(), { doctorId });
    const branchId = week.windows[0]?.branchId ?? '';
    const of = (list: number[][]) =>
      list.map(([weekday = 0, fromMin = 0, toMin = 0]) => ({ weekday, fromMin, toMin, branchId }));
    const wrong = { windows: of(spans.windows), breaks: of(spans.breaks) };
    await expect(saveWeekHours(admin(), { doctorId, week: wrong, version })).rejects.toMatchObject({
      code: 'bad-input',
      field: `week.${field}`,
    });
  });
});

describe('what the AI may say', () => {
  it('is written, changed by whoever saw it last, and removed', async () => {
    await saveKnowledge(admin(), { topic: 'Parking', en: 'Behind the house.', hi: '', hiEn: '' });
    const entry = (await listKnowledge(admin())).find(({ topic }) => topic === 'parking');
    expect((await getClinicProfile(world.ctx)).knowledge).toContainEqual({
      topic: 'parking',
      language: 'en',
      text: 'Behind the house.',
    });
    const change = { topic: 'parking', en: 'None.', hi: 'नहीं है।', hiEn: '', version: entry?.version ?? '' };
    await saveKnowledge(admin(), change);
    await expect(saveKnowledge(admin(), change)).rejects.toMatchObject({ code: 'conflict' });
    await expect(saveKnowledge(admin(), { topic: 'fees', en: ' ', hi: '', hiEn: '' })).rejects.toMatchObject({
      field: 'en',
    });
    await removeKnowledge(admin(), { topic: 'parking' });
    expect((await listKnowledge(admin())).some(({ topic }) => topic === 'parking')).toBe(false);
  });
});

describe('a number', () => {
  it('belongs to one clinic, and is answered no more once it is off', async () => {
    const { phoneNumberId } = await addPhoneNumber(admin(), { number: '+91 20 6611 0001', label: 'Second line' });
    const their = world.house.as(world.theirs.clinicId, world.theirs.admin);
    await expect(addPhoneNumber(their, { number: '+912066110001', label: 'Ours' })).rejects.toMatchObject({
      code: 'conflict',
      field: 'number',
    });
    await savePhoneNumber(admin(), { phoneNumberId, label: 'Second line', isActive: false });
    expect((await listPhoneNumbers(admin())).find(({ id }) => id === phoneNumberId)).toMatchObject({
      number: '+912066110001',
      isActive: false,
      lastCallAt: null,
    });
    await expect(savePhoneNumber(their, { phoneNumberId, label: 'X', isActive: true })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
