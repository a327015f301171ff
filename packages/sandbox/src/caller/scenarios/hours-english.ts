import type { Scenario } from '../scenario.ts';

/** Somebody whom the clinic does not know asks when it is open. */
export const hoursEnglish: Scenario = {
  name: 'hours-english',
  title: 'An unknown caller asks for the timings, in English',
  language: 'en',
  from: '+916000199999',
  to: '+912066000001',
  goal: 'informed',
  lines: [
    { when: /is open|is here/i, say: 'No, thank you.' },
    { when: /anything else/i, say: 'No, thank you.' },
    { when: /help|madad|मदद|catch|समझ/i, say: 'What are your timings?' },
  ],
};
