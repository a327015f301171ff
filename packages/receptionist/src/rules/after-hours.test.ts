// Guards what the greeting outside the hours promises, and the offer of a person in a call that has lasted long.
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../test/clinic.ts';
import type { BrainContext, BrainInput } from '../brain.ts';
import { createDialogue, decide } from './decide.ts';

const closed = (): BrainContext => ({ ...contextOf({ languageGuess: 'en' }), opening: { kind: 'after-hours' } });
const heard = (text: string): BrainInput => ({ kind: 'heard', text, confidence: 1, source: 'stt' });

function talk(context: BrainContext, ...inputs: BrainInput[]) {
  let step = decide(createDialogue(context), { kind: 'call-started' }, context);
  for (const input of inputs) step = decide(step.state, input, context);
  return step;
}

describe('outside the hours', () => {
  it.each(['it is urgent', 'bahut zaroori hai', 'बहुत ज़रूरी है'])('%s: to whoever is on duty', (text) => {
    const { actions } = talk(closed(), heard(text));
    expect(actions).toMatchObject([{ kind: 'say' }, { kind: 'transfer', reason: 'emergency' }]);
  });

  it('books who wants an appointment soon', () => {
    const { actions } = talk(closed(), heard('I need an urgent appointment'));
    expect(actions.map(({ kind }) => kind)).not.toContain('transfer');
  });

  it('within them nobody is put through for the word alone', () => {
    const { actions } = talk(contextOf({ languageGuess: 'en' }), heard('it is urgent'));
    expect(actions.map(({ kind }) => kind)).not.toContain('transfer');
  });
});

describe('a call that has lasted long', () => {
  it('tells how to get a person, and goes on with what was asked', () => {
    const context = contextOf({ languageGuess: 'en' });
    const before = talk(context, heard('I need an appointment with Doctor Sharma'));
    const offered = decide(before.state, { kind: 'long-call' }, context);
    expect(offered.actions).toMatchObject([{ kind: 'say', text: expect.stringMatching(/person.*press 0/) }]);
    expect(offered.state.phase).toBe(before.state.phase);
    expect(decide(offered.state, { kind: 'keyed', digits: '0' }, context).actions).toContainEqual({
      kind: 'transfer',
      reason: 'asked',
    });
  });

  it('says nothing of it while a tool runs, and nothing where nobody could be reached', () => {
    const context = contextOf({ languageGuess: 'en' });
    const working = { ...createDialogue(context), phase: 'working' as const };
    expect(decide(working, { kind: 'long-call' }, context).actions).toEqual([]);
    const alone = { ...context, clinic: { ...context.clinic, transfer: [], ownPhone: null } };
    expect(decide(createDialogue(alone), { kind: 'long-call' }, alone).actions).toEqual([]);
  });
});
