import { type CallDetail, type CallSummary, callQuerySchema, getCall, listCalls } from '@vaani/clinic';
import { z } from 'zod';
import { outcomes } from '../routers/outcomes.ts';
import { cursorParam, dateIn, id, instantIn, instantOut, integerParam, nextOut } from './fields.ts';
import { type ApiCall, operation } from './operation.ts';
import { instantOfDay } from './zone-day.ts';

const language = z.enum(['en', 'hi', 'hi-en']).meta({ description: 'hi-en is Hinglish.' });
const mood = z.enum(['positive', 'neutral', 'negative']);

const callOut = z
  .object({
    id,
    direction: z.enum(['inbound', 'outbound', 'browser']),
    caller: z.string().optional().meta({
      description: 'For keys with patients:read: the patient’s name, or all but the end of the number hidden.',
    }),
    patientId: id.nullable(),
    language,
    startedAt: instantOut,
    durationSeconds: z.int().nullable().meta({ description: 'Null while the call is under way.' }),
    outcome: z.enum(outcomes).nullable(),
    mood: mood.nullable(),
    summary: z.string().nullable(),
    turnCount: z.int(),
    interruptions: z.int(),
  })
  .meta({ id: 'Call' });

const callDetailOut = callOut
  .extend({
    appointmentIds: z.array(id).meta({ description: 'What was booked in it.' }),
    turns: z
      .array(
        z.object({
          index: z.int(),
          who: z.enum(['caller', 'agent', 'staff']),
          text: z.string(),
          language,
          startedMs: z.int().meta({ description: 'From the start of the call.' }),
          endedMs: z.int(),
          isUnclear: z.boolean(),
          isInterrupted: z.boolean(),
        }),
      )
      .optional()
      .meta({ description: 'What was said, for keys with transcripts:read.' }),
  })
  .meta({ id: 'CallDetail' });

type Caller = Pick<ApiCall<unknown, unknown, unknown>, 'local' | 'scopes'>;

function toCall(call: CallSummary, { local, scopes }: Caller): z.input<typeof callOut> {
  const { caller, hasFallenBack: _fallen, disposition: _disposition, wishes: _wishes, ...rest } = call;
  return { ...rest, startedAt: local(call.startedAt), ...(scopes.has('patients:read') ? { caller } : {}) };
}

function toDetail(detail: CallDetail, caller: Caller): z.input<typeof callDetailOut> {
  const { turns, events: _events, appointments, ...summary } = detail;
  return {
    ...toCall(summary, caller),
    appointmentIds: appointments.map((appointment) => appointment.id),
    ...(caller.scopes.has('transcripts:read') ? { turns } : {}),
  };
}

const list = operation({
  id: 'listCalls',
  method: 'GET',
  path: '/calls',
  area: 'Calls',
  summary: 'Calls, the newest first',
  scope: 'calls:read',
  params: z.strictObject({}),
  query: z.strictObject({
    start: z.union([instantIn, dateIn]).optional(),
    end: z.union([instantIn, dateIn]).optional(),
    outcome: callQuerySchema.shape.outcome,
    language: callQuerySchema.shape.language,
    mood: callQuerySchema.shape.mood,
    cursor: cursorParam,
    limit: integerParam(1, 200, 50),
  }),
  body: null,
  status: 200,
  answer: z.object({ calls: z.array(callOut), next: nextOut, total: z.int() }),
  fieldNames: { from: 'start', to: 'end' },
  async handle({ ctx, query, zone, ...call }) {
    const { start, end, ...rest } = query;
    const asked = {
      ...rest,
      ...(start === undefined ? {} : { from: instantOfDay(start, zone) }),
      ...(end === undefined ? {} : { to: instantOfDay(end, zone, 'end') }),
    };
    const { calls, next, total } = await listCalls(ctx, asked, { isCountExact: true });
    return { body: { next, total, calls: calls.map((summary) => toCall(summary, call)) } };
  },
});

const get = operation({
  id: 'getCall',
  method: 'GET',
  path: '/calls/{callId}',
  area: 'Calls',
  summary: 'One call',
  description: 'What was said is in the answer only for keys with transcripts:read.',
  scope: 'calls:read',
  params: z.strictObject({ callId: id }),
  query: z.strictObject({}),
  body: null,
  status: 200,
  answer: callDetailOut,
  handle: async ({ ctx, path, ...call }) => ({ body: toDetail(await getCall(ctx, path.callId), call) }),
});

export const callOperations = [list, get];
