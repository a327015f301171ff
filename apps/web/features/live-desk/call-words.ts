'use client';

import type { Activity, ToolName } from '@vaani/receptionist';
import { useTranslations } from 'next-intl';
import { outcomes } from '../../server/routers/outcomes.ts';
import { useTimes } from '../shell/use-times.ts';
import type { BoardCall } from './board.ts';
import type { Directory } from './use-directory.ts';

/** Every activity and tool there is: one that is added without words for it fails the build. */
const activities: Record<Activity | 'ringing', true> = {
  ringing: true,
  greeting: true,
  listening: true,
  'asking-doctor': true,
  'asking-day': true,
  'asking-time': true,
  'offering-slots': true,
  'asking-patient': true,
  'asking-birth': true,
  'asking-phone': true,
  confirming: true,
  booking: true,
  booked: true,
  cancelling: true,
  cancelled: true,
  moving: true,
  moved: true,
  waiting: true,
  informing: true,
  transferring: true,
  'taking-message': true,
  emergency: true,
  goodbye: true,
};

const tools: Record<ToolName, true> = {
  search_slots: true,
  hold_slot: true,
  book_appointment: true,
  cancel_appointment: true,
  reschedule_appointment: true,
  restore_appointment: true,
  join_waitlist: true,
  queue_status: true,
  follow_up: true,
  my_appointments: true,
  identify_patient: true,
  register_patient: true,
  clinic_info: true,
  transfer_to_human: true,
  leave_message: true,
  set_language: true,
  end_call: true,
};

const isKeyOf = <R extends object>(record: R, key: string): key is keyof R & string => Object.hasOwn(record, key);

/** The desk's sentence for what goes on in a call; what it has no word for, it calls a conversation. */
export function useActivityText(directory: Directory): (call: BoardCall) => string {
  const t = useTranslations('live.activity');
  const tOutcome = useOutcomeText();
  const times = useTimes();
  return (call) => {
    if (call.ended) return tOutcome(call.ended.outcome);
    const { key } = call.activity;
    const { doctorId, startsAt } = call.activity.values;
    return t(isKeyOf(activities, key) ? key : 'other', {
      doctor: (doctorId && directory.doctorName(doctorId)) || 'none',
      time: startsAt ? times.dayAndTime(startsAt) : 'none',
    });
  };
}

export function useToolText(): (tool: string) => string {
  const t = useTranslations('live.tool');
  return (tool) => t(isKeyOf(tools, tool) ? tool : 'other');
}

export function useOutcomeText(): (outcome: string) => string {
  const t = useTranslations('outcome');
  return (outcome) => t(outcomes.find((known) => known === outcome) ?? 'other');
}
