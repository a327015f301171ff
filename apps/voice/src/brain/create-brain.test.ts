// Guards who thinks in a call: the model where one is set, the rules where none is, where it fails, and where only phrases are heard.
import { createLogger } from '@vaani/observability';
import type { LanguageModel, ModelEvent, ModelRequest } from '@vaani/providers';
import type { Brain, BrainContext, BrainInput } from '@vaani/receptionist';
import { describe, expect, it } from 'vitest';
import { createUsageMeter } from '../call/usage.ts';
import { createBrain } from './create-brain.ts';

const doctorId = '01900000-0000-7000-8000-0000000000d1';
const context: BrainContext = {
  now: '2026-11-23T06:00:00Z',
  zone: 'Asia/Kolkata',
  clinic: {
    ...{ id: '01900000-0000-7000-8000-0000000000a1', name: 'Asha Clinic', nameHindi: 'आशा क्लिनिक' },
    ...{ zone: 'Asia/Kolkata', country: 'IN', language: 'en', ownPhone: null, emergencyNumbers: ['112'] },
    ...{ branches: [], services: [], knowledge: [], transfer: [], speech: {}, demoSeededAt: null },
    doctors: [
      {
        ...{ id: doctorId, name: 'Dr Anita Sharma', nameHindi: 'डॉ अनीता शर्मा', speciality: 'general', initials: 'AS' },
        ...{ colour: 0, branchId: 'b', services: [], fees: {}, hours: [] },
      },
    ],
  },
  candidates: [],
  callerPhone: '+919810012345',
  hearing: 'free',
  languageGuess: 'en',
};

function modelSaying(...answers: ModelEvent[][]) {
  const asked: ModelRequest[] = [];
  const llm: LanguageModel = {
    ...{ name: 'chain', model: 'one' },
    async *stream(request) {
      yield* answers[asked.push(request) - 1] ?? [];
    },
  };
  return { llm, asked };
}
const saying = (text: string): ModelEvent[] => [
  { kind: 'text', text },
  {
    ...{ kind: 'done', finish: 'stop', provider: 'openai', model: 'gpt-4o' },
    usage: { promptTokens: 4_000, cachedTokens: 3_000, completionTokens: 20 },
  },
];

/** A call with it, in text. */
function talk(llm: LanguageModel | null) {
  const usage = createUsageMeter();
  const log: string[] = [];
  const logger = createLogger({
    ...{ service: 'brain-test', level: 'debug' },
    destination: { write: (line) => void log.push(line) },
  });
  const brain: Brain<unknown> = createBrain({ llm, callId: 'a-call', usage, logger });
  let state = brain.begin(context);
  async function give(input: BrainInput, hearing: BrainContext['hearing'] = 'free') {
    const steps = brain.take(state, input, { ...context, hearing }, new AbortController().signal);
    for (;;) {
      const next = await steps.next();
      if (next.done !== true) continue;
      ({ state } = next.value);
      return next.value.actions;
    }
  }
  const say = async (text: string, hearing: BrainContext['hearing'] = 'free') => {
    const source = hearing === 'local' ? 'local' : 'stt';
    const actions = await give({ kind: 'heard', text, confidence: 1, source }, hearing);
    return actions.map((action) => (action.kind === 'say' ? action.text : action.kind)).join(' ');
  };
  return { brain, give, say, log, used: () => usage.total(0).tokens };
}

describe('who thinks', () => {
  it('are the rules where no model is set', async () => {
    const { brain, say, used } = talk(null);
    expect(brain.kind).toBe('rules');
    expect(await say('I need an appointment with Doctor Sharma')).toMatch(/On which day/);
    expect(used()).toEqual({});
  });

  it('is the model where one is set: it is told which call it is, and its tokens are the call’s', async () => {
    const { llm, asked } = modelSaying(saying('Which day suits you?'), saying('At what time?'));
    const { say, used } = talk(llm);
    expect(await say('I need an appointment with Doctor Sharma')).toBe('Which day suits you?');
    expect(await say('tomorrow')).toBe('At what time?');
    expect(asked.map(({ callId }) => callId)).toEqual(['a-call', 'a-call']);
    expect(used()).toEqual({ openai: { promptTokens: 8_000, cachedTokens: 6_000, completionTokens: 40 } });
  });

  it('are the rules once the model fails, and the log says so', async () => {
    const llm: LanguageModel = {
      ...{ name: 'chain', model: 'one' },
      // biome-ignore lint/correctness/useYield: it fails before its first word
      async *stream() {
        throw new Error('away');
      },
    };
    const { say, log } = talk(llm);
    expect(await say('I need an appointment with Doctor Sharma')).toMatch(/On which day/);
    expect(log.join('')).toMatch(/the rules go on/);
  });
});

describe('where only phrases are heard any more', () => {
  it('the rules go on with what the model had gathered, and to the end of the call', async () => {
    const { llm, asked } = modelSaying(saying('Which day suits you?'));
    const { say } = talk(llm);
    await say('I need an appointment with Doctor Sharma');
    // The doctor need not be said again: the search is for hers.
    expect(await say('tomorrow', 'local')).toBe('tool');
    expect(await say('goodbye', 'free')).not.toBe('');
    expect(asked).toHaveLength(1);
  });

  it('what the model asked a tool is still answered to the model', async () => {
    const call = { id: 'c', name: 'clinic_info', arguments: '{"topic":"fees"}' };
    const asking: ModelEvent[] = [{ kind: 'tool-call', index: 0, call }, ...saying('').slice(1)];
    const { llm, asked } = modelSaying(asking, saying('Five hundred rupees.'));
    const { give } = talk(llm);
    const [tool] = await give({ kind: 'heard', text: 'what are your fees', confidence: 1, source: 'stt' });
    if (tool?.kind !== 'tool') throw new Error('it asked for no tool');
    const result = { ok: true, value: {} } as const;
    expect(await give({ kind: 'tool-result', call: tool.call, result }, 'local')).toMatchObject([
      { text: 'Five hundred', breath: 'begins' },
      { text: 'rupees.', breath: 'ends' },
    ]);
    expect(asked).toHaveLength(2);
  });
});
