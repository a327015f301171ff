// Guards who can sign in, on a real database: links are good once, nobody locks the clinic out, another clinic's people are left alone.
import { insertUser, membershipsOf, newId } from '@vaani/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '../audit/list-audit.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { readDuty, setOnDuty } from '../transfers/duty.ts';
import { loadDirectory } from '../transfers/load-directory.ts';
import { acceptInvitation, openInvitation } from './accept-invitation.ts';
import { invite, listInvitations, resetPassword, revokeInvitation } from './invitations.ts';
import { changeMember, listMembers, removeMember, setMemberDisabled, signOutEverywhere } from './members.ts';
import { hashPassword } from './passwords.ts';
import { sessionState, verifySignIn } from './sign-in.ts';

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  ours = await testClinic(house, { domain: 'people.test' });
  theirs = await testClinic(house, { domain: 'others.test' });
});
afterAll(() => house.close());

const admin = () => house.as(ours.clinicId, ours.admin);
const secretOf = (path: string) => path.split('/').at(-1) ?? '';
const PASSWORD = 'correct horse battery';
const receptionist = { role: 'receptionist' as const, doctorId: null };
const signIn = (email: string, password = PASSWORD) => verifySignIn(house.deps, { email, password, address: newId() });

async function joined(email: string): Promise<string> {
  const { path } = await invite(admin(), { email, name: 'Somebody', ...receptionist });
  await acceptInvitation(house.deps, { secret: secretOf(path), password: PASSWORD }, newId());
  const member = (await listMembers(admin())).find((one) => one.email === email);
  if (member === undefined) throw new Error(`${email} has not joined`);
  return member.userId;
}

