// Guards that a filler bridges what the caller waits for, and nothing else: who says nothing is asked whether they are there, without a "one moment" before it.
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import { createPatience } from './patience.ts';

const BEAT_MS = 200;

function waiting() {
  const clock = createManualClock();
  const said: string[] = [];
  let asked = 0;
  const conversation = { isWorking: false, toolMs: null, language: 'en' as const };
  const patience = createPatience({
    replies: { isOpen: false, isMade: false, pausedAt: null, isAfterFiller: false, finish: () => undefined } as never,
    player: { quietSince: () => 0 } as never,
    hearing: { isTranscriptDue: false, isCallerSpeaking: false } as never,
    conversation: conversation as never,
    clock,
    isKeypadAsked: () => false,
    hasWords: () => false,
    onSilence() {
      asked += 1;
      patience.over();
      conversation.isWorking = true;
    },
    say: ({ text }) => said.push(text),
  });
  const pass = (ms: number) => {
    for (let at = 0; at < ms; at += BEAT_MS) {
      clock.pass(BEAT_MS);
      patience.beat();
    }
  };
  return { patience, conversation, pass, said, asked: () => asked };
}

describe('fillers', () => {
  it('bridges the wait for an answer to what the caller said', () => {
    const { patience, conversation, pass, said } = waiting();
    pass(4_000);
    patience.callerStirred();
    conversation.isWorking = true;
    pass(1_800);
    expect(said).toEqual([]);
    pass(200);
    expect(said).toEqual(['One moment, please.']);
  });

  it('puts none before the question to a silent caller, unless that question itself takes long', () => {
    const { patience, pass, said, asked } = waiting();
    patience.await();
    pass(8_000);
    expect(asked()).toBe(1);
    pass(1_800);
    expect(said).toEqual([]);
    pass(200);
    expect(said).toEqual(['One moment, please.']);
  });
});
