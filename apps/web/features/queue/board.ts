import type { Token } from '../../server/routers/queue-schemas.ts';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';

export const stages = ['expected', 'waiting', 'inside', 'over'] as const;
export type Stage = (typeof stages)[number];

/** Somebody on the board: an appointment, a walk-in, or an appointment with its number. */
export interface Visitor {
  key: string;
  stage: Stage;
  doctorId: string;
  name: string | null;
  appointment: Appointment | null;
  token: Token | null;
  /** When they should have come, or came: ISO. */
  at: string;
  /** Since when they wait; null where nobody noted it. */
  waitingSince: string | null;
  /** How long they waited, in milliseconds, once they went in. */
  waitedMs: number | null;
}

const stageOfAppointment: Record<Appointment['status'], Stage | null> = {
  scheduled: 'expected',
  confirmed: 'expected',
  checked_in: 'waiting',
  in_consultation: 'inside',
  completed: 'over',
  no_show: 'over',
  cancelled: null,
  rescheduled: null,
};

const stageOfToken: Record<Token['status'], Stage | null> = {
  waiting: 'waiting',
  skipped: 'waiting',
  called: 'inside',
  done: 'over',
  cancelled: null,
};

/** The day as it stands in the waiting room: everybody once, by stage; in each those who have waited or been expected longest first. Pure. */
export function boardOf(appointments: readonly Appointment[], tokens: readonly Token[]): Record<Stage, Visitor[]> {
  const tokenOf = new Map(tokens.flatMap((token) => (token.appointmentId ? [[token.appointmentId, token]] : [])));
  const visitors = [
    ...appointments.flatMap((appointment): Visitor[] => {
      const stage = stageOfAppointment[appointment.status];
      return stage === null ? [] : [visitor(stage, appointment, tokenOf.get(appointment.id) ?? null)];
    }),
    ...tokens.flatMap((token): Visitor[] => {
      const stage = token.appointmentId === null ? stageOfToken[token.status] : null;
      return stage === null ? [] : [visitor(stage, null, token)];
    }),
  ];
  const sorted = visitors.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return Object.fromEntries(stages.map((stage) => [stage, sorted.filter((one) => one.stage === stage)])) as Record<
    Stage,
    Visitor[]
  >;
}

function visitor(stage: Stage, appointment: Appointment | null, token: Token | null): Visitor {
  const issuedAt = token?.issuedAt ?? null;
  const calledAt = token?.calledAt ?? null;
  const waited = issuedAt !== null && calledAt !== null ? Date.parse(calledAt) - Date.parse(issuedAt) : null;
  return {
    key: appointment?.id ?? token?.id ?? '',
    stage,
    doctorId: appointment?.doctorId ?? token?.doctorId ?? '',
    name: appointment?.patientName ?? token?.name ?? null,
    appointment,
    token,
    at: (stage === 'waiting' ? issuedAt : null) ?? appointment?.startsAt ?? issuedAt ?? '',
    waitingSince: stage === 'waiting' ? issuedAt : stage === 'inside' ? calledAt : null,
    waitedMs: stage === 'inside' || stage === 'over' ? waited : null,
  };
}
