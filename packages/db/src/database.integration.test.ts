// Guards what code is told when the database says no, and what a tenant's transaction sees.
import { parseKeyRing } from '@vaani/config';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, type TestClinic, testClinic } from '../../clinic/src/testing/index.ts';
import {
  callBySid,
  clinicByNumber,
  conflictOf,
  createClinicKeys,
  createDatabase,
  endSessions,
  insertUser,
  isUnreachable,
  listClinicIds,
  membershipsOf,
  newId,
  type Tenant,
  UnknownClinicError,
  userByEmail,
  userSession,
} from './index.ts';

let house: House;
let ours: TestClinic;
let theirs: TestClinic;

beforeAll(async () => {
  house = await startHouse('2026-11-24T06:00:00Z');
  ours = await testClinic(house, { domain: 'ours.test' });
  theirs = await testClinic(house, { domain: 'theirs.test' });
});
afterAll(() => house.close());

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );
const inOurs = <T>(work: (tenant: Tenant) => Promise<T>) => house.db.withTenant(ours.clinicId, work);

const claim = (startsAt: string, endsAt: string, more: { lane?: number; releasedAt?: Date } = {}) => ({
  id: newId(),
  clinicId: ours.clinicId,
  resourceId: ours.doctorIds[0],
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  kind: 'block' as const,
  ...more,
});
const write = (data: ReturnType<typeof claim>) =>
  inOurs(({ tx }) => tx.slotClaim.create({ data, select: { id: true } }));

describe('time on a calendar', () => {
  it('is claimed once: what overlaps is refused, what touches is not', async () => {
    await write(claim('2026-12-01T05:00:00Z', '2026-12-01T05:30:00Z'));
    const overlaps = [
      claim('2026-12-01T05:00:00Z', '2026-12-01T05:30:00Z'),
      claim('2026-12-01T05:29:00Z', '2026-12-01T06:00:00Z'),
      claim('2026-12-01T04:00:00Z', '2026-12-01T07:00:00Z'),
    ];
    for (const data of overlaps) expect(conflictOf(await thrownBy(write(data)))).toBe('overlap');
    await write(claim('2026-12-01T05:30:00Z', '2026-12-01T06:00:00Z'));
    await write(claim('2026-12-01T05:00:00Z', '2026-12-01T05:30:00Z', { lane: 1 }));
  });

  it('is free again once released', async () => {
    const span = ['2026-12-02T05:00:00Z', '2026-12-02T05:30:00Z'] as const;
    const first = claim(...span);
    await write(first);
    await inOurs(({ tx }) =>
      tx.slotClaim.update({ where: { id: first.id }, data: { releasedAt: new Date() }, select: { id: true } }),
    );
    await write(claim(...span));
  });

  it.each([
    ['2026-12-03T05:00:00Z', '2026-12-03T05:00:00Z'],
    ['2026-12-03T05:00:00Z', '2026-12-04T05:00:01Z'],
  ])('is neither nothing nor longer than a day: %s to %s', async (startsAt, endsAt) => {
    expect(conflictOf(await thrownBy(write(claim(startsAt, endsAt))))).toBe('check');
  });
});

