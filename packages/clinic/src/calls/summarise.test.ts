// Guards what the desk reads about a call that is over.
import { describe, expect, it } from 'vitest';
import { moodOf, summaryOf } from './summarise.ts';

describe('the mood', () => {
  it.each([
    [['I want an appointment'], 'neutral'],
    [['thank you so much'], 'positive'],
    [['बहुत धन्यवाद'], 'positive'],
    [['this is useless', 'thanks'], 'negative'],
    [['यह सब बकवास है'], 'negative'],
    [[], 'neutral'],
  ] as const)('%j is %s', (said, mood) => {
    expect(moodOf([...said])).toBe(mood);
  });
});

describe('the summary', () => {
  const appointments = [{ doctorName: 'Dr Meera Pillai', date: 'Wed, 25 Nov, 10:00 am', status: 'scheduled' }];

  it('names the appointment', () => {
    expect(summaryOf({ outcome: 'booked', callerTurns: [], unclear: 0, appointments })).toBe(
      'An appointment was booked: Dr Meera Pillai, Wed, 25 Nov, 10:00 am.',
    );
  });

  it('says what stood in the way', () => {
    expect(summaryOf({ outcome: 'message', callerTurns: [], unclear: 3, appointments: [] })).toBe(
      'The caller left a message for a callback. The caller was hard to understand (3 times).',
    );
  });

  it('does not pin an appointment on a call that came to something else', () => {
    expect(summaryOf({ outcome: 'transferred', callerTurns: [], unclear: 0, appointments })).toBe(
      'The caller was put through to a person. Before that, an appointment was booked: Dr Meera Pillai, Wed, 25 Nov, 10:00 am.',
    );
  });
});
