import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { fromStored } from '../language.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { may } from '../people/roles.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { summaryColumns, toSummary } from './call-rows.ts';
import { tasksOf } from './call-tasks.ts';
import { type StaffAct, staffActOf, stagesOf, toolNoteOf } from './turn-record.ts';
import type { CallDetail } from './types.ts';

/** One call with its conversation. The look is audited. @throws {ClinicError} `not-found` */
export async function getCall(ctx: ClinicContext, callId: string): Promise<CallDetail> {
  authorise(ctx, 'calls.read');
  const id = parseInput(z.object({ callId: z.uuid('is not an id') }), { callId }).callId;
  return ctx.db
    .withTenant(ctx.clinicId, async (tenant) => {
      const { tx, clinicId, cipher } = tenant;
      const row = await tx.callLog.findFirst({
        where: { clinicId, id, ...visible(ctx) },
        select: {
          ...summaryColumns,
          costPaise: true,
          notes: true,
          reviewedAt: true,
          reviewedBy: { select: { name: true } },
        },
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
          record: true,
        },
        orderBy: { index: 'asc' },
      });
      const events = await tx.callEvent.findMany({
        where: { clinicId, callId: id },
        select: { id: true, kind: true, atMs: true, payload: true },
        orderBy: { atMs: 'asc' },
      });
      const opened = events.map((event) => ({
        ...event,
        payload: cipher.openJson('call_events', 'payload', event.id, event.payload),
      }));
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
        notes: row.notes === null ? null : cipher.open('call_logs', 'notes', id, row.notes),
        review: row.reviewedAt === null ? null : { at: iso(row.reviewedAt), by: row.reviewedBy?.name ?? null },
        tasks: await tasksOf(tenant, id),
        turns: turns.map(({ id: turnId, text, language, record, ...turn }) => ({
          ...turn,
          stages: stagesOf(record),
          turnId,
          text: cipher.open('call_turns', 'text', turnId, text),
          language: fromStored(language),
        })),
        events: opened,
        tools: opened.flatMap(({ id: noteId, kind, atMs, payload }) =>
          kind === 'tool' ? [{ id: noteId, atMs, ...toolNoteOf(payload) }] : [],
        ),
        acts: await actsOf(tenant, opened),
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

/** What staff did with it while it was under way, with their names. */
async function actsOf({ tx }: Tenant, events: CallDetail['events']): Promise<StaffAct[]> {
  const acts = events.flatMap(({ id, kind, atMs, payload }) => {
    const act = kind === 'desk' ? staffActOf(payload) : null;
    return act === null ? [] : [{ id, atMs, ...act }];
  });
  if (acts.length === 0) return [];
  const ids = [...new Set(acts.map(({ userId }) => userId))];
  const people = await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return acts.map(({ userId, ...act }) => ({ ...act, by: names.get(userId) ?? null }));
}

const maySeeCost = ({ actor }: ClinicContext): boolean => actor.kind !== 'staff' || may(actor.role, 'cost.read');

/** What a doctor may see of calls. */
function visible(ctx: ClinicContext) {
  const own = onlyDoctor(ctx);
  if (own === null) return {};
  return { patient: { appointmentByPatient: { some: { clinicId: ctx.clinicId, doctorId: own } } } };
}
