import { randomUUID } from 'node:crypto';
import { bookAppointment } from '@vaani/clinic';
import { dayOf } from '../big-clinic/calendar.ts';
import { startCpuTime } from '../cpu-time.ts';
import type { Row } from '../report.ts';
import { type StatementKind, timeStatements } from '../statement-times.ts';
import { latencyRows } from '../timing.ts';
import { type BusyClinic, DOCTORS, HOURS } from './clinic.ts';

/** So many book one after another without a pause. */
const CLIENTS = 16;
/** Far behind the days of the rounds. */
const FIRST_DAY = 600;

const names: Record<StatementKind, string> = {
  opening: 'beginning',
  locks: 'waiting for locks',
  reading: 'reading',
  writing: 'writing',
  committing: 'committing',
};

/** Bookings a second over all doctors, each of a time that is free; and where the time of one goes. */
export async function measureThroughput(
  clinic: BusyClinic,
  options: { durationMs: number; signal: AbortSignal },
): Promise<Row[]> {
  const times: number[] = [];
  let next = 0;
  let refused = 0;
  const until = performance.now() + options.durationMs;
  const began = performance.now();
  const cpuTime = await startCpuTime(clinic.owner);
  const client = async (index: number): Promise<void> => {
    const ctx = clinic.processes[index % clinic.processes.length];
    while (ctx !== undefined && performance.now() < until) {
      options.signal.throwIfAborted();
      const sent = performance.now();
      const { ok } = await bookAppointment(ctx, request(clinic, next++));
      if (ok) times.push(performance.now() - sent);
      else refused += 1;
    }
  };
  const statements = await timeStatements(() =>
    Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index))),
  );
  const seconds = (performance.now() - began) / 1_000;
  const cpu = await cpuTime();
  const each = (total: number) => total / times.length;
  const whole = each(times.reduce((sum, ms) => sum + ms, 0));
  const parts = (Object.keys(names) as StatementKind[]).map((kind) => ({
    name: names[kind],
    ms: each(statements[kind].ms),
  }));
  const rest = whole - parts.reduce((sum, { ms }) => sum + ms, 0);
  const share = (name: string, ms: number): Row => ({
    name: `of a booking: ${name}`,
    value: ms,
    unit: 'ms',
    limit: null,
  });
  const sent = Object.values(statements).reduce((sum, { count }) => sum + count, 0);
  return [
    { name: `bookings a second, ${DOCTORS} doctors`, value: times.length / seconds, unit: '/s', limit: null },
    { name: 'of them refused, though all times were free', value: refused, unit: '', limit: 0, bound: 'exactly' },
    ...latencyRows(`a booking, ${CLIENTS} clients`, times, null),
    ...parts.map(({ name, ms }) => share(name, ms)),
    share('Node, and waiting for a connection', rest),
    { name: 'statements of a booking', value: each(sent), unit: '', limit: null },
    { name: 'CPU of a booking: Node', value: each(cpu.node), unit: 'ms', limit: null },
    ...(cpu.postgres === null
      ? []
      : [{ name: 'CPU of a booking: Postgres', value: each(cpu.postgres), unit: 'ms', limit: null }]),
  ];
}

/** The next time that nobody has: doctor by doctor, then later in the day, then the day after. No patient comes twice in a day. */
function request(clinic: BusyClinic, index: number) {
  const [service] = clinic.services;
  const perDay = Math.floor((HOURS.toMin - HOURS.fromMin) / 15);
  const inDays = FIRST_DAY + Math.floor(index / (DOCTORS * perDay));
  const fromMin = HOURS.fromMin + 15 * (Math.floor(index / DOCTORS) % perDay);
  const startsAt = dayOf(inDays).startsAt + fromMin * 60_000;
  const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
  return {
    slot: {
      doctorId: clinic.doctorIds[index % DOCTORS] ?? '',
      serviceId: service?.id ?? '',
      branchId: clinic.branchId,
      startsAt: iso(startsAt),
      endsAt: iso(startsAt + 15 * 60_000),
    },
    patientId: clinic.patientIds[index % clinic.patientIds.length] ?? '',
    idempotencyKey: randomUUID(),
    isDespiteOwn: true,
  };
}
