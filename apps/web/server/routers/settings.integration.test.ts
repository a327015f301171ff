// Guards the desk's way to settings, people and audit: who may, that a refusal is audited, that answers hold what pages need and links show once.
import type { Role } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { appRouter } = await import('./index.ts');

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'settings-desk.test' });
});
afterAll(() => house.close());
const as = (role: Role) => createCallerFactory(appRouter)(deskContext(house, clinic, role));

describe('an admin', () => {
  it('reads everything that the pages show', async () => {
    const desk = as('admin');
    const { version, details } = await desk.settings.clinic();
    expect(await desk.settings.saveClinic({ ...details, maximumAdvanceDays: 45, version })).toMatchObject({
      details: { maximumAdvanceDays: 45 },
    });
    const [doctor] = await desk.settings.doctors();
    if (doctor === undefined) throw new Error('no doctor');
    const { week } = await desk.hours.week({ doctorId: doctor.id });
    const preview = await desk.hours.previewWeek({ doctorId: doctor.id, week, from: '2026-11-24' });
    expect(preview.days).toHaveLength(7);
    expect((await desk.setup.progress()).missing).toBeGreaterThan(0);
    expect(await desk.setup.addresses()).toMatchObject({ isPublic: false });
    expect((await desk.settings.branches()).length + (await desk.settings.services()).length).toBeGreaterThan(1);
  });

  it('is given a link once, and its secret stands nowhere', async () => {
    const desk = as('admin');
    const wanted = { email: 'new@settings-desk.test', name: 'New', role: 'receptionist' as const, doctorId: null };
    const { url } = await desk.users.invite(wanted);
    const secret = url.split('/').at(-1) ?? '';
    expect(secret.length).toBeGreaterThan(40);
    expect(JSON.stringify(await desk.users.invitations())).not.toContain(secret);
    const { rows } = await house.owner.query<{ row: string }>('SELECT i::text AS row FROM invitations i');
    expect(rows.map(({ row }) => row).join()).not.toContain(secret);
  });

  it('is told which field is wrong, and where somebody was faster', async () => {
    const desk = as('admin');
    const { details } = await desk.settings.clinic();
    await expect(desk.settings.saveClinic({ ...details, version: 'old' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(
      desk.users.invite({ email: 'no address', name: 'X', role: 'receptionist', doctorId: null }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('sees who did what, with what it was before', async () => {
    const desk = as('admin');
    const { lines } = await desk.audit.list({ objectKind: 'clinic', acts: 'changes' });
    const line = lines.find(({ action }) => action === 'settings.clinic');
    expect(line?.fields).toContain('maximumAdvanceDays');
    const entry = await desk.audit.entry({ entryId: line?.id ?? '' });
    expect(entry?.new).toMatchObject({ maximumAdvanceDays: 45 });
  });
});

describe('who hears, thinks and speaks', () => {
  it('is read and set in an order, against the version that was seen', async () => {
    const desk = as('admin');
    const { order, version } = await desk.clinic.providers();
    expect(order).toEqual({});
    const saved = await desk.clinic.saveProviders({ hearing: ['openai-transcription', 'local'], version });
    expect(saved.order).toEqual({ hearing: ['openai-transcription', 'local'] });
    await expect(desk.clinic.saveProviders({ version })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(as('receptionist').clinic.providers()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('others', () => {
  it('may not, and that is audited', async () => {
    for (const role of ['receptionist', 'doctor'] as const) {
      const desk = as(role);
      await expect(desk.settings.clinic()).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(desk.users.list()).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(desk.audit.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(desk.tryCall.greeting({ language: 'en' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(as('doctor').tryCall.open({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { rows } = await house.owner.query(`SELECT action FROM audit_entries WHERE outcome = 'denied'`);
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['settings.clinic', 'users.list', 'audit.list', 'tryCall.open']),
    );
  });

  it('at the desk may ring from the browser, by a ticket of their own', async () => {
    const { url, ticket } = await as('receptionist').tryCall.open({});
    expect(url).toMatch(/^ws:\/\/.*\/api\/v1\/voice\/desk$/);
    expect(await house.live.tickets.spend(ticket, 'try')).toMatchObject({
      clinicId: clinic.clinicId,
      userId: clinic.admin.userId,
    });
    expect(await house.live.tickets.spend(ticket, 'try')).toBeNull();
  });

  it('rings in the language that is tried, not in the clinic’s own', async () => {
    const draft = await as('admin').tryCall.openDraft({ speech: { en: { greeting: 'Hello.' } }, language: 'hi-en' });
    expect(await house.live.tickets.spend(draft.ticket, 'draft')).toMatchObject({ language: 'hi-en' });
    const chosen = await as('admin').tryCall.open({ language: 'en' });
    expect(await house.live.tickets.spend(chosen.ticket, 'try')).toMatchObject({ language: 'en' });
    const own = await as('admin').tryCall.open({});
    expect((await house.live.tickets.spend(own.ticket, 'try'))?.language).toBeUndefined();
  });
});
