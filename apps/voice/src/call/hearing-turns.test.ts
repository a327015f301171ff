// Guards that a turn is whole: what was said before the recogniser was there, what is said after the turn was taken to be over, and what is lost on the way.
import type { SpeechToText, SpeechToTextEvent } from '@vaani/providers';
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import type { SileroVad } from '../turn/silero/silero.ts';
import { createHearing, type HeardTurn, type Hearing } from './hearing.ts';

const frame = new Uint8Array(160).fill(0xff);
let clock: ManualClock;
let isVoice: boolean;
let emit: (event: SpeechToTextEvent) => void;
let told: string[];
let turns: HeardTurn[];
let begun: number;
let ahead: string[];
let hearing: Hearing;
let opening: PromiseWithResolvers<void>;

/** Voice as the test says, a window of 32 ms at a time. */
const vad: SileroVad = {
  open(onWindow) {
    let samples = 0;
    return {
      push(pcm) {
        for (samples += pcm.length; samples >= 256; samples -= 256) onWindow(isVoice ? 0.9 : 0.1);
      },
      close: () => undefined,
    };
  },
  close: async () => undefined,
};
const stt: SpeechToText = {
  name: 'scripted',
  capabilities: {
    ...{ hasFreeText: true, hasInterims: true, hasEndOfTurn: false, needsVoiceActivity: true },
    languages: ['en', 'hi', 'hi-en'],
  },
  async open({ onEvent }) {
    await opening.promise;
    emit = onEvent;
    return {
      write: () => undefined,
      expect: () => undefined,
      speechStarted: () => void told.push('started'),
      finalize: () => void told.push('finalize'),
      close: async () => undefined,
    };
  },
};

beforeEach(() => {
  clock = createManualClock();
  [isVoice, told, turns, begun, ahead, opening] = [false, [], [], 0, [], Promise.withResolvers()];
  hearing = createHearing({
    ...{ vad, stt, clock, language: 'en', keyTerms: [], zone: 'Asia/Kolkata', bufferMs: 30_000 },
    signal: new AbortController().signal,
    events: {
      onSpeech: () => begun++,
      onSpeaking: () => undefined,
      onInterim: () => undefined,
      onLikelyEnd: ({ text }) => ahead.push(text),
      onGoesOn: () => ahead.push('goes on'),
      onTurn: (turn) => turns.push(turn),
      onSwitched: () => undefined,
      onFailure: (error) => {
        throw error;
      },
    },
  });
});

function pass(ms: number, voice: boolean): void {
  isVoice = voice;
  for (let at = 0; at < ms; at += 20) {
    clock.pass(20);
    hearing.frame(frame);
  }
}
async function open(): Promise<void> {
  opening.resolve();
  await expect.poll(() => emit).toBeDefined();
  await Promise.resolve();
}
const switched = (able: { hasInterims: boolean }) =>
  emit({ kind: 'switched', from: 'one', to: 'two', capabilities: { ...stt.capabilities, ...able } });
const final = (text: string) => emit({ kind: 'final', text, confidence: 0.9, isRejected: false });

it('a turn keeps how sure the recogniser was of each word, and of the least sure of those that matter', async () => {
  await open();
  pass(1_000, true);
  pass(860, false);
  const words = [
    { text: 'with', startMs: 0, endMs: 200, confidence: 0.2 },
    { text: 'Rao', startMs: 200, endMs: 500, confidence: 0.9 },
    { text: 'tomorrow', startMs: 500, endMs: 900, confidence: 0.35 },
  ];
  emit({ kind: 'final', text: 'with Rao tomorrow', confidence: 0.8, isRejected: false, words });
  expect(turns).toMatchObject([{ confidence: 0.8, matterConfidence: 0.35, words }]);
});

describe('what is said before the recogniser is there', () => {
  it('is understood when it is', async () => {
    pass(1_000, true);
    pass(1_000, false);
    expect(turns).toEqual([]);
    await open();
    expect(told).toEqual(['started', 'finalize']);
    final('kal subah');
    expect(turns).toMatchObject([{ text: 'kal subah' }]);
  });
  it('is one turn with what follows it', async () => {
    pass(1_000, true);
    pass(1_000, false);
    pass(1_000, true);
    await open();
    expect(told).toEqual(['started']);
    pass(1_000, false);
    expect(told).toEqual(['started', 'finalize']);
    final('kal subah Doctor Rao');
    expect(turns).toMatchObject([{ text: 'kal subah Doctor Rao' }]);
    expect(begun).toBe(1);
  });
});

