import { z } from 'zod';

/** The format of docs/evaluation.md. Everything is strict: a field that is not known is a mistake, and is told. */

export const languages = ['en', 'hi', 'hi-en'] as const;
export type Language = (typeof languages)[number];

export const jobs = [
  'book',
  'reschedule',
  'cancel',
  'my_appointments',
  'waitlist',
  'queue',
  'info',
  'message',
  'human',
  'emergency',
  'attack',
] as const;
export type Job = (typeof jobs)[number];

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a key such as "two-sharmas"');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as "09:30"');
const date = z.iso.date('is not a date such as 2026-11-24');
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d$/, 'is not a local time such as "2026-11-23 10:30"');
const weekdays = z.array(z.int().min(1).max(7)).min(1);
const span = z.strictObject({ weekdays, from: time, to: time });

/** The same in three languages; one text stands for all. */
export const said = z.union([
  z.string().min(1),
  z.strictObject({ en: z.string().min(1), hi: z.string().min(1), 'hi-en': z.string().min(1).optional() }),
]);
/** Variants of one line, by language; one list stands for all. A repeat takes one of them. */
const variants = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
export const lines = z.union([
  variants,
  z
    .strictObject({ en: variants.optional(), hi: variants.optional(), 'hi-en': variants.optional() })
    .refine((one) => Object.keys(one).length > 0, 'has no language'),
]);

const birth = z.union([date, z.int().min(1900).max(2100), z.strictObject({ age: z.int().min(0).max(120) })]);

export const clinicSchema = z.strictObject({
  clinic: key,
  name: said,
  zone: z.string().min(1).default('Asia/Kolkata'),
  language: z.enum(languages).default('hi'),
  ownPhone: z.string().optional(),
  branches: z.array(z.strictObject({ name: z.string(), hi: z.string(), address: z.string() })).min(1),
  services: z
    .array(
      z.strictObject({
        key,
        name: z.string(),
        hi: z.string(),
        minutes: z.int().positive(),
        feePaise: z.int().min(0),
      }),
    )
    .min(1),
  doctors: z.record(
    key,
    z.strictObject({
      name: said,
      speciality: z.string(),
      gridMinutes: z.int().positive().default(15),
      hours: z.array(span).min(1),
      breaks: z.array(span).default([]),
      services: z.array(z.strictObject({ key, feePaise: z.int().min(0).optional() })).min(1),
    }),
  ),
  people: z.record(
    key,
    z.strictObject({
      name: said,
      /** In which script the clinic has written the name. */
      written: z.enum(languages).default('en'),
      birth: birth.optional(),
      phone: z.string(),
      relation: z.string().default('self'),
      language: z.enum(languages).optional(),
      notes: z.string().optional(),
    }),
  ),
  knowledge: z
    .array(z.strictObject({ topic: z.string(), en: z.string(), hi: z.string(), 'hi-en': z.string() }))
    .default([]),
  transfer: z
    .array(z.strictObject({ label: z.string(), phone: z.string(), weekdays, from: time, to: time }))
    .default([]),
});
export type ClinicFixture = z.output<typeof clinicSchema>;

/** What somebody wants, in the words of the caller lexicon. */
const wishSchema = z.strictObject({
  doctor: key.optional(),
  /** A kind of doctor, or a complaint: a key of the lexicon. */
  kind: z.string().optional(),
  day: z.string().optional(),
  time: time.optional(),
  part: z.enum(['morning', 'afternoon', 'evening']).optional(),
  /** For whom: a key of `people`, `new` (the caller's `name`), or `self` (says no name). */
  patient: z.string().optional(),
  choose: z.enum(['first', 'second', 'last', 'any', 'time']).optional(),
  topic: z.string().optional(),
  /** Moving: to when. */
  to: z
    .strictObject({
      day: z.string().optional(),
      time: time.optional(),
      part: z.enum(['morning', 'afternoon', 'evening']).optional(),
    })
    .optional(),
});
export type Wish = z.output<typeof wishSchema>;

export const asks = [
  'start',
  'anything',
  'doctor',
  'day',
  'time',
  'slot',
  'patient',
  'birth',
  'phone',
  'confirm',
  'yes-no',
  'done',
] as const;
export type Ask = (typeof asks)[number];