describe('a refusal', () => {
  it('is told apart by kind, from Prisma and from raw SQL', async () => {
    const doctor = { ...claim('2026-12-05T05:00:00Z', '2026-12-05T05:30:00Z'), resourceId: theirs.doctorIds[0] };
    expect(conflictOf(await thrownBy(write(doctor)))).toBe('foreign-key');
    const number = () => ({ id: newId(), clinicId: ours.clinicId, number: '+912066000777', label: 'Line' });
    await inOurs(({ tx }) => tx.phoneNumber.create({ data: number(), select: { id: true } }));
    const twice = inOurs(({ tx }) => tx.phoneNumber.create({ data: number(), select: { id: true } }));
    expect(conflictOf(await thrownBy(twice))).toBe('unique');
    const raw = inOurs(
      ({ tx }) =>
        tx.$executeRaw`INSERT INTO phone_numbers (id, clinic_id, number, label) VALUES (${newId()}::uuid, ${ours.clinicId}::uuid, '+912066000777', 'Line')`,
    );
    expect(conflictOf(await thrownBy(raw))).toBe('unique');
  });

  it('says so where a lock is not to be had in time', async () => {
    const other = new pg.Client({ connectionString: house.database.appUrl });
    await other.connect();
    try {
      await other.query('SELECT pg_advisory_lock(4711)');
      const waiting = inOurs(async ({ tx }) => {
        await tx.$executeRaw`SET LOCAL lock_timeout = '50ms'`;
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(4711)`;
      });
      expect(conflictOf(await thrownBy(waiting))).toBe('lock-timeout');
    } finally {
      await other.end();
    }
  });

  it('is not read into other failures', async () => {
    expect(conflictOf(new Error('unique'))).toBeNull();
    expect(conflictOf(undefined)).toBeNull();
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    expect(conflictOf(loop)).toBeNull();
    const syntax = await thrownBy(inOurs(({ tx }) => tx.$executeRawUnsafe('SELEC 1')));
    expect(syntax).toBeInstanceOf(Error);
    expect([conflictOf(syntax), isUnreachable(syntax)]).toEqual([null, false]);
  });

  it('is something else than a server that is not there', async () => {
    const keyRing = parseKeyRing(house.keys);
    const nowhere = createDatabase({ url: 'postgresql://vaani_app:x@127.0.0.1:1/none', keyRing, poolSize: 1 });
    const error = await thrownBy(nowhere.withTenant(ours.clinicId, ({ tx }) => tx.doctor.count()));
    expect([isUnreachable(error), conflictOf(error)]).toEqual([true, null]);
    await nowhere.close();
  });
});

describe('a transaction of a clinic', () => {
  it('sees its clinic, and leaves no clinic behind on the connection', async () => {
    const single = createDatabase({ url: house.database.appUrl, keyRing: parseKeyRing(house.keys), poolSize: 1 });
    const seen = (clinicId: string) =>
      single.withTenant(clinicId, async ({ tx }) => (await tx.doctor.findMany()).map(({ id }) => id).sort());
    expect(await seen(ours.clinicId)).toEqual([...ours.doctorIds].sort());
    expect(await single.prisma.doctor.count()).toBe(0);
    expect(await seen(theirs.clinicId)).toEqual([...theirs.doctorIds].sort());
    await single.close();
  });

  it('keeps two clinics apart that work at the same time', async () => {
    const clinics = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? ours : theirs));
    const seen = await Promise.all(
      clinics.map(({ clinicId }) =>
        house.db.withTenant(clinicId, async ({ tx }) => {
          await tx.$queryRaw`SELECT pg_sleep(0.005)::text`;
          return (await tx.doctor.findMany({ select: { clinicId: true } })).map((row) => row.clinicId);
        }),
      ),
    );
    for (const [index, ids] of seen.entries()) expect(new Set(ids)).toEqual(new Set([clinics[index]?.clinicId]));
  });

  it('writes wholly or not at all', async () => {
    const failed = inOurs(async ({ tx, clinicId }) => {
      await tx.holiday.create({
        data: { id: newId(), clinicId, date: new Date('2026-12-25'), name: 'Winter day' },
        select: { id: true },
      });
      throw new Error('changed our mind');
    });
    await expect(failed).rejects.toThrow('changed our mind');
    expect(await inOurs(({ tx }) => tx.holiday.count())).toBe(0);
  });

  it('is refused for a clinic that does not exist, also one made of SQL', async () => {
    for (const id of [newId(), '', `${ours.clinicId}'; DROP TABLE patients; --`]) {
      await expect(house.db.withTenant(id, async () => 'ran')).rejects.toThrow(UnknownClinicError);
    }
  });

  it('finds a clinic that was made after it was first asked for', async () => {
    const later = newId();
    await expect(house.db.cipherFor(later)).rejects.toThrow(UnknownClinicError);
    const { dataKey, searchKey, ringKeyId } = createClinicKeys(house.db.keyRing, later);
    await house.owner.query(`INSERT INTO clinics (id, name, name_hindi) VALUES ($1, 'Later', 'बाद')`, [later]);
    await house.owner.query(
      'INSERT INTO clinic_keys (id, clinic_id, data_key, search_key, ring_key_id) VALUES ($1, $2, $3, $4, $5)',
      [newId(), later, dataKey, searchKey, ringKeyId],
    );
    const cipher = await house.db.cipherFor(later);
    expect(cipher.openText('x', cipher.sealText('x', 'kept'))).toBe('kept');
    expect(await listClinicIds(house.db)).toContain(later);
  });
});

describe('what looks across clinics', () => {
  it('answers just what it is named for', async () => {
    const { db } = house;
    expect(await listClinicIds(db)).toEqual(expect.arrayContaining([ours.clinicId, theirs.clinicId]));
    expect(await clinicByNumber(db, '+912066000777')).toMatchObject({ clinicId: ours.clinicId });
    expect(await clinicByNumber(db, '+912066000778')).toBeNull();
    expect(await callBySid(db, 'CA404')).toBeNull();
  });

  it('knows a user by their e-mail in any case, and ends their sessions', async () => {
    const { db } = house;
    const user = { email: 'Ila@Both.test', name: 'Ila', passwordHash: 'hash', language: 'hi_en' as const };
    const id = await insertUser(db, user);
    expect(await userByEmail(db, 'ILA@both.test')).toEqual({
      userId: id,
      name: 'Ila',
      passwordHash: 'hash',
      sessionVersion: 1,
      isDisabled: false,
      language: 'hi_en',
    });
    expect(await membershipsOf(db, id)).toEqual([]);
    expect(conflictOf(await thrownBy(insertUser(db, { ...user, email: 'ila@both.test' })))).toBe('unique');
    expect(await endSessions(db, id)).toBe(2);
    expect(await userSession(db, id)).toMatchObject({ version: 2 });
    await expect(endSessions(db, newId())).rejects.toThrow('no such user');
  });
});
