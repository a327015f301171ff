import { describe, expect, it } from 'vitest';
import { readPatientLine } from './patient-line.ts';

const place = { country: 'IN', zone: 'Asia/Kolkata', today: '2026-11-24' };
const read = (cells: Parameters<typeof readPatientLine>[1]) => readPatientLine(7, cells, place);

describe('a line of patients', () => {
  it('holds a patient, in one shape', () => {
    expect(
      read({
        name: ' Asha  Kale ',
        phone: '098765 43210',
        phone2: '+91 98765 43210',
        relation: 'mother',
        birthDate: '५/६/१९९०',
        age: '99',
        uhid: 'mr 12',
        abhaNumber: '91-2345-6789-0123',
        email: 'ASHA@example.org',
        address: '12 MG Road\nPune',
        language: 'हिंदी',
        notes: 'x',
        guardianName: 'Vijay Kale',
      }),
    ).toEqual({
      values: {
        name: 'Asha Kale',
        phones: [{ phone: '+919876543210', relation: 'mother' }],
        birth: { date: '1990-06-05' },
        uhid: 'MR 12',
        abhaNumber: '91234567890123',
        email: 'asha@example.org',
        address: '12 MG Road\nPune',
        language: 'hi',
        notes: 'x',
        guardian: { name: 'Vijay Kale', phone: '+919876543210', relation: 'guardian' },
      },
      problems: [],
    });
    expect(read({ name: 'Asha' }).values).toEqual({ name: 'Asha', phones: [] });
    expect(read({ name: 'Asha', age: '34 yrs' }).values?.birth).toEqual({ age: 34, saidOn: '2026-11-24' });
    expect(read({ name: 'Baby', age: '8 months' }).values?.birth).toEqual({ age: 0, saidOn: '2026-11-24' });
    expect(read({ name: 'Asha', birthYear: '१९९०' }).values?.birth).toEqual({ year: 1990 });
  });

  it('tells every reason against it, not the first', () => {
    const { values, problems } = read({
      name: '😀',
      phone: '9.87654E+09',
      phone2: '12345',
      birthDate: '31/04/1990',
      age: 'old',
      uhid: '<b>',
      abhaNumber: '123',
      email: 'nobody',
      language: 'Klingon',
      guardianName: 'x'.repeat(121),
      guardianPhone: 'none',
    });
    expect(values).toBeNull();
    expect(problems.map(({ line, field, reason }) => `${line} ${field} ${reason}`)).toEqual([
      '7 name has no letter in it',
      '7 phone was shortened by a spreadsheet: format the column as text',
      '7 phone2 is not a phone number',
      '7 birthDate is not a date, day first, with its whole year',
      '7 age is not an age in years',
      '7 uhid takes letters, digits, and - / . _ between them',
      '7 abhaNumber is not fourteen digits',
      '7 email is not an e-mail address',
      '7 language is none of English, Hindi and Hinglish',
      '7 guardianPhone is not a phone number',
      '7 guardianName is longer than 120 characters',
    ]);
  });

  it.each([
    [{}, 'name is missing'],
    [{ name: 'Asha', birthDate: '25/11/2026' }, 'birthDate lies in the future'],
    [{ name: 'Asha', birthDate: '01/01/1899' }, 'birthDate lies before 1900'],
    [{ name: 'Asha', birthYear: '2027' }, 'birthYear lies in the future'],
    [{ name: 'Asha', birthYear: '89' }, 'birthYear is not a year from 1900 on'],
    [{ name: 'Asha', age: '130' }, 'age is not an age in years'],
    [{ name: 'Asha', guardianPhone: '9876543210' }, 'guardianName is missing'],
    [{ name: 'Asha', guardianName: 'Vijay' }, 'guardianPhone is missing'],
    [{ name: 'Asha\u0007' }, 'name holds control characters'],
  ])('%j: %s', (cells, reason) => {
    expect(read(cells).problems.map((problem) => `${problem.field} ${problem.reason}`)).toEqual([reason]);
  });

  it('never holds what it was told', () => {
    const secrets = {
      name: 'Zubeida\u0007',
      phone: '98x65',
      email: 'zubeida',
      abhaNumber: '12 34',
      address: 'Zubeida\u0007',
    };
    for (const { reason } of read(secrets).problems)
      for (const secret of Object.values(secrets)) expect(reason).not.toContain(secret);
  });
});
