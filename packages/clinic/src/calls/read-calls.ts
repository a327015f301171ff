import type { ClinicCipher } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { cursorOf, parseCursor } from '../cursor.ts';
import { parseInput } from '../input.ts';
import { fromStored, type StoredLanguage } from '../language.ts';
import { maskPhone } from '../patients/phone.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { may } from '../people/roles.ts';
import { iso } from '../scheduling/appointment-view.ts';
import type { CallDetail, CallOutcome, CallSummary, Mood } from './types.ts';

export const callQuerySchema = z.object({
  from: z.iso.datetime('is not an instant').optional(),
  to: z.iso.datetime('is not an instant').optional(),
  outcome: z
    .enum([
      'booked',
      'moved',
      'cancelled',
      'informed',
      'message',
      'transferred',
      'staff',
      'emergency',
      'abandoned',
      'failed',
    ])
    .optional(),
  language: z.enum(['en', 'hi', 'hi-en']).optional(),
  mood: z.enum(['positive', 'neutral', 'negative']).optional(),
  /** From the answer before. */
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).optional(),
});

const columns = {
  id: true,
  direction: true,
  fromNumber: true,
  toNumber: true,
  patientId: true,
  language: true,
  startedAt: true,
  durationSeconds: true,
  outcome: true,
  sentiment: true,
  summary: true,
  turnCount: true,
  interruptions: true,
  patient: { select: { id: true, name: true } },
} as const;

/** Calls, the newest first, a page at a time. A doctor sees those of patients who have an appointment with them. */
export async function listCalls(
  ctx: ClinicContext,
  query: z.input<typeof callQuerySchema>,
): Promise<{ calls: CallSummary[]; next: string | null; total: number }> {
  authorise(ctx, 'calls.read');
  const q = parseInput(callQuerySchema, query);
  const limit = q.limit ?? 50;
  const after = q.cursor === undefined ? null : parseCursor(q.cursor);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const where = {
      clinicId,
      ...visible(ctx),
      ...(q.from === undefined && q.to === undefined
        ? {}
        : {
            startedAt: {
              ...(q.from === undefined ? {} : { gte: new Date(q.from) }),
              ...(q.to === undefined ? {} : { lt: new Date(q.to) }),
            },
          }),
      ...(q.outcome === undefined ? {} : { outcome: q.outcome }),
      ...(q.language === undefined ? {} : { language: q.language === 'hi-en' ? ('hi_en' as const) : q.language }),
      ...(q.mood === undefined ? {} : { sentiment: q.mood }),
    };
    const page =
      after === null ? {} : { OR: [{ startedAt: { lt: after.at } }, { startedAt: after.at, id: { lt: after.id } }] };
    const rows = await tx.callLog.findMany({
      where: { AND: [where, page] },
      select: columns,
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const total = await tx.callLog.count({ where });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      calls: rows.slice(0, limit).map((row) => toSummary(row, cipher)),
      next: last === undefined ? null : cursorOf(last.startedAt, last.id),
      total,
    };
  });
}

/** One call with its conversation. The look is audited. @throws {ClinicError} `not-found` */
export async function getCall(ctx: ClinicContext, callId: string): Promise<CallDetail> {
  authorise(ctx, 'calls.read');
  const id = parseInput(z.object({ callId: z.uuid('is not an id') }), { callId }).callId;
  return ctx.db
    .withTenant(ctx.clinicId, async (tenant) => {
      const { tx, clinicId, cipher } = tenant;
      const row = await tx.callLog.findFirst({
        where: { clinicId, id, ...visible(ctx) },
        select: { ...columns, costPaise: true },
      });
      await recordAudit(tenant, ctx.actor, {
        action: 'call.read',
        objectKind: 'call',
        objectId: id,
        outcome: row === null ? 'denied' : 'done',
      });
      if (row === null) return null;
      const turns = await tx.callTurn.findMany({
        where: { clinicId, callId: id },
        select: {
          id: true,
          index: true,
          who: true,
          text: true,
          language: true,
          confidence: true,
          isUnclear: true,
          startedMs: true,
          endedMs: true,
          gapMs: true,
          isInterrupted: true,
        },
        orderBy: { index: 'asc' },
      });
      const events = await tx.callEvent.findMany({
        where: { clinicId, callId: id },
        select: { id: true, kind: true, atMs: true, payload: true },
        orderBy: { atMs: 'asc' },
      });
      const appointments = await tx.appointment.findMany({
        where: { clinicId, callId: id },
        select: {
          id: true,
          startsAt: true,
          endsAt: true,
          status: true,
          doctor: { select: { name: true } },
          patient: { select: { id: true, name: true } },
        },
        orderBy: { startsAt: 'asc' },
      });
      return {
        ...toSummary(row, cipher),
        costPaise: maySeeCost(ctx) ? row.costPaise : null,
        turns: turns.map(({ id: turnId, text, language, ...turn }) => ({
          ...turn,
          turnId,
          text: cipher.open('call_turns', 'text', turnId, text),
          language: fromStored(language),
        })),
        events: events.map((event) => ({
          ...event,
          payload: cipher.openJson('call_events', 'payload', event.id, event.payload),
        })),
        appointments: appointments.map(({ doctor, patient, startsAt, endsAt, ...appointment }) => ({
          ...appointment,
          doctorName: doctor.name,
          startsAt: iso(startsAt),
          endsAt: iso(endsAt),
          patientName: patient.name === null ? null : cipher.open('patients', 'name', patient.id, patient.name),
        })),
      };
    })
    .then((call) => {
      // Thrown after the commit, so that a look that was refused stays in the audit.
      if (call === null) throw new ClinicError('not-found', 'There is no such call.', 'callId');
      return call;
    });
}

const maySeeCost = ({ actor }: ClinicContext): boolean => actor.kind !== 'staff' || may(actor.role, 'cost.read');

/** What a doctor may see of calls. */
function visible(ctx: ClinicContext) {
  const own = onlyDoctor(ctx);
  if (own === null) return {};
  return { patient: { appointmentByPatient: { some: { clinicId: ctx.clinicId, doctorId: own } } } };
}

interface SummaryRow {
  id: string;
  direction: CallSummary['direction'];
  fromNumber: string | null;
  toNumber: string | null;
  patientId: string | null;
  language: StoredLanguage;
  startedAt: Date;
  durationSeconds: number | null;
  outcome: CallOutcome | null;
  sentiment: Mood | null;
  summary: string | null;
  turnCount: number;
  interruptions: number;
  patient: { id: string; name: string | null } | null;
}

function toSummary(row: SummaryRow, cipher: ClinicCipher): CallSummary {
  const column = row.direction === 'outbound' ? 'to_number' : 'from_number';
  const sealed = row.direction === 'outbound' ? row.toNumber : row.fromNumber;
  const number = sealed === null ? '' : maskPhone(cipher.open('call_logs', column, row.id, sealed));
  const name = row.patient?.name ? cipher.open('patients', 'name', row.patient.id, row.patient.name) : null;
  return {
    id: row.id,
    direction: row.direction,
    caller: name ?? number,
    patientId: row.patientId,
    language: fromStored(row.language),
    startedAt: iso(row.startedAt),
    durationSeconds: row.durationSeconds,
    outcome: row.outcome,
    mood: row.sentiment,
    summary: row.summary === null ? null : cipher.open('call_logs', 'summary', row.id, row.summary),
    turnCount: row.turnCount,
    interruptions: row.interruptions,
  };
}
