// Guards: a form sends what was changed and nothing else, and an emptied field empties.
import { expect, it } from 'vitest';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { changeOf, entryOf, rebase } from './entry.ts';

const patient = {
  ...{ id: 'p', version: 3, name: 'Neha', uhid: null, birth: { year: 1988 }, language: 'en' },
  ...{ email: 'n@example.in', address: null, abhaNumber: null, notes: null },
} as PatientDetails;
const of = (over: Partial<ReturnType<typeof entryOf>>) =>
  changeOf(patient, { ...entryOf(patient), ...over }, '2026-11-30');
const same = { patientId: 'p', version: 3 };

it('sends nothing where nothing was changed', () => {
  expect(of({})).toEqual(same);
  expect(of({ name: ' Neha ' })).toEqual(same);
});

it('empties what was emptied, but no name', () => {
  expect(of({ email: '', name: '' })).toEqual({ ...same, email: null });
});

it('tells a day, a year and an age apart', () => {
  expect(of({ birthKind: 'date', birth: '1988-03-04' })).toEqual({ ...same, birth: { date: '1988-03-04' } });
  expect(of({ birthKind: 'age', birth: '38' })).toEqual({ ...same, birth: { age: 38, saidOn: '2026-11-30' } });
  expect(of({ birth: '' })).toEqual({ ...same, birth: null });
  expect(of({ language: '' })).toEqual({ ...same, language: null });
});

it('keeps what was typed when somebody else changed the entry meanwhile', () => {
  const now = { ...patient, version: 4, name: 'Neha Kulkarni', email: 'new@example.in' } as PatientDetails;
  const entry = rebase(patient, now, { ...entryOf(patient), email: 'mine@example.in', notes: 'Allergic to dust' });
  expect(changeOf(now, entry, '2026-11-30')).toEqual({
    ...{ patientId: 'p', version: 4, email: 'mine@example.in', notes: 'Allergic to dust' },
  });
});
