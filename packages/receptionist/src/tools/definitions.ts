import { z } from 'zod';

const id = z.uuid();
const instant = z.iso.datetime();
const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const birth = z.union([
  z.object({ date }).strict(),
  z.object({ year: z.int().min(1900).max(2100) }).strict(),
  z.object({ age: z.int().min(0).max(120), saidOn: date }).strict(),
]);

/** What each tool takes. What is not listed is refused: a model's extra words go nowhere. */
export const toolSchemas = {
  search_slots: z
    .object({
      doctorId: id.optional(),
      speciality: z.string().max(60).optional(),
      serviceId: id.optional(),
      from: date,
      to: date,
      part: z.enum(['morning', 'afternoon', 'evening', 'night']).optional(),
      timeFrom: time.optional(),
      timeTo: time.optional(),
      limit: z.int().min(1).max(20).optional(),
    })
    .strict(),
  hold_slot: z.object({ doctorId: id, startsAt: instant }).strict(),
  book_appointment: z
    .object({
      doctorId: id,
      startsAt: instant,
      /** One of the patients of the caller's phone; without it a new entry is made, with this name or to be completed. */
      patientId: id.optional(),
      name: z.string().trim().min(1).max(120).optional(),
      phone: z.string().max(20).optional(),
      language: z.enum(['en', 'hi', 'hi-en']).optional(),
      reason: z.string().max(500).optional(),
    })
    .strict(),
  cancel_appointment: z.object({ appointmentId: id, reason: z.string().max(500).optional() }).strict(),
  my_appointments: z.object({ patientId: id }).strict(),
  identify_patient: z.object({ name: z.string().min(1).max(120), birth }).strict(),
  register_patient: z
    .object({
      name: z.string().trim().min(1).max(120).optional(),
      language: z.enum(['en', 'hi', 'hi-en']).optional(),
      birth: birth.optional(),
      relation: z.string().max(40).optional(),
    })
    .strict(),
  clinic_info: z.object({ topic: z.string().max(60), doctorId: id.optional() }).strict(),
  transfer_to_human: z.object({ reason: z.string().max(60) }).strict(),
  leave_message: z
    .object({ reason: z.string().trim().min(1).max(1_000), phone: z.string().max(20).optional() })
    .strict(),
  set_language: z.object({ language: z.enum(['en', 'hi', 'hi-en']) }).strict(),
  end_call: z
    .object({ outcome: z.enum(['booked', 'moved', 'cancelled', 'informed', 'message', 'emergency', 'failed']) })
    .strict(),
} as const;

export type ToolName = keyof typeof toolSchemas;
export type ToolArguments<N extends ToolName> = z.output<(typeof toolSchemas)[N]>;

const descriptions: Record<ToolName, string> = {
  search_slots:
    'Free times of a doctor or a speciality between two clinic-local days. Only what it answers may be offered.',
  hold_slot: 'Keeps an offered slot for about ninety seconds while it is discussed.',
  book_appointment: 'Books an offered slot, after the caller heard it read back and confirmed.',
  cancel_appointment: 'Cancels an appointment of a verified caller, or one that this call made, after a read-back.',
  my_appointments: 'Coming appointments of a verified patient.',
  identify_patient: 'Verifies the caller: a name on their phone and birth date, year or age.',
  register_patient: 'Makes a patient under the caller’s phone.',
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
