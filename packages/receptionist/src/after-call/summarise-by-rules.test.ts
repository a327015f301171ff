// Guards what the desk reads about a call that is over, where no model is set.
import type { CallFacts } from '@vaani/clinic';
import { moodOf } from '@vaani/clinic/mood';
import { describe, expect, it } from 'vitest';
import { summariseByRules } from './summarise-by-rules.ts';

describe('the mood', () => {
  it.each([
    [['I want an appointment'], 'neutral'],
    [['thank you so much'], 'positive'],
    [['बहुत धन्यवाद'], 'positive'],
    [['this is useless', 'thanks'], 'negative'],
    [['यह सब बकवास है'], 'negative'],
    [[], 'neutral'],
  ] as const)('%j is %s', (said, mood) => {
    expect(moodOf(said)).toBe(mood);
  });
});

describe('the summary', () => {
  const appointments = [
    {
      ...{ doctorName: 'Dr Meera Pillai', date: 'Wed, 25 Nov, 10:00 am', status: 'scheduled' },
      hindi: { doctorName: 'डॉ मीरा पिल्लई', date: 'बुध, 25 नव॰, 10:00 am' },
    },
  ];
  const said = (...texts: string[]) => texts.map((text) => ({ who: 'caller' as const, text, isUnclear: text === '' }));
  const summary = (facts: Partial<CallFacts> & Pick<CallFacts, 'outcome'>) =>
    summariseByRules({ language: 'en', turns: [], appointments: [], ...facts }).summary;

  it('names the appointment', () => {
    const turns = said('I want to cancel', 'no, book it');
    expect(summary({ outcome: 'booked', appointments, turns })).toBe(
      'An appointment was booked: Dr Meera Pillai, Wed, 25 Nov, 10:00 am.',
    );
  });

  it('says the same in Hindi', () => {
    const hindi = (facts: Partial<CallFacts> & Pick<CallFacts, 'outcome'>) =>
      summariseByRules({ language: 'en', turns: [], appointments: [], ...facts }).summaryHindi;
    const which = 'डॉ मीरा पिल्लई, बुध, 25 नव॰, 10:00 am।';
    expect(hindi({ outcome: 'booked', appointments })).toBe(`अपॉइंटमेंट बुक हुआ: ${which}`);
    expect(hindi({ outcome: 'transferred', appointments })).toBe(`कॉल स्टाफ़ को दी गई। उससे पहले अपॉइंटमेंट बुक हुआ: ${which}`);
    expect(hindi({ outcome: 'abandoned', turns: said('I want to book an appointment', '', '') })).toBe(
      'काम पूरा होने से पहले कॉलर ने फ़ोन रख दिया। अपॉइंटमेंट चाहिए था। कॉलर की बात 2 बार समझ नहीं आई।',
    );
  });

  it('says what stood in the way', () => {
    expect(summary({ outcome: 'message', turns: said('', '', '') })).toBe(
      'The caller left a message for a callback. The caller was hard to understand (3 times).',
    );
  });

  it.each([
    ['I want to book an appointment', 'They wanted an appointment.'],
    ['appointment cancel karna hai', 'They wanted to cancel an appointment.'],
    ['मुझे किसी आदमी से बात करनी है', 'They asked for a person.'],
  ])('tells what a caller had wanted who hung up: %s', (text, wish) => {
    expect(summary({ outcome: 'abandoned', turns: said('hello', text, 'thanks') })).toBe(
      `The caller hung up before anything was settled. ${wish}`,
    );
  });

  it('takes no wish from what the agent said', () => {
    const turns = [{ who: 'agent' as const, text: 'Do you want to book an appointment?', isUnclear: false }];
    expect(summary({ outcome: 'abandoned', turns })).toBe('The caller hung up before anything was settled.');
  });

  it('does not pin an appointment on a call that came to something else', () => {
    expect(summary({ outcome: 'transferred', appointments })).toBe(
      'The caller was put through to a person. Before that, an appointment was booked: Dr Meera Pillai, Wed, 25 Nov, 10:00 am.',
    );
    const gone = appointments.map((one) => ({ ...one, status: 'cancelled' }));
    expect(summary({ outcome: 'transferred', appointments: gone })).toBe('The caller was put through to a person.');
  });
});
