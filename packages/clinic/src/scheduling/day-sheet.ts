import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { type DaySchedule, daySchedule, type Stretch } from './day-schedule.ts';
import type { AppointmentView } from './types.ts';

export const daySheetSchema = z.object({
  date: z.iso.date('is not a date as 2026-11-30'),
  doctorId: z.uuid('is not an id').optional(),
});

/** One doctor's day, to be printed. */
export interface DoctorSheet {
  doctor: DaySchedule['doctors'][number];
  windows: Stretch[];
  closed: (Stretch & { kind: string; label: string })[];
  appointments: (AppointmentView & { uhid: string | null; token: number | null })[];
}

/**
 * A day on paper: each doctor who sits or has patients that day. Printing it is audited, since names leave with it. A doctor gets their own.
 * @throws {ClinicError}
 */
export async function daySheet(
  ctx: ClinicContext,
  query: z.input<typeof daySheetSchema>,
): Promise<{ zone: string; date: string; sheets: DoctorSheet[] }> {
  const { date, doctorId } = parseInput(daySheetSchema, query);
  const day = await daySchedule(ctx, { date, ...(doctorId === undefined ? {} : { doctorIds: [doctorId] }) });
  const { patients, tokens } = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await recordAudit(tenant, ctx.actor, {
      action: 'schedule.print',
      objectKind: 'schedule',
      ...(doctorId === undefined ? {} : { objectId: doctorId }),
      new: { date, appointments: day.appointments.map(({ id }) => id) },
    });
    return {
      patients: await tx.patient.findMany({
        where: { clinicId, id: { in: day.appointments.map(({ patientId }) => patientId) } },
        select: { id: true, uhid: true },
      }),
      tokens: await tx.queueToken.findMany({
        where: { clinicId, appointmentId: { in: day.appointments.map(({ id }) => id) } },
        select: { appointmentId: true, number: true },
      }),
    };
  });
  const uhids = new Map(patients.map(({ id, uhid }) => [id, uhid]));
  const numbers = new Map(tokens.map(({ appointmentId, number }) => [appointmentId, number]));
  const byStart = (a: Stretch, b: Stretch) => (a.startsAt < b.startsAt ? -1 : 1);
  const sheets = day.doctors.map(
    (doctor): DoctorSheet => ({
      doctor,
      windows: day.windows.filter((window) => window.doctorId === doctor.id).sort(byStart),
      closed: day.closed.filter((span) => span.doctorId === null || span.doctorId === doctor.id).sort(byStart),
      appointments: day.appointments
        .filter((appointment) => appointment.doctorId === doctor.id)
        .map((appointment) => ({
          ...appointment,
          uhid: uhids.get(appointment.patientId) ?? null,
          token: numbers.get(appointment.id) ?? null,
        })),
    }),
  );
  const isWanted = (sheet: DoctorSheet) =>
    doctorId !== undefined || sheet.windows.length > 0 || sheet.appointments.length > 0;
  return { zone: day.zone, date, sheets: sheets.filter(isWanted) };
}
