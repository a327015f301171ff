'use client';

import { useTranslations } from 'next-intl';
import { useTimes } from '../shell/use-times.ts';
import type { BoardCall } from './board.ts';
import type { Directory } from './use-directory.ts';

const activities = [
  'ringing',
  'greeting',
  'listening',
  'asking-doctor',
  'asking-day',
  'asking-time',
  'offering-slots',
  'asking-patient',
  'asking-birth',
  'asking-phone',
  'confirming',
  'booking',
  'booked',
  'cancelling',
  'cancelled',
  'informing',
  'transferring',
  'taking-message',
  'emergency',
  'goodbye',
] as const;

const tools = [
  'find_slots',
  'hold_slot',
  'book_appointment',
  'cancel_appointment',
  'list_appointments',
  'identify_caller',
  'register_patient',
  'clinic_info',
  'leave_callback',
  'transfer_call',
] as const;

const outcomes = [
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
] as const;

export type Outcome = (typeof outcomes)[number];

/** The desk's sentence for what goes on in a call; what it has no word for, it calls a conversation. */
export function useActivityText(directory: Directory): (call: BoardCall) => string {
  const t = useTranslations('live.activity');
  const tOutcome = useOutcomeText();
  const times = useTimes();
  return (call) => {
    if (call.ended) return tOutcome(call.ended.outcome);
    const key = activities.find((known) => known === call.activity.key) ?? 'other';
    const { doctorId, startsAt } = call.activity.values;
    return t(key, {
      doctor: (doctorId && directory.doctorName(doctorId)) || 'none',
      time: startsAt ? times.dayAndTime(startsAt) : 'none',
    });
  };
}

export function useToolText(): (tool: string) => string {
  const t = useTranslations('live.tool');
  return (tool) => t(tools.find((known) => known === tool) ?? 'other');
}

export function useOutcomeText(): (outcome: string) => string {
  const t = useTranslations('outcome');
  return (outcome) => t(outcomes.find((known) => known === outcome) ?? 'other');
}
