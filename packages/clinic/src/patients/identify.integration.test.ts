// Guards the one question that opens somebody's appointments to a voice: name and birth together, on their phone, and not for ever.
import type { Database, Tenant } from '@vaani/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicContext } from '../context.ts';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { type IdentificationRequest, identifyCaller } from './identify-caller.ts';
import { registerPatient } from './register-patient.ts';

let house: House;
let ours: TestClinic;
let theirs: TestClinic;
let agent: ClinicContext;
const ids: Record<string, string> = {};

const phone = '+916000300001';
const people = {
  sunita: { phone, name: 'Sunita Yadav', birth: { date: '1985-03-04' } },
  rakesh: { phone, name: 'राकेश यादव', birth: { year: 1980 } },
  ageOnly: { phone, name: 'Kamla Yadav', birth: { age: 64, saidOn: '2024-01-10' } },
  unborn: { phone, name: 'Om Yadav' },
  child: {
    phone: '+916000300002',
    name: 'Diya Yadav',
    birth: { year: 2019 },
    guardian: { name: 'Sunita Yadav', phone: '+916000300009', relation: 'mother' },
  },
  twinOne: { phone: '+916000300003', name: 'Ravi Shah', birth: { year: 2001 } },
  twinTwo: { phone: '+916000300003', name: 'रवि शाह', birth: { date: '2001-06-07' } },
};

beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  ours = await testClinic(house, { domain: 'ours.test' });
  theirs = await testClinic(house, { domain: 'theirs.test' });
  agent = house.as(ours.clinicId, { kind: 'agent', callId: '01900000-0000-7000-8000-000000000001' });
  for (const [key, person] of Object.entries(people))
    ids[key] = (await registerPatient(house.as(ours.clinicId), { ...person, isToBeCompleted: false })).id;
});
afterAll(() => house.close());

/** Each asks as if nobody had asked before. */
async function ask(request: Partial<IdentificationRequest> & { name: string }, ctx = agent) {
  for (const key of await counters()) await house.live.forgetRate(key);
  return identifyCaller(ctx, { phone, ...request });
}

async function counters(): Promise<string[]> {
  const cipher = await house.db.cipherFor(ours.clinicId);
  const phones = [phone, '+916000300002', '+916000300003', '+916000300009', '+916000399999', 'none:12345'];
  return [
    `identify:${ours.clinicId}`,
    ...phones.map((term) => `identify:${ours.clinicId}:${cipher.token({ kind: 'phone', term })}`),
  ];
}

describe('a caller', () => {
  it.each<[string, Partial<IdentificationRequest> & { name: string }, string]>([
    ['by date', { name: 'Sunita Yadav', birthDate: '1985-03-04' }, 'sunita'],
    ['by year of a date', { name: 'सुनीता', birthYear: 1985 }, 'sunita'],
    ['by age of a date, within a year', { name: 'Sunita', age: 42 }, 'sunita'],
    ['in the other script', { name: 'Rakesh Yadav', birthYear: 1980 }, 'rakesh'],
    ['whose age was said years ago', { name: 'Kamla Yadav', age: 67 }, 'ageOnly'],
    ['whose age was said, by year', { name: 'Kamla Yadav', birthYear: 1961 }, 'ageOnly'],
    ['from a guardian’s phone, by year', { phone: '+916000300009', name: 'Diya', birthYear: 2019 }, 'child'],
  ])('is verified %s', async (_, request, who) => {
    expect(await ask(request)).toEqual({ result: 'verified', patientId: ids[who] });
  });

  it.each<[string, Partial<IdentificationRequest> & { name: string }]>([
    ['a wrong date', { name: 'Sunita Yadav', birthDate: '1985-04-03' }],
    ['a wrong year', { name: 'Sunita Yadav', birthYear: 1986 }],
    ['an age two years off', { name: 'Sunita Yadav', age: 39 }],
    ['a name that is not there', { name: 'Geeta Yadav', birthYear: 1985 }],
    ['no name at all', { name: '', birthYear: 1985 }],
    ['a birth that nobody wrote down', { name: 'Om Yadav', birthYear: 2020 }],
    ['an unknown phone', { phone: '+916000399999', name: 'Sunita Yadav', birthDate: '1985-03-04' }],
    ['a withheld phone', { phone: 'anonymous', name: 'Sunita Yadav', birthDate: '1985-03-04' }],
    ['no phone', { phone: '12345', name: 'Sunita Yadav', birthDate: '1985-03-04' }],
    // An age is known to half the street: from another phone it says nothing.
    ['an age from a guardian’s phone', { phone: '+916000300009', name: 'Diya', age: 7 }],
  ])('is nobody with %s', async (_, request) => {
    expect(await ask(request)).toEqual({ result: 'none' });
  });

  it('is ambiguous where two fit, and no third answer is given', async () => {
    expect(await ask({ phone: '+916000300003', name: 'Ravi Shah', birthYear: 2001 })).toEqual({ result: 'ambiguous' });
    expect(await ask({ phone: '+916000300003', name: 'Ravi Shah', birthDate: '2001-06-07' })).toEqual({
      result: 'ambiguous',
    });
  });

  it('of another clinic is nobody there', async () => {
    const elsewhere = house.as(theirs.clinicId);
    expect(await identifyCaller(elsewhere, { phone, name: 'Sunita Yadav', birthDate: '1985-03-04' })).toEqual({
      result: 'none',
    });
  });
});

