// Guards that what is said is heard to its end, whichever voice says it: no word lost, none twice where words' times are known.
import { describe, expect, it } from 'vitest';
import { createHandClock } from '../testing/hand-clock.ts';
import { type Step, scriptedVoice } from '../testing/scripted-providers.ts';
import type { SpeakRequest, SpeechChunk, TextToSpeech } from '../text-to-speech.ts';
import type { ProviderEvent } from './events.ts';
import { alwaysUp } from './health.ts';
import { textToSpeechChain } from './text-to-speech-chain.ts';

const sound = (ms: number, words?: [string, number, number][], afterMs = 0): Step<SpeechChunk> => ({
  afterMs,
  give: {
    audio: new Uint8Array(ms * 8).fill(0x55),
    ...(words === undefined ? {} : { words: words.map(([text, startMs, endMs]) => ({ text, startMs, endMs })) }),
  },
});

function start(make: (clock: ReturnType<typeof createHandClock>) => (TextToSpeech & { asked: { all: string }[] })[]) {
  const clock = createHandClock();
  const events: ProviderEvent[] = [];
  const voices = make(clock);
  const chain = textToSpeechChain({
    members: voices.map((voice) => ({ voice, health: alwaysUp(voice.name) })),
    clock,
    onEvent: (event) => void events.push(event),
  });
  const chunks: SpeechChunk[] = [];
  let outcome: unknown = 'pending';
  const speak = (over: Partial<SpeakRequest> = {}) => {
    void (async () => {
      const request: SpeakRequest = {
        text: 'Dr Rao is free at ten.',
        language: 'en',
        signal: new AbortController().signal,
        ...over,
      };
      for await (const chunk of chain.speak(request)) chunks.push(chunk);
      outcome = 'ended';
    })().catch((error: unknown) => {
      outcome = error;
    });
  };
  return {
    clock,
    chain,
    events,
    voices,
    speak,
    chunks,
    asked: () => voices.map((voice) => voice.asked.map(({ all }) => all)),
    heardMs: () => chunks.reduce((sum, { audio }) => sum + audio.length / 8, 0),
    words: () => chunks.flatMap(({ words = [] }) => words),
    switches: () => events.filter((event) => event.kind === 'switched'),
    outcome: () => outcome,
  };
}

