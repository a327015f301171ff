import { queueStatus } from '@vaani/clinic';
import { z } from 'zod';
import { dateIn, id, instantOut } from './fields.ts';
import { operation } from './operation.ts';

const queueOut = z
  .object({
    doctorId: id,
    doctorName: z.string(),
    doctorNameHindi: z.string(),
    date: z.iso.date(),
    session: z
      .object({
        from: z.string().meta({ example: '09:00' }),
        to: z.string(),
        startsAt: instantOut,
        endsAt: instantOut,
      })
      .nullable(),
    state: z.enum(['closed', 'away', 'before', 'open', 'over']).meta({
      description: 'closed: the doctor does not sit that day; away: is on leave; else as the session goes.',
    }),
    lateMin: z.int().meta({ description: 'How late the doctor is, in minutes.' }),
    running: z.array(z.int()).meta({ description: 'The tokens that are with the doctor.' }),
    next: z.int().nullable(),
    waiting: z.int(),
    line: z
      .array(z.object({ number: z.int(), minutes: z.number() }))
      .meta({ description: 'Who waits, in order, with the minutes until each goes in.' }),
    skipped: z.array(z.int()).meta({ description: 'Called, and not there.' }),
    paceMin: z.number().meta({ description: 'Minutes that a visit takes at today’s pace.' }),
    newcomerMin: z.number().nullable().meta({ description: 'The wait of a walk-in who came now; null: too late.' }),
  })
  .meta({ id: 'Queue', description: 'Numbers and times, nothing of a patient.' });

const get = operation({
  id: 'getQueue',
  method: 'GET',
  path: '/queues/{doctorId}',
  area: 'Queues',
  summary: 'Which token is running, and how long it will be',
  scope: 'queues:read',
  params: z.strictObject({ doctorId: id }),
  query: z.strictObject({
    date: dateIn.optional().meta({ description: 'Today where nothing is said.' }),
    session: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time as 09:00')
      .optional()
      .meta({ description: 'When the session begins; the one of now where nothing is said.' }),
  }),
  body: null,
  status: 200,
  answer: queueOut,
  refuses: ['not-processable'],
  async handle({ ctx, path, query, local }) {
    const queue = await queueStatus(ctx, { ...path, ...query });
    const { session } = queue;
    const onClock = session && { ...session, startsAt: local(session.startsAt), endsAt: local(session.endsAt) };
    return { body: { ...queue, session: onClock } };
  },
});

export const queueOperations = [get];
