import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { expect } from './desk.ts';

/** Calls procedures as the browser's pages do, in the session of a request context. */
export function procedures(request: APIRequestContext, origin: string) {
  const answerOf = async <T>(response: { json(): Promise<unknown>; ok(): boolean; text(): Promise<string> }) => {
    if (!response.ok()) throw new Error(await response.text());
    return ((await response.json()) as { result: { data: { json: T } } }).result.data.json;
  };
  return {
    query: async <T>(path: string, input: object) =>
      answerOf<T>(
        await request.get(`${origin}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`),
      ),
    mutate: async <T>(path: string, input: object) =>
      answerOf<T>(await request.post(`${origin}/api/trpc/${path}`, { data: { json: input }, headers: { origin } })),
  };
}
export type Procedures = ReturnType<typeof procedures>;

/** Says by which channels the clinic writes and when it is quiet, whatever stood there. */
export async function saveChannels({ query, mutate }: Procedures, settings: object): Promise<void> {
  const { version } = await query<{ version: string }>('messages.settings', {});
  await mutate('messages.saveSettings', { ...settings, version });
}

interface Slot {
  doctorId: string;
  serviceId: string;
  branchId: string;
  startsAt: string;
  endsAt: string;
}

export interface Booked {
  name: string;
  patientId: string;
  appointmentId: string;
  slot: Slot;
}

let made = 0;

/** A patient whom no other test has. Without a phone, no message reaches them. */
export async function newPatient(
  { mutate }: Procedures,
  { language = 'en', hasPhone = true }: { language?: 'en' | 'hi'; hasPhone?: boolean } = {},
): Promise<{ name: string; patientId: string }> {
  made += 1;
  // Letters only: a name has no figures. Two tests, or two runs on one database, do not meet.
  const name = `Ishani ${lettersOf(`${process.pid}`)}${lettersOf(`${made}`)}`;
  const phone = `+916${String(process.pid).slice(-5).padStart(5, '0')}${String(made).padStart(4, '0')}`;
  const patient = { name, language, isToBeCompleted: false, ...(hasPhone ? { phone } : {}) };
  const { id: patientId } = await mutate<{ id: string }>('patients.register', patient);
  return { name, patientId };
}

const lettersOf = (digits: string): string => [...digits].map((digit) => 'abcdefghij'[Number(digit)] ?? '').join('');

/** Books the first free time of the coming days, at the desk. */
export async function book(
  desk: Procedures,
  patient: { name: string; patientId: string },
  wanted: { doctorId?: string; from?: string } = {},
): Promise<Booked> {
  const from = wanted.from ?? indianDate(1);
  const { from: _from, ...narrowed } = wanted;
  const slots = await desk.query<Slot[]>('schedule.slots', { ...narrowed, from, to: laterBy(from, 10), isWhole: true });
  const [slot] = slots;
  if (slot === undefined) throw new Error('nothing is free');
  const result = await desk.mutate<{ ok: boolean; appointment: { id: string } }>('schedule.book', {
    slot: {
      doctorId: slot.doctorId,
      serviceId: slot.serviceId,
      branchId: slot.branchId,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
    },
    patientId: patient.patientId,
    idempotencyKey: randomUUID(),
  });
  if (!result.ok) throw new Error(`not booked: ${JSON.stringify(result)}`);
  return { ...patient, appointmentId: result.appointment.id, slot };
}

/** The date so many days from now, by an Indian clock. */
export const indianDate = (days: number): string =>
  new Date(Date.now() + 5.5 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

const laterBy = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The link in a patient's newest message of a kind, once the worker has made its text. Its path alone. */
export async function linkOf({ query }: Procedures, name: string, kind: string): Promise<string> {
  let link = '';
  await expect
    .poll(
      async () => {
        const { messages } = await query<{ messages: { id: string; kind: string; patientName: string | null }[] }>(
          'messages.list',
          { show: 'sent', limit: 50 },
        );
        const messageId = messages.find((message) => message.kind === kind && message.patientName === name)?.id;
        if (messageId === undefined) return '';
        const { body } = await query<{ body: string | null }>('messages.byId', { messageId });
        link = /\/a\/[eh][\w-]+/.exec(body ?? '')?.[0] ?? '';
        return link;
      },
      { message: `the ${kind} message to ${name}`, timeout: 30_000 },
    )
    .not.toBe('');
  return link;
}
