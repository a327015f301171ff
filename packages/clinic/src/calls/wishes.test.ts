// Guards what a caller is counted as having wanted.
import { expect, it } from 'vitest';
import { wishesOf } from './wishes.ts';

it.each([
  ['booked', ['search_slots', 'hold_slot', 'book_appointment'], ['booking']],
  // Wanted and not got: what conversion is measured by.
  ['abandoned', ['search_slots'], ['booking']],
  ['abandoned', [], []],
  ['moved', ['my_appointments', 'search_slots', 'hold_slot', 'reschedule_appointment'], ['moving']],
  ['booked', ['reschedule_appointment', 'search_slots', 'book_appointment'], ['booking', 'moving']],
  ['informed', ['clinic_info', 'queue_status'], ['information', 'queue']],
  ['transferred', ['clinic_info', 'transfer_to_human'], ['information', 'person']],
  ['emergency', [], ['emergency']],
  ['failed', ['set_language', 'end_call', 'a_tool_of_tomorrow'], []],
] as const)('%s after %j wanted %j', (outcome, tools, wanted) => {
  expect(wishesOf(outcome, tools)).toEqual(wanted);
});