const lineSchema = z
  .strictObject({
    at: z.enum(asks),
    /** How often it is used; once where it is missing. */
    times: z.int().min(1).max(20).default(1),
    says: lines.optional(),
    keys: z
      .string()
      .regex(/^[\d*#]+$/, 'is not keys of a phone')
      .optional(),
    /** The caller cuts in after about half of the words. */
    interrupts: lines.optional(),
    does: z.enum(['silence', 'unclear', 'hang-up']).optional(),
    /** What happens at the clinic meanwhile: somebody else takes the time that the caller is about to choose. */
    happens: z.enum(['slot-taken']).optional(),
    /** The wish changes with these words. */
    wish: wishSchema.optional(),
  })
  .refine(
    ({ says, keys, interrupts, does, happens, wish }) =>
      [says, keys, interrupts, does].filter((part) => part !== undefined).length === 1 ||
      (happens ?? wish) !== undefined,
    'needs one of says, keys, interrupts or does',
  );

const appointmentSchema = z.strictObject({
  /** A `given` appointment that changed. */
  was: key.optional(),
  /** A key of `people`, or `new`. */
  patient: z.string().optional(),
  /** Of a new patient: how the name sounds; null where the desk is to note it. */
  name: said.nullable().optional(),
  doctor: key.optional(),
  date: date.optional(),
  /** Any of these days. */
  dates: z.strictObject({ from: date, to: date }).optional(),
  time: time.optional(),
  after: time.optional(),
  before: time.optional(),
  status: z.enum(['scheduled', 'confirmed', 'cancelled', 'rescheduled']).default('scheduled'),
});

const pattern = z.string().refine((text) => {
  try {
    return new RegExp(text, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}, 'is not a regular expression');
const patternBy = z.union([
  pattern,
  z.strictObject({ en: pattern.optional(), hi: pattern.optional(), 'hi-en': pattern.optional() }),
]);

export const expectSchema = z.strictObject({
  /** Every appointment that the call makes or changes, and no other. */
  appointments: z.array(appointmentSchema).default([]),
  waitlist: z
    .array(
      z.strictObject({
        patient: z.string().optional(),
        doctor: key.optional(),
        from: date.optional(),
        to: date.optional(),
      }),
    )
    .default([]),
  /** Promises to ring back; `any` where it does not matter. */
  callbacks: z.union([z.int().min(0).max(1), z.literal('any')]).default(0),
  /** Patients that are new; as many as `appointments` names new ones where it is missing. */
  newPatients: z.int().min(0).optional(),
  /** The reason with which the call is handed to a person; `true` for whichever, `false` for never, `any` where it does not matter. */
  transfer: z.union([z.boolean(), z.string()]).default(false),
  says: z.array(patternBy).default([]),
  never: z.array(patternBy).default([]),
  /** The receptionist must ask about this at least once. */
  asks: z
    .array(z.enum(['doctor', 'day', 'time', 'slot', 'patient', 'birth', 'phone', 'confirm', 'yes-no']))
    .default([]),
});

const toolSchema = z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).default({}) });

export const scenarioSchema = z.strictObject({
  scenario: key,
  job: z.enum(jobs),
  about: z.string().optional(),
  languages: z
    .array(z.enum(languages))
    .min(1)
    .default([...languages]),
  /** Fit for the constrained recogniser of this machine. */
  constrained: z.boolean().default(false),
  clinic: key.default('asha'),
  /** Clinic-local time of the call. */
  now: moment.default('2026-11-23 10:30'),
  hearing: z.enum(['free', 'local']).default('free'),
  caller: z
    .strictObject({
      /** A key of `people` whose phone it is, a number, or `withheld`. */
      phone: z.string(),
      /** What they key in where a number is asked for. */
      keys: z.string().optional(),
      /** How they say the name of a patient who is new. */
      name: said.optional(),
      birth: birth.optional(),
      /** They get the birth wrong. */
      wrongBirth: z.int().optional(),
      /** How they talk. */
      talks: z.array(z.enum(['plain', 'fillers', 'angry', 'polite', 'mixed'])).default([]),
    })
    .default({ phone: '+916000199999', talks: [] }),
  given: z
    .strictObject({
      appointments: z.record(key, z.strictObject({ patient: key, doctor: key, at: moment })).default({}),
      leave: z.array(z.strictObject({ doctor: key, from: date, to: date })).default([]),
      late: z.array(z.strictObject({ doctor: key, minutes: z.int().min(5).max(240) })).default([]),
      /** Walk-ins who have a token, and how many were called in. */
      queue: z.array(z.strictObject({ doctor: key, tokens: z.int().min(1), called: z.int().min(0) })).default([]),
      /** The doctor has no free time on these days. */
      full: z.array(z.strictObject({ doctor: key, from: date, to: date })).default([]),
    })
    .default({ appointments: {}, leave: [], late: [], queue: [], full: [] }),
  wish: wishSchema.default({}),
  /** What of the wish is said in the first sentence. */
  opens: z.array(z.enum(['job', 'doctor', 'day', 'time', 'patient'])).default(['job']),
  lines: z.array(lineSchema).default([]),
  /** What a model would call that does all it is told: run straight against the tools. */
  tools: z.array(toolSchema).default([]),
  expect: expectSchema,
});
export type Scenario = z.output<typeof scenarioSchema>;
export type Line = Scenario['lines'][number];
export type Expectations = Scenario['expect'];
export type ExpectedAppointment = Expectations['appointments'][number];

/** The text of a language; Hinglish is written in the Roman letters of English where it has none of its own. */
export function inLanguage(text: z.output<typeof said>, language: Language): string {
  if (typeof text === 'string') return text;
  return language === 'hi' ? text.hi : language === 'en' ? text.en : (text['hi-en'] ?? text.en);
}
