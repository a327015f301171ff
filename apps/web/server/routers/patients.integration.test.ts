// Guards the desk's way to patients and files: who may call what, that a refusal is audited, that every answer is let through whole, and that a wrong
// field is named.
import { randomUUID } from 'node:crypto';
import { type Role, runImportJob } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskContext } from '../testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { createCallerFactory } = await import('../trpc/base.ts');
const { importsRouter } = await import('./imports.ts');
const { patientsRouter } = await import('./patients.ts');

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'desk.test' });
});
afterAll(() => house.close());

const patientsAs = (role: Role) => createCallerFactory(patientsRouter)(deskContext(house, clinic, role));
const importsAs = (role: Role) => createCallerFactory(importsRouter)(deskContext(house, clinic, role));
const key = () => ({ idempotencyKey: randomUUID() });

describe('the desk', () => {
  it('enters, finds, reads, changes and completes', async () => {
    const desk = patientsAs('receptionist');
    await patientsAs('admin').setNumbering({ prefix: 'D-', digits: 4, next: 1 });
    expect(await desk.numbering()).toEqual({ prefix: 'D-', digits: 4, next: 1 });
    const { id: patientId } = await desk.register({
      phone: '098765 43210',
      name: 'Diya Kale',
      birth: { year: 2015 },
      guardian: { name: 'Asha Kale', relation: 'mother' },
      isToBeCompleted: true,
      ...key(),
    });
    expect((await desk.toBeCompleted({})).patients.map(({ id }) => id)).toEqual([patientId]);
    expect(await desk.complete({ patientId, version: 1, language: 'hi' })).toEqual({ version: 2 });
    expect(await desk.update({ patientId, version: 2, notes: 'x' })).toEqual({ version: 3 });
    const { phoneId } = await desk.addPhone({ patientId, phone: '98765 43211' });
    await desk.setPrimaryPhone({ patientId, phoneId });
    await desk.removePhone({ patientId, phoneId });
    const { guardianId } = await desk.addGuardian({
      patientId,
      name: 'Vijay Kale',
      phone: '98765 43212',
      relation: 'father',
    });
    await desk.removeGuardian({ patientId, guardianId });
    expect(await desk.consent({ patientId, how: 'form' })).toEqual({ version: 9 });
    const found = await desk.find({ text: 'दीया काले' });
    expect(found).toMatchObject({
      patients: [{ id: patientId, uhid: 'D-0001', name: 'Diya Kale' }],
      next: null,
      isTooMany: false,
    });
    expect(await desk.get({ patientId })).toMatchObject({
      isMinor: true,
      guardians: [{ name: 'Asha Kale' }],
      consent: { how: 'form' },
    });
  });

  it('merges, takes back, blocks and unblocks', async () => {
    const desk = patientsAs('receptionist');
    const both = { phone: '+916000222001', name: 'Sunita Rao', isToBeCompleted: false };
    const [keepId, mergeId] = [
      (await desk.register(both)).id,
      (await desk.register({ ...both, name: 'सुनीता राव' })).id,
    ];
    expect((await desk.duplicates({})).pairs).toMatchObject([{ newer: { id: mergeId }, older: { id: keepId } }]);
    const pair = { patientIds: [mergeId, keepId] as [string, string] };
    await desk.keepApart({ ...pair, isApart: true });
    await desk.keepApart({ ...pair, isApart: true });
    expect((await desk.duplicates({})).pairs).toEqual([]);
    await expect(desk.keepApart({ patientIds: [keepId, randomUUID()], isApart: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await desk.keepApart({ ...pair, isApart: false });
    expect((await desk.duplicates({})).pairs).toHaveLength(1);
    const merged = await desk.merge({ keepId, mergeId, ...key() });
    expect((await desk.get({ patientId: mergeId })).merged).toMatchObject([
      { mergeId: merged.mergeId, patientId: mergeId },
    ]);
    expect(await desk.undoMerge({ mergeId: merged.mergeId })).toEqual({ keptId: keepId, restoredId: mergeId });
    await desk.block({ phone: '+916000222009', reason: 'shouts' });
    expect(await desk.blocked()).toMatchObject([{ phone: '+916000222009', reason: 'shouts' }]);
    expect(await desk.unblock({ phone: '+916000222009' })).toEqual({ ok: true });
  });

  it('is told which field is wrong, before anything is done and after', async () => {
    const desk = patientsAs('receptionist');
    for (const [field, over] of [
      ['name', { name: '😀' }],
      ['email', { email: 'x' }],
      ['phone', { phone: '12' }],
    ] as const) {
      const wrong = desk.register({ phone: '+916000222010', name: 'Asha', isToBeCompleted: false, ...over });
      await expect(wrong, field).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    await expect(desk.get({ patientId: randomUUID() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      cause: { field: 'patientId' },
    });
    const { id: patientId } = await desk.register({ name: 'Asha', isToBeCompleted: false });
    await expect(desk.update({ patientId, version: 7, notes: 'x' })).rejects.toMatchObject({
      code: 'CONFLICT',
      cause: { field: 'version' },
    });
  });

  it('brings files in, and takes them back', async () => {
    const admin = importsAs('admin');
    const csv = 'name,phone\nOm Shah,9800000001\nOm Shah,9800000001\n,9800000002\n';
    expect(await admin.preview({ kind: 'patients', csv })).toMatchObject({
      total: 3,
      good: 1,
      problems: { length: 1 },
      duplicates: { length: 1 },
    });
    expect(await admin.run({ kind: 'patients', csv, ...key() })).toMatchObject({ ok: false, reason: 'bad-lines' });
    const taken = await admin.run({ kind: 'patients', csv, isWithoutBadLines: true, ...key() });
    if (!taken.ok) throw new Error(taken.reason);
    const { importId } = taken;
    await runImportJob(house.as(clinic.clinicId), importId);
    expect(await admin.byId({ importId })).toMatchObject({ status: 'done', made: 1, skipped: 1, failed: 1 });
    expect(await admin.list()).toMatchObject([{ id: importId, startedBy: 'Admin of the test' }]);
    expect(await admin.undo({ importId })).toEqual({ removed: 1, kept: [] });
    await expect(admin.preview({ kind: 'patients', csv: '' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { field: 'csv' },
    });
  });
});

describe('who may not', () => {
  it('is refused, and that stands in the audit', async () => {
    const [doctor, receptionist, files] = [patientsAs('doctor'), patientsAs('receptionist'), importsAs('receptionist')];
    const patientId = randomUUID();
    const file = { kind: 'patients' as const, csv: 'name\nx\n' };
    const attempts: [string, () => Promise<unknown>][] = [
      ['register', () => doctor.register({ name: 'x', isToBeCompleted: false })],
      ['update', () => doctor.update({ patientId, version: 1 })],
      ['complete', () => doctor.complete({ patientId, version: 1 })],
      ['toBeCompleted', () => doctor.toBeCompleted({})],
      ['consent', () => doctor.consent({ patientId, how: 'desk' })],
      ['addPhone', () => doctor.addPhone({ patientId, phone: '9876543210' })],
      ['removePhone', () => doctor.removePhone({ patientId, phoneId: patientId })],
      ['setPrimaryPhone', () => doctor.setPrimaryPhone({ patientId, phoneId: patientId })],
      ['addGuardian', () => doctor.addGuardian({ patientId, name: 'x', phone: '9876543210', relation: 'x' })],
      ['removeGuardian', () => doctor.removeGuardian({ patientId, guardianId: patientId })],
      ['duplicates', () => doctor.duplicates({})],
      ['merge', () => doctor.merge({ keepId: patientId, mergeId: randomUUID(), ...key() })],
      ['undoMerge', () => doctor.undoMerge({ mergeId: patientId })],
      ['blocked', () => doctor.blocked()],
      ['block', () => doctor.block({ phone: '9876543210' })],
      ['unblock', () => doctor.unblock({ phone: '9876543210' })],
      ['setNumbering', () => receptionist.setNumbering({ prefix: null, digits: 4, next: 1 })],
      ['preview', () => files.preview(file)],
      ['run', () => files.run({ ...file, ...key() })],
      ['list', () => files.list()],
      ['byId', () => files.byId({ importId: patientId })],
      ['undo', () => files.undo({ importId: patientId })],
    ];
    for (const [name, attempt] of attempts) await expect(attempt(), name).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { rows } = await house.owner.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE outcome = 'denied' AND object_kind = 'procedure' ORDER BY id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(attempts.map(([name]) => name));
  });
});