describe('a caller who goes on', () => {
  beforeEach(async () => {
    await open();
    pass(1_000, true);
    pass(860, false);
    expect(told).toEqual(['started', 'finalize']);
  });

  it('before it is known what they said is heard in one turn', () => {
    pass(600, true);
    final('with Doctor Rao');
    expect(turns).toEqual([]);
    pass(860, false);
    final('on Friday');
    expect(turns).toMatchObject([{ text: 'with Doctor Rao on Friday' }]);
    expect(turns[0]?.speechMs).toBeGreaterThan(1_300);
    expect(begun).toBe(1);
  });
  it('is heard soon although one of the transcripts is lost (seed 20)', () => {
    pass(600, true);
    pass(860, false);
    final('on Friday');
    expect(turns).toEqual([]);
    clock.pass(1_200);
    expect(turns).toMatchObject([{ text: 'on Friday' }]);
    // And the next turn waits for nobody.
    pass(600, true);
    pass(860, false);
    final('at ten');
    expect(turns[1]).toMatchObject({ text: 'at ten' });
  });
  it('waits for the other transcript where another recogniser hears it once more', () => {
    pass(600, true);
    pass(860, false);
    final('with Doctor Rao');
    clock.pass(1_000);
    switched({ hasInterims: false });
    clock.pass(4_000);
    expect(turns).toEqual([]);
    final('on Friday');
    expect(turns).toMatchObject([{ text: 'with Doctor Rao on Friday' }]);
  });
  it('waits for another recogniser that has begun to hear it while they went on', () => {
    pass(3_000, true);
    switched({ hasInterims: false });
    pass(1_000, true);
    pass(860, false);
    clock.pass(3_000);
    expect(turns).toEqual([]);
    final('with Doctor Rao on Friday');
    final('');
    expect(turns).toMatchObject([{ text: 'with Doctor Rao on Friday' }]);
  });
  it('waits longer for the other transcript of a recogniser that is asked afterwards', () => {
    switched({ hasInterims: false });
    pass(600, true);
    pass(860, false);
    final('with Doctor Rao');
    clock.pass(3_000);
    expect(turns).toEqual([]);
    final('on Friday');
    expect(turns).toMatchObject([{ text: 'with Doctor Rao on Friday' }]);
  });
  it('makes pauses that are known by then', () => {
    final('with Doctor Rao');
    for (let times = 0; times < 3; times++) {
      pass(600, true);
      pass(700, false);
    }
    pass(600, true);
    pass(2_000, false);
    final('and so on');
    expect(turns.at(-1)).toMatchObject({ endedBy: ['asked', 'habit'] });
    expect(turns.at(-1)?.waitedMs).toBeGreaterThan(830);
  });
});

describe('the end of a turn', () => {
  beforeEach(open);
  const say = (text: string) => {
    pass(1_000, true);
    pass(360, false);
    emit({ kind: 'interim', text });
    for (let ms = 360; ms < 2_000; ms += 20) {
      pass(20, false);
      if (told.includes('finalize')) break;
    }
    final(text);
    return turns[0];
  };
  it('waits for the other half of a sentence', () => {
    expect(say('an appointment with Dr')).toMatchObject({ endedBy: ['asked', 'incomplete'] });
    expect(turns[0]?.waitedMs).toBeGreaterThanOrEqual(1_400);
  });
  it('comes soon after a whole one', () => {
    hearing.expect({ asked: 'day', language: 'en', grammar: 'g', activity: { key: 'k' } });
    expect(say('tomorrow at five in the evening')).toMatchObject({ endedBy: ['asked', 'complete'] });
    expect(turns[0]?.waitedMs).toBeLessThan(520);
  });
  it('is not judged by words that may be older than the last sound', () => {
    pass(1_000, true);
    emit({ kind: 'interim', text: 'an appointment with Dr' });
    pass(1_000, true);
    pass(860, false);
    expect(told).toContain('finalize');
  });
});

describe('the likely end of a turn', () => {
  beforeEach(open);
  const interim = (text: string) => emit({ kind: 'interim', text });

  it('is told once for the same words, and taken back when the caller goes on', () => {
    pass(1_000, true);
    pass(360, false);
    interim('with Doctor Rao');
    pass(100, false);
    interim('with Doctor Rao');
    pass(100, false);
    expect(ahead).toEqual(['with Doctor Rao']);
    pass(400, true);
    expect(ahead[1]).toBe('goes on');
    pass(360, false);
    interim('with Doctor Rao on Friday');
    pass(600, false);
    expect(told).toContain('finalize');
    expect(ahead.filter((one) => one !== 'goes on')).toEqual(['with Doctor Rao', 'with Doctor Rao on Friday']);
  });
  it('is not that of half a sentence, nor of words that may be older than the last sound', () => {
    pass(1_000, true);
    interim('Doctor Rao');
    pass(360, false);
    interim('with Doctor Rao and');
    pass(400, false);
    expect(ahead).toEqual([]);
  });
  it('may be known while the caller speaks, and is not told again for words that only round it off', () => {
    pass(1_000, true);
    interim('clinic kab khulta');
    pass(64, false);
    pass(300, true);
    interim('clinic kab khulta hai');
    pass(400, false);
    expect(ahead).toEqual(['clinic kab khulta']);
  });
  it('is what the recogniser takes for it, until it takes it back', () => {
    pass(1_000, true);
    interim('with Doctor Rao');
    emit({ kind: 'end-of-turn', isEager: true });
    expect(ahead).toEqual(['with Doctor Rao']);
    emit({ kind: 'turn-resumed' });
    expect(ahead).toEqual(['with Doctor Rao', 'goes on']);
  });
});
