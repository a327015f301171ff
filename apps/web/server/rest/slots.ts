import { searchSlots } from '@vaani/clinic';
import { z } from 'zod';
import { booleanParam, dateIn, id, instantIn, integerParam } from './fields.ts';
import { operation } from './operation.ts';
import { slotOut } from './problem.ts';

/** What names a time with a doctor. */
export const slotIn = z.strictObject({
  doctorId: id,
  serviceId: id.optional().meta({ description: 'Without it, the doctor’s usual service.' }),
  startsAt: instantIn,
});

const timeParam = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time as 14:30')
  .optional();

const search = operation({
  id: 'searchSlots',
  method: 'GET',
  path: '/slots',
  area: 'Slots',
  summary: 'Free times',
  description:
    'The earliest few, spread sensibly over days and doctors; with `all=true` every one in order. What is offered here can be booked until somebody else does.',
  scope: 'slots:read',
  params: z.strictObject({}),
  query: z.strictObject({
    doctor: id.optional(),
    speciality: z.string().max(60, 'is too long').optional().meta({ example: 'dermatology' }),
    service: id.optional(),
    from: dateIn,
    to: dateIn.meta({ description: 'The last day, at most 60 days later.' }),
    part: z.enum(['morning', 'afternoon', 'evening', 'night']).optional(),
    timeFrom: timeParam.meta({ description: 'On the clinic’s clock.' }),
    timeTo: timeParam,
    all: booleanParam,
    limit: integerParam(1, 500, 3),
  }),
  body: null,
  status: 200,
  answer: z.object({ slots: z.array(slotOut) }),
  refuses: ['not-processable'],
  fieldNames: { doctorId: 'doctor', serviceId: 'service', isWhole: 'all' },
  async handle({ ctx, query, local }) {
    const { doctor, service, all, ...rest } = query;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const slots = await searchSlots(ctx, {
      ...(given as typeof rest & { from: string; to: string }),
      ...(doctor === undefined ? {} : { doctorId: doctor }),
      ...(service === undefined ? {} : { serviceId: service }),
      isWhole: all,
    });
    return {
      body: {
        slots: slots.map((slot) => ({ ...slot, startsAt: local(slot.startsAt), endsAt: local(slot.endsAt) })),
      },
    };
  },
});

export const slotOperations = [search];
