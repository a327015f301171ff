// Guards what the rules make of people at the desk: a note moves the talk and never books, and whoever comes back to the assistant is not asked what they have said.
import { expect, it } from 'vitest';
import { contextOf, doctorIds } from '../../test/clinic.ts';
import type { BrainContext, BrainInput, BrainStep } from '../brain.ts';
import { createAuthority } from '../tools/authority.ts';
import { createDialogue, decide } from './decide.ts';
import { rulesBrain } from './rules-brain.ts';
import { type DialogueState, isSay } from './state.ts';

const context: BrainContext = contextOf({ languageGuess: 'en', hearing: 'free' });
const said = ({ actions }: BrainStep<DialogueState>): string =>
  actions
    .filter(isSay)
    .map(({ text }) => text)
    .join(' ');
const tools = ({ actions }: BrainStep<DialogueState>) =>
  actions.flatMap((action) => (action.kind === 'tool' ? [action.call] : []));
const from = (...inputs: BrainInput[]) =>
  inputs.reduce(
    (step, input) => decide(step.state, input, context),
    decide(createDialogue(context), { kind: 'call-started' }, context),
  );
const back = (
  turns: [who: 'caller' | 'staff', text: string][],
  why: 'handed-back' | 'line-lost' | 'hold' | 'not-reached' = 'handed-back',
): BrainInput => ({
  ...{ kind: 'handed-back', why },
  turns: turns.map(([who, text]) => ({ who, text })),
});

it('a note with a doctor and a day has times looked for, and nothing else', () => {
  const step = from({ kind: 'whispered', text: 'offer Doctor Sharma tomorrow' });
  expect(tools(step)).toMatchObject([{ name: 'search_slots', arguments: { doctorId: doctorIds.sharma } }]);
});

it('a note that a doctor is late is looked up before it is said', () => {
  const step = from({ kind: 'whispered', text: 'the doctor is late, Doctor Rao' });
  expect(tools(step).map(({ name }) => name)).toEqual(['queue_status']);
});

it('a note that says nothing to the rules is none, and changes nothing', () => {
  const { state } = from();
  expect(rulesBrain.takesNote(state, 'be kind to her', context)).toBe(false);
  expect(rulesBrain.takesNote(state, 'offer tomorrow', context)).toBe(true);
  expect(from({ kind: 'whispered', text: 'be kind to her' }).actions).toEqual([]);
});

it('whoever told a colleague doctor and day is not asked for them again', () => {
  const step = from(
    back([
      ['staff', 'Whom would you like to see?'],
      ['caller', 'Doctor Sharma, tomorrow please'],
    ]),
  );
  expect(said(step)).toMatch(/I am the assistant again/);
  expect(tools(step)).toMatchObject([{ name: 'search_slots', arguments: { doctorId: doctorIds.sharma } }]);
});

it('with nothing said it asks on from where it was, and says why it is back', () => {
  expect(said(from(back([], 'line-lost')))).toMatch(/line to my colleague was lost.*book, move or cancel/);
  expect(said(from(back([], 'hold')))).toMatch(/^Thank you for waiting/);
});

it('nobody could be reached: says that somebody rings back, and goes on; without a greeting', () => {
  const step = decide(
    createDialogue(context),
    back([['caller', 'I want to speak to somebody']], 'not-reached'),
    context,
  );
  expect(said(step)).toMatch(/We will ring you back soon.*anything else/);
  expect(said(step)).not.toMatch(/Namaste/);
});

it('who has spoken with a person alone hears first who it is now', () => {
  const step = decide(createDialogue(context), back([]), context);
  expect(said(step)).toMatch(/AI assistant; what you say is written down/);
});

it('a call that was just ending goes on', () => {
  const ended: DialogueState = { ...from().state, phase: 'ended' };
  expect(said(decide(ended, back([]), context))).toMatch(/assistant again/);
});

it('a read-back from before counts for nothing, whatever the caller said to a person', () => {
  const authority = createAuthority({ hearing: 'free' });
  const id = 'book|read-back';
  authority.heard(id);
  authority.listen(back([['caller', 'yes, book it']]));
  expect(authority.mayWrite(id)).toBe('read-back-not-heard');
});
