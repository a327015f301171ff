import type { CallDetail } from '@vaani/clinic';

export interface CallReport {
  callSid: string;
  turns: { who: string; text: string; startMs: number; endMs: number; gapMs?: number; interrupted: boolean }[];
  appointments: { id: string; doctor: string; startsAt: string; endsAt: string; status: string }[];
  outcome: string | null;
}

/** A call in the shape that `--json` prints. */
export function reportOf(callSid: string, call: CallDetail): CallReport {
  return {
    callSid,
    turns: call.turns.map((turn) => ({
      who: turn.who,
      text: turn.text,
      startMs: turn.startedMs,
      endMs: turn.endedMs,
      ...(turn.gapMs === null ? {} : { gapMs: turn.gapMs }),
      interrupted: turn.isInterrupted,
    })),
    appointments: call.appointments.map(({ id, doctorName, startsAt, endsAt, status }) => ({
      id,
      doctor: doctorName,
      startsAt,
      endsAt,
      status,
    })),
    outcome: call.outcome,
  };
}

const names: Record<string, string> = { caller: 'Caller', agent: 'Vaani', staff: 'Staff' };

export function printTurn(turn: { who: string; text: string; isUnclear: boolean }): void {
  const words = turn.isUnclear ? '(could not be understood)' : turn.text === '' ? '(cut off)' : turn.text;
  console.log(`${(names[turn.who] ?? turn.who).padEnd(7)} ${words}`);
}

/** The table of latencies, and what changed in the database. */
export function printReport(report: CallReport, zone: string): void {
  const gaps = report.turns.filter((turn) => turn.gapMs !== undefined);
  console.log('\nturn   gap ms  reply');
  for (const [index, turn] of gaps.entries())
    console.log(`${String(index + 1).padStart(4)}  ${String(turn.gapMs).padStart(7)}  ${turn.text.slice(0, 70)}`);
  const sorted = gaps.map((turn) => turn.gapMs ?? 0).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  if (sorted.length > 0)
    console.log(
      `      p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (from the caller's last sound to the first frame of the reply)`,
    );
  const format = new Intl.DateTimeFormat('en-IN', { timeZone: zone, dateStyle: 'full', timeStyle: 'short' });
  console.log('\nIn the database:');
  for (const one of report.appointments)
    console.log(`  appointment ${one.status}: ${one.doctor}, ${format.format(new Date(one.startsAt))}`);
  if (report.appointments.length === 0) console.log('  no appointment');
  console.log(`  the call, with ${report.turns.length} turns; outcome: ${report.outcome ?? 'none'}`);
}
