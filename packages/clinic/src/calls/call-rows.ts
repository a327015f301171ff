import type { ClinicCipher } from '@vaani/db';
import { fromStored, type StoredLanguage } from '../language.ts';
import { maskPhone } from '../patients/phone.ts';
import { iso } from '../scheduling/appointment-view.ts';
import type { CallDisposition } from './call-query.ts';
import type { CallOutcome, CallSummary, Mood } from './types.ts';
import type { CallWish } from './wishes.ts';

/** What a line of the list of calls is made from. */
export const summaryColumns = {
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
  summaryHindi: true,
  turnCount: true,
  interruptions: true,
  hasFallenBack: true,
  disposition: true,
  wishes: true,
  patient: { select: { id: true, name: true } },
} as const;

export interface SummaryRow {
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
  summaryHindi: string | null;
  turnCount: number;
  interruptions: number;
  hasFallenBack: boolean;
  disposition: CallDisposition | null;
  wishes: CallWish[];
  patient: { id: string; name: string | null } | null;
}

export function toSummary(row: SummaryRow, cipher: ClinicCipher): CallSummary {
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
    summaryHindi:
      row.summaryHindi === null ? null : cipher.open('call_logs', 'summary_hindi', row.id, row.summaryHindi),
    turnCount: row.turnCount,
    interruptions: row.interruptions,
    hasFallenBack: row.hasFallenBack,
    disposition: row.disposition,
    wishes: row.wishes,
  };
}
