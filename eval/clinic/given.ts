import {
  addLeave,
  applyDay,
  bookAppointment,
  type ClinicContext,
  callNext,
  getClinicProfile,
  issueToken,
  previewDay,
} from '@vaani/clinic';
import { newId } from '@vaani/db';
import type { Scenario } from '../format/schema.ts';
import { instantOf } from './local-time.ts';
import type { EvalClinic } from './world.ts';

/** What stood before the call, by the scenario's keys. */
export interface Given {
  appointments: Map<string, string>;
}

/** Brings the clinic to where the scenario begins, by what the desk itself does. */
export async function prepare(clinic: EvalClinic, scenario: Scenario): Promise<Given> {
  const { given } = scenario;
  const desk = deskOf(clinic);
  const appointments = new Map<string, string>();
  for (const [key, { patient, doctor, at }] of Object.entries(given.appointments)) {
    const startsAt = instantOf(at, clinic.fixture.zone);
    appointments.set(key, await bookFor(clinic, { patient, doctorId: clinic.doctors.get(doctor) ?? '', startsAt }));
  }
  for (const { doctor, from, to } of [...given.leave, ...given.full]) {
    const doctorId = clinic.doctors.get(doctor) ?? '';
    await addLeave(desk, { doctorId, days: { from, to }, label: 'away', idempotencyKey: newId() });
  }
  for (const { doctor, minutes } of given.late) {
    const doctorId = clinic.doctors.get(doctor) ?? '';
    const request = { kind: 'late' as const, doctorId, minutes, manner: 'warn' as const };
    const { fingerprint } = await previewDay(desk, request);
    await applyDay(desk, { request, fingerprint, idempotencyKey: newId() });
  }
  for (const { doctor, tokens, called } of given.queue) {
    const doctorId = clinic.doctors.get(doctor) ?? '';
    for (let number = 1; number <= tokens; number += 1) {
      await issueToken(desk, { doctorId, name: `Walk-in ${number}`, idempotencyKey: newId() });
    }
    let inside: string | undefined;
    for (let number = 1; number <= called; number += 1) {
      const finishing = inside === undefined ? {} : { finishing: inside };
      const next = await callNext(desk, { doctorId, ...finishing, idempotencyKey: newId() });
      inside = next.ok ? next.token?.id : undefined;
    }
  }
  return { appointments };
}

/** Books as the desk does. @returns its id. @throws where the fixture does not allow it. */
export async function bookFor(
  clinic: EvalClinic,
  one: { patient: string; doctorId: string; startsAt: string },
): Promise<string> {
  const profile = await getClinicProfile(clinic.ctx);
  const serviceId = clinic.serviceId;
  const minutes = profile.services.find(({ id }) => id === serviceId)?.durationMin ?? 15;
  const endsAt = new Date(Date.parse(one.startsAt) + minutes * 60_000).toISOString();
  const result = await bookAppointment(deskOf(clinic), {
    slot: { doctorId: one.doctorId, serviceId, branchId: clinic.branchId, startsAt: one.startsAt, endsAt },
    patientId: clinic.people.get(one.patient) ?? '',
    idempotencyKey: newId(),
  });
  if (!result.ok) throw new Error(`the clinic could not be brought to ${one.startsAt}: ${result.reason}`);
  return result.appointment.id;
}

/** Nobody in particular at the desk: the user is in no membership, and need not be. */
const deskOf = (clinic: EvalClinic): ClinicContext => clinic.ctx;
