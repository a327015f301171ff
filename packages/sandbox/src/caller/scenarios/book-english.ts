import type { Scenario } from '../scenario.ts';

/** A known caller books with a doctor whom she names. */
export const bookEnglish: Scenario = {
  name: 'book-english',
  title: 'Neha books with Dr Sharma, in English',
  language: 'en',
  from: '+916000100001',
  to: '+912066000001',
  goal: 'booked',
  lines: [
    { after: /is booked for/i, when: /did not catch|anything else/i, say: 'No, thank you.' },
    { when: /is booked for/i, say: 'No, thank you.' },
    { when: /press 1|say .yes, book it/i, say: 'Yes, book it.' },
    { when: /use the keys/i, keys: '1' },
    { when: /which day|other day/i, say: 'Tomorrow.', times: 1 },
    { when: /other day/i, say: 'The earliest.' },
    { when: /which one suits/i, say: 'The first one.' },
    { when: /does that suit/i, say: 'Yes, please.' },
    { when: /who is the appointment for/i, say: 'Neha Kulkarni.' },
    { when: /which doctor/i, say: 'Doctor Sharma.' },
    { when: /anything else/i, say: 'No, thank you.' },
    { when: /help you|did not catch/i, say: 'I would like to book an appointment with Doctor Sharma.' },
  ],
};
