import { z } from 'zod';

const id = z.uuid();
const status = z.enum(['waiting', 'called', 'done', 'skipped', 'cancelled']);

const tokenOutput = z.object({
  id,
  doctorId: id,
  date: z.string(),
  session: z.string(),
  number: z.int(),
  status,
  patientId: id.nullable(),
  name: z.string().nullable(),
  appointmentId: id.nullable(),
  appointmentAt: z.string().nullable(),
  issuedAt: z.string(),
  calledAt: z.string().nullable(),
});
export const tokensOutput = z.array(tokenOutput);
export type Token = z.infer<typeof tokenOutput>;

export const issueOutput = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), token: tokenOutput }),
  z.object({ ok: z.literal(false), reason: z.enum(['closed', 'away', 'has-token']), number: z.int().nullable() }),
]);

export const callNextOutput = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), token: tokenOutput.nullable(), finished: z.int().nullable() }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['changed', 'occupied', 'nobody', 'closed']),
    running: z.array(z.int()),
  }),
]);

export const changeTokenOutput = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), token: tokenOutput }),
  z.object({ ok: z.literal(false), reason: z.enum(['not-allowed', 'has-appointment']), status }),
]);

export const queueStatusOutput = z.object({
  doctorId: id,
  doctorName: z.string(),
  doctorNameHindi: z.string(),
  date: z.string(),
  session: z.object({ from: z.string(), to: z.string(), startsAt: z.string(), endsAt: z.string() }).nullable(),
  state: z.enum(['closed', 'away', 'before', 'open', 'over']),
  lateMin: z.int(),
  running: z.array(z.int()),
  next: z.int().nullable(),
  waiting: z.int(),
  line: z.array(z.object({ number: z.int(), minutes: z.int() })),
  skipped: z.array(z.int()),
  paceMin: z.int(),
  newcomerMin: z.int().nullable(),
});

export type QueueStatus = z.infer<typeof queueStatusOutput>;

export const waitingRoomOutput = z.object({
  id,
  label: z.string(),
  branchId: id.nullable(),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
});

export const madeWaitingRoomOutput = z.object({
  ok: z.literal(true),
  room: waitingRoomOutput,
  /** Told once: the page is at `/waiting/` and this. */
  secret: z.string(),
});
