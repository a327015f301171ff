import {
  birthSchema,
  getPatient,
  newPatientSchema,
  type PatientBrief,
  type PatientDetails,
  patientChangeSchema,
  registerPatient,
  searchPatients,
  updatePatient,
} from '@vaani/clinic';
import { z } from 'zod';
import { cursorParam, id, instantOut, integerParam, nextOut } from './fields.ts';
import { type ApiCall, operation } from './operation.ts';

const languageOut = z.enum(['en', 'hi', 'hi-en']).nullable().meta({ description: 'hi-en is Hinglish.' });

const patientOut = z
  .object({
    id,
    uhid: z.string().nullable().meta({ description: 'The clinic’s own number.' }),
    name: z.string().nullable().meta({ description: 'Null where the clinic has yet to ask.' }),
    birth: birthSchema.nullable().meta({ description: 'The day, the year, or only an age with the day it was said.' }),
    language: languageOut,
    phones: z.array(
      z.object({
        phone: z.string().meta({ example: '+916000700001' }),
        relation: z.string().meta({ example: 'self' }),
      }),
    ),
    isToBeCompleted: z.boolean().meta({ description: 'A call made the entry, and the desk has not completed it.' }),
    createdAt: instantOut,
    lastSeenAt: instantOut.nullable().meta({ description: 'Null for one who was never there.' }),
  })
  .meta({ id: 'Patient' });

const patientDetailOut = patientOut
  .extend({
    version: z.int().meta({ description: 'To be named by whoever changes the entry.' }),
    email: z.string().nullable(),
    address: z.string().nullable(),
    abhaNumber: z.string().nullable(),
    notes: z.string().nullable(),
    isMinor: z.boolean().nullable(),
    consent: z.object({ at: instantOut, how: z.string() }).nullable(),
    guardians: z.array(z.object({ name: z.string(), phone: z.string(), relation: z.string() })),
  })
  .meta({ id: 'PatientDetail' });

type Clock = Pick<ApiCall<unknown, unknown, unknown>, 'local'>['local'];

const toPatient = (brief: PatientBrief, local: Clock): z.input<typeof patientOut> => ({
  ...brief,
  createdAt: local(brief.createdAt),
  lastSeenAt: local(brief.lastSeenAt),
});

function toDetail(details: PatientDetails, local: Clock): z.input<typeof patientDetailOut> {
  const { consent } = details;
  return {
    ...details,
    createdAt: local(details.createdAt),
    lastSeenAt: local(details.lastSeenAt),
    consent: consent === null ? null : { ...consent, at: local(consent.at) },
  };
}

const params = z.strictObject({ patientId: id });

const search = operation({
  id: 'searchPatients',
  method: 'GET',
  path: '/patients',
  area: 'Patients',
  summary: 'Find patients',
  description:
    'By a name in either script, as it sounds; by a phone in any shape, or its last four digits; by the clinic’s own number. Without `search`, those seen last.',
  scope: 'patients:read',
  params: z.strictObject({}),
  query: z.strictObject({
    search: z.string().max(100, 'is longer than 100 characters').optional(),
    cursor: cursorParam,
    limit: integerParam(1, 50, 20),
  }),
  body: null,
  status: 200,
  answer: z.object({
    patients: z.array(patientOut),
    next: nextOut,
    isTooMany: z.boolean().meta({ description: 'More fit than could be looked at: another letter helps.' }),
  }),
  fieldNames: { text: 'search' },
  async handle({ ctx, query, local }) {
    const { search: text = '', cursor, limit } = query;
    const found = await searchPatients(ctx, { text, limit, ...(cursor === undefined ? {} : { cursor }) });
    return { body: { ...found, patients: found.patients.map((brief) => toPatient(brief, local)) } };
  },
});

const get = operation({
  id: 'getPatient',
  method: 'GET',
  path: '/patients/{patientId}',
  area: 'Patients',
  summary: 'One patient',
  description: 'An entry that was merged into another answers as that one.',
  scope: 'patients:read',
  params,
  query: z.strictObject({}),
  body: null,
  status: 200,
  answer: patientDetailOut,
  handle: async ({ ctx, path, local }) => ({ body: toDetail(await getPatient(ctx, path), local) }),
});

const register = operation({
  id: 'registerPatient',
  method: 'POST',
  path: '/patients',
  area: 'Patients',
  summary: 'Register a patient',
  description: 'Phones come in any shape that people write. Families share one: it does not identify anybody.',
  scope: 'patients:write',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: newPatientSchema
    .omit({ isToBeCompleted: true, callId: true, idempotencyKey: true })
    .required({ name: true })
    .strict(),
  status: 201,
  answer: z.object({ id }),
  async handle({ ctx, body, idempotencyKey }) {
    const made = await registerPatient(ctx, { ...body, isToBeCompleted: false, idempotencyKey });
    return { body: made, headers: { location: `/api/v1/patients/${made.id}` } };
  },
});

const update = operation({
  id: 'updatePatient',
  method: 'PATCH',
  path: '/patients/{patientId}',
  area: 'Patients',
  summary: 'Change a patient',
  description:
    'What is left out stays; null empties a field. Names the `version` it was made from: where somebody else changed the entry since, the answer is 409.',
  scope: 'patients:write',
  params,
  query: z.strictObject({}),
  body: patientChangeSchema.omit({ patientId: true, idempotencyKey: true }).strict(),
  status: 200,
  answer: z.object({ id, version: z.int() }),
  async handle({ ctx, path, body, idempotencyKey }) {
    const { version } = await updatePatient(ctx, { ...body, ...path, idempotencyKey });
    return { body: { id: path.patientId, version } };
  },
});

export const patientOperations = [search, register, get, update];
