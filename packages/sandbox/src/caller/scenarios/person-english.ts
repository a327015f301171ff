import type { Scenario } from '../scenario.ts';

/** A caller asks for a person and is put through to the clinic's own phone. */
export const personEnglish: Scenario = {
  name: 'person-english',
  title: 'Neha asks for a person, in English',
  language: 'en',
  from: '+916000100001',
  to: '+912066000001',
  goal: 'transferred',
  lines: [{ when: /help you|did not catch/i, say: 'I want to speak to a person.' }],
};
