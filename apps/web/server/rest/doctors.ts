import { doctorSchedule, getClinicProfile, localDate } from '@vaani/clinic';
import { z } from 'zod';
import { dateIn, id, instantOut, integerParam } from './fields.ts';
import { operation } from './operation.ts';

const doctorOut = z
  .object({
    id,
    name: z.string().meta({ example: 'Dr Anita Sharma' }),
    nameHindi: z.string(),
    speciality: z.string().meta({ example: 'dermatology' }),
    branchId: id.meta({ description: 'Where they sit by default.' }),
    hours: z
      .array(z.object({ weekday: z.int().meta({ minimum: 1, maximum: 7 }), from: z.string(), to: z.string() }))
      .meta({ description: 'Week after week; 1 is Monday.' }),
    services: z
      .array(z.object({ id, name: z.string(), nameHindi: z.string(), durationMin: z.int(), feePaise: z.int() }))
      .meta({ description: 'The usual one first.' }),
  })
  .meta({ id: 'Doctor' });

const list = operation({
  id: 'listDoctors',
  method: 'GET',
  path: '/doctors',
  area: 'Doctors',
  summary: 'Doctors who can be booked',
  scope: 'doctors:read',
  params: z.strictObject({}),
  query: z.strictObject({ speciality: z.string().max(60, 'is too long').optional() }),
  body: null,
  status: 200,
  answer: z.object({ doctors: z.array(doctorOut) }),
  async handle({ ctx, query }) {
    const profile = await getClinicProfile(ctx);
    const wanted = profile.doctors.filter(
      ({ speciality }) => query.speciality === undefined || speciality === query.speciality,
    );
    return {
      body: {
        doctors: wanted.map((doctor) => ({
          ...doctor,
          services: doctor.services.flatMap((serviceId) =>
            profile.services.filter((service) => service.id === serviceId),
          ),
        })),
      },
    };
  },
});

const stretchOut = z.object({ startsAt: instantOut, endsAt: instantOut });

const schedule = operation({
  id: 'getDoctorSchedule',
  method: 'GET',
  path: '/doctors/{doctorId}/schedule',
  area: 'Doctors',
  summary: 'A doctor’s days',
  description: 'When they sit, when they do not, and when they are with patients. Nothing about who.',
  scope: 'doctors:read',
  params: z.strictObject({ doctorId: id }),
  query: z.strictObject({
    date: dateIn.optional().meta({ description: 'The first day; today where nothing is said.' }),
    days: integerParam(1, 7, 1),
  }),
  body: null,
  status: 200,
  answer: z.object({
    zone: z.string().meta({ example: 'Asia/Kolkata' }),
    dates: z.array(z.iso.date()),
    windows: z.array(stretchOut),
    closed: z.array(stretchOut.extend({ kind: z.string().meta({ example: 'leave' }) })),
    busy: z.array(stretchOut.extend({ status: z.string() })),
  }),
  async handle({ ctx, path, query, zone, local }) {
    const date = query.date ?? localDate(ctx.clock.now(), zone);
    const days = await doctorSchedule(ctx, { doctorId: path.doctorId, date, days: query.days });
    const onClock = <S extends { startsAt: string; endsAt: string }>(spans: S[]) =>
      spans.map((span) => ({ ...span, startsAt: local(span.startsAt), endsAt: local(span.endsAt) }));
    return {
      body: { ...days, windows: onClock(days.windows), closed: onClock(days.closed), busy: onClock(days.busy) },
    };
  },
});

export const doctorOperations = [list, schedule];
