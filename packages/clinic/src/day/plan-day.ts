import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import { toAppointmentView } from '../scheduling/appointment-view.ts';
import { isoOf } from '../scheduling/civil-time.ts';
import type { AppointmentView } from '../scheduling/types.ts';
import { type DoctorFacts, doctorFacts } from './doctor-facts.ts';
import { type AwayDay, loadAway } from './load-away.ts';
import { type LateDay, loadLate } from './load-late.ts';
import { type Decision, type FollowUpReason, fingerprintOf, overlaps } from './plan.ts';
import { planAway } from './plan-away.ts';
import { planShift, planWarning } from './plan-shift.ts';
import type { AwayRequest, DayRequest, LateRequest } from './request.ts';
import { elsewhereOf, type StandingRow } from './standing.ts';

/** What happens to one appointment, as those see it who decide upon the plan. */
export interface PlanItem {
  appointment: AppointmentView;
  outcome: Decision['outcome'];
  /** Where it goes; null where it stays, or is cancelled. */
  to: { startsAt: string; endsAt: string } | null;
  /** For `call`: why no message settles it. */
  why: FollowUpReason | null;
  /** What the patient is written; null where somebody rings instead. */
  message: 'delay' | 'move' | 'cancellation' | null;
  /** The patient has another appointment at the new time. */
  isClashing: boolean;
}

/** A plan that can be applied by its fingerprint, as long as it would still be made. */
export interface DayPlan {
  kind: DayRequest['kind'];
  doctorId: string;
  fingerprint: string;
  /** How late the doctor is then, for `late`; and the session's begin by the clinic's clock. */
  lateMin: number | null;
  /** From when to when: the session, or the time away. */
  startsAt: string;
  endsAt: string;
  items: PlanItem[];
  /** Patients who are written to, each once. */
  told: number;
}

/** A plan with what is needed to carry it out. */
export type Planned = { plan: DayPlan; decisions: Decision[]; rows: ReadonlyMap<string, StandingRow>; zone: string } & (
  | { kind: 'late'; request: LateRequest; day: LateDay }
  | { kind: 'away'; request: AwayRequest; day: AwayDay }
);

/** Reads the day and plans. Nothing is written; the same day gives the same plan. */
export async function planDay(tenant: Tenant, ctx: ClinicContext, request: DayRequest): Promise<Planned> {
  const facts = await doctorFacts(tenant, request.doctorId);
  return request.kind === 'late' ? planLate(tenant, ctx, request, facts) : planLeave(tenant, ctx, request, facts);
}

async function planLate(
  tenant: Tenant,
  ctx: ClinicContext,
  request: LateRequest,
  facts: DoctorFacts,
): Promise<Planned> {
  const day = await loadLate(tenant, ctx, request, facts);
  const { session, rows, input } = day;
  const decisions = request.manner === 'shift' ? planShift(input) : planWarning(input);
  const { date, fromMin } = session;
  const elsewhere = await elsewhereOf(tenant, rows, { ...session, endsAt: input.latest });
  const items = itemsOf(tenant, rows, decisions, (patientId) => elsewhere.get(patientId) ?? []);
  return {
    kind: 'late',
    request,
    day,
    decisions,
    rows: byId(rows),
    zone: facts.zone,
    plan: {
      kind: 'late',
      doctorId: request.doctorId,
      fingerprint: fingerprintOf({ ...request, date, session: fromMin }, decisions),
      lateMin: request.minutes,
      startsAt: isoOf(session.startsAt),
      endsAt: isoOf(session.endsAt),
      items,
      told: toldOf(items),
    },
  };
}

async function planLeave(
  tenant: Tenant,
  ctx: ClinicContext,
  request: AwayRequest,
  facts: DoctorFacts,
): Promise<Planned> {
  const day = await loadAway(tenant, ctx, request, facts);
  const { span, rows, input } = day;
  const decisions = planAway(input);
  const { label: _, ...about } = request;
  const items = itemsOf(tenant, rows, decisions, () => []);
  return {
    kind: 'away',
    request,
    day,
    decisions,
    rows: byId(rows),
    zone: facts.zone,
    plan: {
      kind: 'away',
      doctorId: request.doctorId,
      fingerprint: fingerprintOf(about, decisions),
      lateMin: null,
      startsAt: isoOf(span.startsAt),
      endsAt: isoOf(span.endsAt),
      items,
      told: toldOf(items),
    },
  };
}

const byId = (rows: readonly StandingRow[]) => new Map(rows.map((row) => [row.id, row]));

export const messageOf = { shift: 'delay', warn: 'delay', move: 'move', cancel: 'cancellation', call: null } as const;

function itemsOf(
  { cipher }: Tenant,
  rows: readonly StandingRow[],
  decisions: readonly Decision[],
  others: (patientId: string) => readonly { startsAt: number; endsAt: number }[],
): PlanItem[] {
  const known = byId(rows);
  return decisions.flatMap((decision): PlanItem[] => {
    const row = known.get(decision.appointmentId);
    if (row === undefined) return [];
    const to = 'to' in decision ? decision.to : null;
    return [
      {
        appointment: toAppointmentView(row, cipher),
        outcome: decision.outcome,
        to: to === null ? null : { startsAt: isoOf(to.startsAt), endsAt: isoOf(to.endsAt) },
        why: 'why' in decision ? decision.why : null,
        message: messageOf[decision.outcome],
        isClashing: to !== null && others(row.patientId).some((other) => overlaps(other, to)),
      },
    ];
  });
}

const toldOf = (items: readonly PlanItem[]): number =>
  new Set(items.flatMap(({ message, appointment }) => (message === null ? [] : [appointment.patientId]))).size;
