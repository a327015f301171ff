// Guards: the file that a clinic begins with is one that it can bring along: each column is known, and the example of doctors and patients can be taken as it is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { importTemplate } from './import-template.ts';
import { previewImport } from './preview-import.ts';

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'template.test' });
});
afterAll(() => house.close());

const look = (kind: 'patients' | 'doctors' | 'appointments', language: 'en' | 'hi') =>
  previewImport(house.as(clinic.clinicId, clinic.admin), { kind, csv: importTemplate(kind, language) });

describe.each(['en', 'hi'] as const)('in %s', (language) => {
  it.each(['patients', 'doctors'] as const)('a file of %s is good', async (kind) => {
    const report = await look(kind, language);
    expect(report).toMatchObject({ total: 1, good: 1, unknownColumns: [], problems: [] });
  });

  it('a file of appointments lacks nothing but the doctor and the patient that it is an example of', async () => {
    const report = await look('appointments', language);
    expect(report.unknownColumns).toEqual([]);
    expect(report.problems.map(({ field }) => field)).toEqual(['doctor', 'phone']);
  });

  it('has columns that a person reads', () => {
    const [header = ''] = importTemplate('doctors', language)
      .replace(/^\ufeff/, '')
      .split(/\r?\n/);
    expect(header.split(',')[0]).toBe(language === 'hi' ? 'नाम' : 'Name');
  });
});