describe('an invitation', () => {
  it('lets one person in, once, by a password that is long enough', async () => {
    const { path, invitation } = await invite(admin(), { email: 'Meera@People.test', name: 'Meera', ...receptionist });
    const secret = secretOf(path);
    expect(invitation).toMatchObject({ email: 'meera@people.test', state: 'open' });
    expect(await openInvitation(house.deps, secret)).toMatchObject({ purpose: 'join', hasAccount: false });
    await expect(acceptInvitation(house.deps, { secret, password: 'short' }, 'a')).rejects.toMatchObject({
      field: 'password',
    });
    const both = await Promise.allSettled([
      acceptInvitation(house.deps, { secret, password: PASSWORD }, 'a'),
      acceptInvitation(house.deps, { secret, password: PASSWORD }, 'b'),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await signIn('meera@people.test')).toMatchObject({ ok: true });
    expect(await openInvitation(house.deps, secret)).toBeNull();
    await expect(acceptInvitation(house.deps, { secret, password: PASSWORD }, 'c')).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await listInvitations(admin())).find(({ id }) => id === invitation.id)?.state).toBe('used');
  });

  it('is good no more once it is taken back, made anew, or too old', async () => {
    const wanted = { email: 'ravi@people.test', name: 'Ravi', ...receptionist };
    const first = await invite(admin(), wanted);
    const second = await invite(admin(), wanted);
    expect(await openInvitation(house.deps, secretOf(first.path))).toBeNull();
    await revokeInvitation(admin(), { invitationId: second.invitation.id });
    expect(await openInvitation(house.deps, secretOf(second.path))).toBeNull();
    const third = await invite(admin(), wanted);
    house.setNow('2026-12-01T05:30:00Z');
    expect(await openInvitation(house.deps, secretOf(third.path))).toBeNull();
    house.setNow('2026-11-23T05:30:00Z');
    expect(await openInvitation(house.deps, secretOf(third.path))).not.toBeNull();
  });

  it('of somebody who has an account wants that account’s password', async () => {
    await insertUser(house.db, {
      ...{ email: 'known@elsewhere.test', name: 'Known', language: 'en' },
      passwordHash: await hashPassword('their own password'),
    });
    const { path } = await invite(admin(), { email: 'known@elsewhere.test', name: 'Known', ...receptionist });
    const secret = secretOf(path);
    expect(await openInvitation(house.deps, secret)).toMatchObject({ hasAccount: true });
    await expect(acceptInvitation(house.deps, { secret, password: PASSWORD }, 'd')).rejects.toMatchObject({
      field: 'password',
    });
    await acceptInvitation(house.deps, { secret, password: 'their own password' }, 'e');
    expect(await signIn('known@elsewhere.test', 'their own password')).toMatchObject({ ok: true });
  });

  it('is an admin’s to make, for a role that fits', async () => {
    const wanted = { email: 'x@people.test', name: 'X', ...receptionist };
    const desk = house.as(ours.clinicId, { ...ours.admin, role: 'receptionist' });
    await expect(invite(desk, wanted)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(invite(admin(), { ...wanted, role: 'doctor' })).rejects.toMatchObject({ field: 'doctorId' });
    const [doctorId = ''] = theirs.doctorIds;
    await expect(invite(admin(), { ...wanted, role: 'doctor', doctorId })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a member', () => {
  it('chooses a new password by a link, which ends what they had open', async () => {
    const userId = await joined('asha@people.test');
    const before = await sessionState(house.deps, userId);
    const { path } = await resetPassword(admin(), { userId });
    expect(await signIn('asha@people.test')).toMatchObject({ ok: true });
    await acceptInvitation(house.deps, { secret: secretOf(path), password: 'a wholly new password' }, 'f');
    expect(await signIn('asha@people.test')).toMatchObject({ ok: false });
    expect(await signIn('asha@people.test', 'a wholly new password')).toMatchObject({ ok: true });
    expect((await sessionState(house.deps, userId))?.version).toBeGreaterThan(before?.version ?? 0);
  });

  it('is signed out everywhere, kept out, let in, and taken out', async () => {
    const userId = await joined('leela@people.test');
    const version = async () => (await sessionState(house.deps, userId))?.version ?? 0;
    const before = await version();
    await signOutEverywhere(admin(), { userId });
    expect(await version()).toBe(before + 1);
    await setMemberDisabled(admin(), { userId, isDisabled: true });
    expect(await signIn('leela@people.test')).toMatchObject({ ok: false });
    await setMemberDisabled(admin(), { userId, isDisabled: false });
    expect(await signIn('leela@people.test')).toMatchObject({ ok: true });
    await removeMember(admin(), { userId });
    expect(await membershipsOf(house.db, userId)).toEqual([]);
  });

  it('who is kept out is off duty too: not shown as there, and not rung, also once they are let in again', async () => {
    const userId = await joined('tara@people.test');
    const tara = house.as(ours.clinicId, { kind: 'staff', userId, role: 'receptionist' });
    const rung = () => house.db.withTenant(ours.clinicId, async (tenant) => [...(await loadDirectory(tenant)).onDuty]);
    const shown = async () => (await readDuty(admin())).people.map((person) => person.userId);
    await setOnDuty(tara, { isOnDuty: true });
    expect([await shown(), await rung()]).toEqual([[userId], [userId]]);
    await setMemberDisabled(admin(), { userId, isDisabled: true });
    expect([await shown(), await rung()]).toEqual([[], []]);
    expect((await listMembers(admin())).find((one) => one.userId === userId)?.isOnDuty).toBe(false);
    await setMemberDisabled(admin(), { userId, isDisabled: false });
    expect([await shown(), await rung()]).toEqual([[], []]);
    // An account that is closed from elsewhere, with its switch still on.
    await setOnDuty(tara, { isOnDuty: true });
    await house.owner.query('UPDATE users SET disabled_at = now() WHERE id = $1', [userId]);
    expect([await shown(), await rung()]).toEqual([[], []]);
  });

  it('who is the last admin stays one, and nobody shuts themselves out', async () => {
    const { userId } = ours.admin;
    await expect(changeMember(admin(), { userId, ...receptionist })).rejects.toMatchObject({ code: 'conflict' });
    await expect(removeMember(admin(), { userId })).rejects.toMatchObject({ code: 'conflict' });
    await expect(setMemberDisabled(admin(), { userId, isDisabled: true })).rejects.toMatchObject({ code: 'conflict' });
    const other = await joined('second@people.test');
    await changeMember(admin(), { userId: other, role: 'admin', doctorId: null });
    await changeMember(admin(), { userId: other, ...receptionist });
  });

  it('of another clinic is nobody here', async () => {
    const { userId } = theirs.admin;
    await expect(signOutEverywhere(admin(), { userId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(resetPassword(admin(), { userId })).rejects.toMatchObject({ code: 'not-found' });
    await expect(removeMember(admin(), { userId })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the audit', () => {
  it('has all of it, page by page, and that it was looked at', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listAudit(admin(), { limit: 5, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.lines.length).toBeLessThanOrEqual(5);
      all.push(...page.lines.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(all).size).toBe(all.length);
    const own = await listAudit(admin(), { userId: ours.admin.userId, objectKind: 'audit', limit: 100 });
    expect(own.lines.filter(({ action }) => action === 'audit.list')).toHaveLength(1);
    const changes = await listAudit(admin(), { acts: 'changes', limit: 200 });
    expect(changes.lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['user.invite', 'user.join']));
    expect(changes.lines.some(({ action }) => action === 'audit.list')).toBe(false);
    const denied = await listAudit(admin(), { outcome: 'denied', limit: 200 });
    expect(denied.lines.every(({ outcome }) => outcome === 'denied')).toBe(true);
  });

  it('is nobody’s but an admin’s', async () => {
    const desk = house.as(ours.clinicId, { ...ours.admin, role: 'receptionist' });
    await expect(listAudit(desk, {})).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
