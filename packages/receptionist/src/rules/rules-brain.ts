import type { Brain } from '../brain.ts';
import { createDialogue, decide } from './decide.ts';
import type { DialogueState } from './state.ts';
import { whispered } from './whispered.ts';

/** The rules as a brain: they never wait. */
export const rulesBrain: Brain<DialogueState> = {
  kind: 'rules',
  begin: createDialogue,
  async *take(state, input, context) {
    const step = decide(state, input, context);
    yield* step.actions;
    return step;
  },
  outcomeOf: ({ outcome }) => outcome,
  languageOf: ({ language }) => language,
  takesNote: (state, note, context) => whispered(state, note, context) !== null,
};
