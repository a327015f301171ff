/** When the AI answers, as it is called outside of the database and in it. */
export const answerModes = ['always', 'after-hours', 'no-answer', 'never'] as const;
export type AnswerMode = (typeof answerModes)[number];

export const fromMode = {
  always: 'always',
  after_hours: 'after-hours',
  no_answer: 'no-answer',
  never: 'never',
} as const;
export const toMode = {
  always: 'always',
  'after-hours': 'after_hours',
  'no-answer': 'no_answer',
  never: 'never',
} as const;