describe('what is asked', () => {
  it.each<[string, Record<string, unknown>]>([
    ['birthDate', {}],
    ['birthDate', { birthYear: 1985, age: 41 }],
    ['birthDate', { birthDate: '4.3.1985' }],
    ['birthYear', { birthYear: 1800 }],
    ['age', { age: -1 }],
    ['name', { name: 'x'.repeat(201), age: 3 }],
  ])('is refused by its field: %s of %j', async (field, over) => {
    await expect(
      identifyCaller(agent, { phone, name: 'Sunita', ...over } as IdentificationRequest),
    ).rejects.toMatchObject({ field });
  });

  it('takes the same steps and leaves the same trace, whatever the end', async () => {
    const steps = async (request: Partial<IdentificationRequest> & { name: string }) => {
      const seen: string[] = [];
      await ask(request, { ...agent, db: watching(house.db, seen) });
      return seen;
    };
    const verified = await steps({ name: 'Sunita Yadav', birthDate: '1985-03-04' });
    expect(verified.length).toBeGreaterThan(3);
    for (const other of [
      { name: 'Sunita Yadav', birthDate: '1985-03-05' },
      { name: 'Nobody', birthDate: '1985-03-04' },
      { phone: '+916000399999', name: 'Sunita Yadav', birthDate: '1985-03-04' },
      { phone: '12345', name: 'Sunita Yadav', birthDate: '1985-03-04' },
    ])
      expect(await steps(other)).toEqual(verified);
  });

  it('is counted by phone and by clinic, and one try too many is nobody, and audited as such', async () => {
    const right = { phone, name: 'Sunita Yadav', birthDate: '1985-03-04' };
    expect((await ask(right)).result).toBe('verified');
    const tries: string[] = [];
    for (let index = 0; index < 7; index++) tries.push((await identifyCaller(agent, right)).result);
    expect(tries).toEqual(['verified', 'verified', 'verified', 'verified', 'verified', 'none', 'none']);
    // Another phone of the clinic goes on, until the clinic as a whole has been asked too often.
    expect((await identifyCaller(agent, { phone: '+916000300002', name: 'Diya', birthYear: 2019 })).result).toBe(
      'verified',
    );
    for (let index = 0; index < 300; index++)
      await house.live.rateLimit(`identify:${ours.clinicId}`, { limit: 300, windowMs: 3_600_000 });
    expect((await identifyCaller(agent, { phone: '+916000300003', name: 'Ravi', birthYear: 2001 })).result).toBe(
      'none',
    );
    const { rows } = await house.owner.query<{ outcome: string; count: number }>(
      `SELECT outcome, count(*)::int AS count FROM audit_entries WHERE action = 'patient.identify' AND clinic_id = $1 GROUP BY 1`,
      [ours.clinicId],
    );
    const byOutcome = Object.fromEntries(rows.map((row) => [row.outcome, row.count]));
    expect(byOutcome.done).toBeGreaterThan(5);
    expect(byOutcome.denied).toBeGreaterThan(10);
  });
});

/** Notes which tables a transaction asks, and how often: the steps that somebody outside could time. */
function watching(db: Database, seen: string[]): Database {
  const watchModel = (model: object, name: string) =>
    new Proxy(model, {
      get(target, method, receiver) {
        if (typeof method === 'string') seen.push(`${name}.${method}`);
        return Reflect.get(target, method, receiver);
      },
    });
  return {
    ...db,
    withTenant: (clinicId, work, options) =>
      db.withTenant(
        clinicId,
        (tenant) => {
          const tx = new Proxy(tenant.tx, {
            get(target, name, receiver) {
              const value = Reflect.get(target, name, receiver);
              return typeof name === 'string' && typeof value === 'object' && value !== null
                ? watchModel(value, name)
                : value;
            },
          });
          const watched: Tenant = { ...tenant, tx };
          return work(watched);
        },
        options,
      ),
  };
}
