import { z } from 'zod';

const id = z.uuid();
const instant = z.iso.datetime();
const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const language = z.enum(['en', 'hi', 'hi-en']);
const part = z.enum(['morning', 'afternoon', 'evening', 'night']);
const personName = z.string().trim().min(1).max(120);
const speciality = z.string().max(60);
const reason = z.string().max(500);
const birth = z.union([
  z.object({ date }).strict(),
  z.object({ year: z.int().min(1900).max(2100) }).strict(),
  z.object({ age: z.int().min(0).max(120), saidOn: date }).strict(),
]);

/** For whom: one of the patients of the caller's phone, by id or by a name that is exactly one of theirs; anybody else is a new entry. */
const whom = {
  patientId: id.optional(),
  name: personName.optional(),
  /** Where the caller's number is withheld: as it was keyed in this call. */
  phone: z.string().max(20).optional(),
  birth: birth.optional(),
  /** Whose phone it is, seen from the patient: self, mother, son, … */
  relation: z.string().trim().min(1).max(40).optional(),
  /** Who answers for a minor. */
  guardian: z
    .object({ name: personName, relation: z.string().trim().min(1).max(40) })
    .strict()
    .optional(),
};

/** What each tool takes. What is not listed is refused: a model's extra words go nowhere. */
export const toolSchemas = {
  search_slots: z
    .object({
      doctorId: id.optional(),
      speciality: speciality.optional(),
      serviceId: id.optional(),
      from: date,
      to: date,
      part: part.optional(),
      timeFrom: time.optional(),
      timeTo: time.optional(),
      limit: z.int().min(1).max(20).optional(),
    })
    .strict(),
  hold_slot: z.object({ doctorId: id, startsAt: instant }).strict(),
  book_appointment: z
    .object({ doctorId: id, startsAt: instant, ...whom, language: language.optional(), reason: reason.optional() })
    .strict(),
  reschedule_appointment: z
    .object({ appointmentId: id, doctorId: id, startsAt: instant, reason: reason.optional() })
    .strict(),
  cancel_appointment: z.object({ appointmentId: id, reason: reason.optional() }).strict(),
  restore_appointment: z.object({ appointmentId: id }).strict(),
  my_appointments: z.object({ patientId: id }).strict(),
  join_waitlist: z
    .object({
      doctorId: id.optional(),
      speciality: speciality.optional(),
      from: date,
      to: date,
      part: part.optional(),
      ...whom,
      language: language.optional(),
    })
    .strict(),
  queue_status: z.object({ doctorId: id, token: z.int().min(1).max(9_999).optional() }).strict(),
  follow_up: z.object({ patientId: id, doctorId: id }).strict(),
  identify_patient: z.object({ name: z.string().min(1).max(120), birth }).strict(),
  register_patient: z
    .object({ ...whom, language: language.optional() })
    .omit({ patientId: true })
    .strict(),
  clinic_info: z.object({ topic: z.string().max(60), doctorId: id.optional() }).strict(),
  transfer_to_human: z.object({ reason: z.string().max(60) }).strict(),
  leave_message: z
    .object({ reason: z.string().trim().min(1).max(1_000), phone: z.string().max(20).optional() })
    .strict(),
  set_language: z.object({ language }).strict(),
  end_call: z
    .object({ outcome: z.enum(['booked', 'moved', 'cancelled', 'informed', 'message', 'emergency', 'failed']) })
    .strict(),
} as const;

export type ToolName = keyof typeof toolSchemas;
export type ToolArguments<N extends ToolName> = z.output<(typeof toolSchemas)[N]>;

const descriptions: Record<ToolName, string> = {
  search_slots:
    'Free times of a doctor or a speciality between two clinic-local days. Only what it answers may be offered. Answers "ask" where the days are not what the caller said.',
  hold_slot: 'Keeps the slot that the caller has chosen, for about ninety seconds.',
  book_appointment:
    'Books the slot that the caller chose. The first time it is asked for, the caller hears it read back; once they have confirmed, it is done.',
  reschedule_appointment:
    'Moves an appointment of a verified caller, or one that this call made, to a slot that the caller chose. Read back first, as a booking is.',
  cancel_appointment:
    'Cancels an appointment of a verified caller, or one that this call made. Read back first, as a booking is.',
  restore_appointment: 'Puts back an appointment that this call cancelled. Read back first.',
  my_appointments: 'Coming appointments of a verified patient.',
  join_waitlist: 'Puts a patient on the waiting list for days on which nothing suits. Read back first.',
  queue_status: 'Which token a doctor sees now, how many wait, whether the doctor is late, and how long it will be.',
  follow_up: 'Whether a verified patient has a free follow-up with a doctor, and until when.',
  identify_patient: 'Verifies the caller: a name on their phone, and birth date, year or age.',
  register_patient: 'Makes a patient under the caller’s phone. Read back first.',
  clinic_info: 'Hours, address, fees, doctors and what else the clinic wants told.',
  transfer_to_human: 'Connects the caller to a person; the reason routes it.',
  leave_message: 'Leaves a message for the desk, who will ring back.',
  set_language: 'Goes on in another language.',
  end_call: 'Ends the call once the last words have been heard.',
};

/** The tools as a model is told of them: name, purpose, JSON schema of the arguments. */
export const toolDefinitions = (Object.keys(toolSchemas) as ToolName[]).map((name) => ({
  name,
  description: descriptions[name],
  parameters: z.toJSONSchema(toolSchemas[name]),
}));
