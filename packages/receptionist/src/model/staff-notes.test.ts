// Guards what a model is told of people at the desk: notes stand apart from what callers say, and who had the talk meanwhile is known.
import { expect, it } from 'vitest';
import { contextOf } from '../../test/clinic.ts';
import type { BrainInput, SayAction } from '../brain.ts';
import type { TalkMessage, TalkModel } from './model.ts';
import { createModelBrain } from './model-brain.ts';

const context = contextOf({ languageGuess: 'en', hearing: 'free' });

/** A talk with a model that answers every trip with one sentence. */
async function talk(...inputs: BrainInput[]) {
  const trips: (readonly TalkMessage[])[] = [];
  const model: TalkModel = {
    async *stream({ messages }) {
      trips.push(messages);
      yield { kind: 'text', text: 'Which day would you like?' };
      yield { kind: 'done', finish: 'stop', usage: null };
    },
  };
  const brain = createModelBrain({ model });
  let state = brain.begin(context);
  const said: string[] = [];
  for (const input of [{ kind: 'call-started' } as const, ...inputs]) {
    const steps = brain.take(state, input, context, new AbortController().signal);
    for (let next = await steps.next(); ; next = await steps.next()) {
      if (next.done === true) {
        state = next.value.state;
        break;
      }
      if (next.value.kind === 'say') said.push((next.value as SayAction).text);
    }
  }
  return { trips, said, state };
}
const heard = (text: string): BrainInput => ({ kind: 'heard', text, confidence: 1, source: 'stt' });

it('a whisper asks nothing of it by itself, and is a note of the staff with the next words', async () => {
  const { trips, said } = await talk({ kind: 'whispered', text: 'offer tomorrow' }, heard('I want an appointment'));
  expect(trips).toHaveLength(1);
  const notes = trips[0]?.filter(({ role, content }) => role === 'system' && content.includes('offer tomorrow'));
  expect(notes).toHaveLength(1);
  expect(notes?.[0]?.content).toMatch(/never read it out, and book nothing by it/);
  expect(trips[0]?.filter(({ role }) => role === 'user').map(({ content }) => content)).toEqual([
    'I want an appointment',
  ]);
  expect(said.join(' ')).not.toContain('offer tomorrow');
});

it('what the staff had it say is theirs, not its own', async () => {
  const { trips } = await talk({ kind: 'said-for-staff', text: 'The doctor is late.' }, heard('How late?'));
  const [own] = trips[0]?.filter(({ role, content }) => role === 'assistant' && content.includes('late')) ?? [];
  expect(own).toBeUndefined();
  expect(trips[0]?.some(({ role, content }) => role === 'system' && content.includes('The doctor is late.'))).toBe(
    true,
  );
});

it('goes on with what caller and colleague said, once it has the call again', async () => {
  const { trips, said, state } = await talk(heard('I want an appointment'), {
    kind: 'handed-back',
    why: 'handed-back',
    turns: [
      { who: 'staff', text: 'Doctor Rao is free on Friday.' },
      { who: 'caller', text: 'Friday is good' },
    ],
  });
  expect(said.slice(2)).toEqual([expect.stringMatching(/^I am the assistant again/), 'Which day would you like?']);
  const told = trips.at(-1)?.slice(-4);
  expect(told?.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'system']);
  expect(told?.[0]?.content).toContain('Doctor Rao is free on Friday.');
  expect(told?.[1]?.content).toBe('Friday is good');
  expect(state.awaiting).toBeNull();
});