describe('speech', () => {
  it('comes from the first voice', async () => {
    const { speak, clock, chunks, asked, outcome, events } = start((clock) => [
      scriptedVoice('one', clock, [[sound(100, undefined, 200), sound(100)]]),
      scriptedVoice('two', clock, []),
    ]);
    speak();
    await clock.pass(200);
    expect(chunks.length).toBe(2);
    expect(outcome()).toBe('ended');
    expect(asked()).toEqual([['Dr Rao is free at ten.'], []]);
    expect(events).toMatchObject([{ kind: 'measured', operation: 'first-audio', ms: 200 }]);
    expect(clock.timers).toBe(0);
  });

  it('goes on with the next voice at the first word that was not wholly heard', async () => {
    const { speak, clock, asked, words, heardMs, switches, outcome } = start((clock) => [
      scriptedVoice('one', clock, [
        [
          sound(200, [
            ['Dr', 0, 100],
            ['Rao', 100, 300],
            ['is', 300, 400],
          ]),
          sound(150),
          { fail: 'closed' },
        ],
      ]),
      scriptedVoice('two', clock, [[sound(500, [['is', 20, 120]])]]),
    ]);
    speak();
    await clock.pass(10);
    expect(asked()).toEqual([['Dr Rao is free at ten.'], ['is free at ten.']]);
    expect(heardMs()).toBe(850);
    expect(words().at(-1)).toEqual({ text: 'is', startMs: 370, endMs: 470 });
    expect(switches()).toMatchObject([{ stage: 'speaking', from: 'one', to: 'two', reason: 'closed' }]);
    expect(outcome()).toBe('ended');
  });

  it('is said again from its beginning where nobody told when words are heard', async () => {
    const { speak, clock, asked } = start((clock) => [
      scriptedVoice('one', clock, [[sound(300), { fail: 'closed' }]]),
      scriptedVoice('two', clock, [[sound(900)]]),
    ]);
    speak();
    await clock.pass(10);
    expect(asked()[1]).toEqual(['Dr Rao is free at ten.']);
  });

  it('that was all heard is not said again because the connection ended late', async () => {
    const { speak, clock, asked, outcome } = start((clock) => [
      scriptedVoice('one', clock, [[sound(300, [['Hello.', 0, 280]]), { fail: 'closed' }]]),
      scriptedVoice('two', clock, [[sound(900)]]),
    ]);
    speak({ text: 'Hello.' });
    await clock.pass(10);
    expect(asked()).toEqual([['Hello.'], []]);
    expect(outcome()).toBe('ended');
  });

  it('with more to come loses none of it to a voice that fails', async () => {
    async function* more() {
      yield 'Shall I book it?';
      yield 'Or another day?';
    }
    const { speak, clock, asked } = start((clock) => [
      scriptedVoice('one', clock, [
        [
          sound(200, [
            ['Dr', 0, 100],
            ['Rao', 100, 190],
          ]),
          { fail: 'garbled' },
        ],
      ]),
      scriptedVoice('two', clock, [[sound(900)]]),
    ]);
    speak({ text: 'Dr Rao is free.', more: more() });
    await clock.pass(10);
    expect(asked()).toEqual([
      ['Dr Rao is free. Shall I book it? Or another day?'],
      ['is free. Shall I book it? Or another day?'],
    ]);
  });

  it('is taken over within a second where nothing comes, and where it stalls after all was heard', async () => {
    const hung = start((clock) => [
      scriptedVoice('one', clock, [[{ hang: true }]]),
      scriptedVoice('two', clock, [[sound(500, undefined, 90)]]),
    ]);
    hung.speak();
    await hung.clock.pass(790);
    expect(hung.heardMs()).toBe(500);
    expect(hung.switches()).toMatchObject([{ from: 'one', to: 'two', reason: 'timeout' }]);

    const stalled = start((clock) => [
      scriptedVoice('one', clock, [[sound(2_000), { hang: true }]]),
      scriptedVoice('two', clock, [[sound(500)]]),
    ]);
    stalled.speak();
    await stalled.clock.pass(2_399);
    expect(stalled.asked()[1]).toEqual([]);
    await stalled.clock.pass(1);
    expect(stalled.asked()[1]?.length).toBe(1);
    expect(stalled.clock.timers).toBe(0);
  });

  /** Says the rest so long after the beginning. */
  async function* late(clock: ReturnType<typeof createHandClock>, ms: number, piece = 'Shall I book it?') {
    await new Promise<void>((resolve) => clock.after(ms, resolve));
    yield piece;
  }
  /** A voice that speaks what it has, and each piece when it comes. */
  const untiring = (name: string, clock: ReturnType<typeof createHandClock>, soundMs = 500) => {
    const voice = scriptedVoice(name, clock, []);
    return {
      ...voice,
      async *speak({ text, more, signal }: SpeakRequest) {
        const one = { text, language: 'en' as const, signal, all: text };
        voice.asked.push(one);
        if (text.split(' ').length > 3) yield { audio: new Uint8Array(soundMs * 8) };
        for await (const piece of more ?? []) {
          one.all += ` ${piece}`;
          await new Promise<void>((resolve) => clock.after(190, resolve));
          yield { audio: new Uint8Array(soundMs * 8) };
        }
      },
    };
  };

  it('waits with the voice for a model that pauses, and takes it for the model’s pause', async () => {
    const { speak, clock, asked, heardMs, switches, outcome } = start((clock) => [
      untiring('one', clock),
      scriptedVoice('two', clock, []),
    ]);
    speak({ more: late(clock, 1_900) });
    await clock.pass(1_900 + 190);
    expect(heardMs()).toBe(1_000);
    expect([switches(), asked()[1], outcome()]).toEqual([[], [], 'ended']);
    expect(clock.timers).toBe(0);
  });

  it('is begun by nobody else while the model has given too little to begin with', async () => {
    const { speak, clock, asked, events, outcome } = start((clock) => [
      untiring('one', clock),
      scriptedVoice('two', clock, [[sound(500)]]),
    ]);
    speak({ text: 'Dr Rao', more: late(clock, 1_900, 'is free at ten.') });
    await clock.pass(1_900 + 190);
    expect([asked()[1], outcome()]).toEqual([[], 'ended']);
    expect(events).toMatchObject([{ kind: 'measured', provider: 'one', isOk: true }]);
  });

  it('is taken over from a voice that has stalled once the model has given it more', async () => {
    const { speak, clock, switches, asked } = start((clock) => {
      const stalling = scriptedVoice('one', clock, []);
      return [
        {
          ...stalling,
          async *speak({ more, signal }: SpeakRequest) {
            yield { audio: new Uint8Array(500 * 8) };
            for await (const _ of more ?? []);
            await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
          },
        },
        scriptedVoice('two', clock, [[sound(500)]]),
      ];
    });
    speak({ more: late(clock, 1_500) });
    await clock.pass(1_500 + 899);
    expect(switches()).toEqual([]);
    await clock.pass(1);
    expect(switches()).toMatchObject([{ from: 'one', to: 'two', reason: 'timeout' }]);
    expect(asked()[1]).toEqual(['Dr Rao is free at ten. Shall I book it?']);
  });

  it('passes over a voice that does not speak the language', async () => {
    const { speak, clock, asked, chain, outcome } = start((clock) => [
      scriptedVoice('one', clock, [], { languages: ['en'] }),
      scriptedVoice('two', clock, [[sound(100)]]),
    ]);
    expect(chain.capabilities.languages).toEqual(['en', 'hi', 'hi-en']);
    speak({ language: 'hi' });
    await clock.pass(0);
    expect(asked().map((all) => all.length)).toEqual([0, 1]);
    expect(outcome()).toBe('ended');
  });

  it('that nobody can say fails by name, and the caller who has left hears of nothing', async () => {
    const { speak, clock, outcome, switches } = start((clock) => [
      scriptedVoice('one', clock, [[{ fail: 'busy' }], [{ hang: true }]]),
      scriptedVoice('two', clock, [[{ fail: 'server' }], [{ hang: true }]]),
    ]);
    speak();
    await clock.pass(0);
    expect(outcome()).toMatchObject({ reason: 'server' });
    expect(switches().at(-1)).toMatchObject({ to: null });
    const leaving = new AbortController();
    speak({ signal: leaving.signal });
    await clock.pass(500);
    leaving.abort();
    await clock.pass(0);
    expect(outcome()).toBe('ended');
    expect(clock.timers).toBe(0);
  });
});
