import type { Tenant } from '@vaani/db';
import { clinicPlace } from '../patients/clinic-place.ts';
import { checkAppointmentFile } from './appointment-file.ts';
import type { ImportedAppointment } from './appointment-line.ts';
import { checkDoctorFile, type ImportedDoctor } from './doctor-file.ts';
import { checkPatientFile } from './patient-file.ts';
import type { ImportedPatient } from './patient-line.ts';
import { readCsv } from './read-csv.ts';
import type { CheckedFile, ImportKind, ImportReport } from './types.ts';

export type Imported = ImportedPatient | ImportedDoctor | ImportedAppointment;

/** Reads and checks a file of any kind. Writes nothing. @throws {ClinicError} `bad-input` for what is wrong with the file as a whole. */
export async function checkFile(
  tenant: Tenant,
  kind: ImportKind,
  csv: string,
  now: number,
): Promise<CheckedFile<Imported>> {
  const { header, lines } = readCsv(csv);
  const place = await clinicPlace(tenant, now);
  switch (kind) {
    case 'patients':
      return checkPatientFile(tenant, place, header, lines);
    case 'doctors':
      return checkDoctorFile(tenant, header, lines);
    case 'appointments':
      return checkAppointmentFile(tenant, { ...place, now }, header, lines);
  }
}

export function toReport(kind: ImportKind, { good, ...file }: CheckedFile<Imported>): ImportReport {
  return { ...file, kind, good: good.length - file.duplicates.length };
}
