// Guards what becomes of a reply that somebody speaks over, from the first sound to the last word.
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import type { Protection } from '../turn/protected.ts';
import { createOverlap, type Overlap } from './overlap.ts';

let clock: ManualClock;
let done: string[];
let reply: { turnId: string | null; pausedAt: number | null; protection: Protection; isSaid: boolean };
let isSpeaking: boolean;
let isSealed: boolean;
let silenceMs: number;
let overlap: Overlap;

beforeEach(() => {
  clock = createManualClock();
  done = [];
  reply = { turnId: 'one', pausedAt: null, protection: 'open', isSaid: false };
  [isSpeaking, isSealed, silenceMs] = [true, false, 0];
  overlap = createOverlap({
    clock,
    replies: {
      get isOpen() {
        return reply.turnId !== null;
      },
      get turnId() {
        return reply.turnId;
      },
      get protection() {
        return reply.protection;
      },
      get pausedAt() {
        return reply.pausedAt;
      },
      get isSaid() {
        return reply.isSaid;
      },
      isMatterHeard: false,
      leftMs: () => 3_000,
      pause() {
        if (reply.pausedAt === null) done.push('pause');
        reply.pausedAt ??= clock.monotonic();
      },
      resume() {
        if (reply.pausedAt !== null) done.push('resume');
        reply.pausedAt = null;
      },
    },
    isSealed: () => isSealed,
    isCallerSpeaking: () => isSpeaking,
    silenceMs: () => silenceMs,
    isFreeText: () => true,
    asked: () => 'anything',
    onTake() {
      done.push('take');
      reply = { ...reply, turnId: null, pausedAt: null };
    },
  });
});

describe('speech over a reply', () => {
  it('stops its sound once it is more than a click, and takes the turn with its first word', () => {
    overlap.began();
    overlap.speaking(64);
    expect(done).toEqual([]);
    overlap.speaking(96);
    overlap.speaking(160);
    overlap.heard('ruko');
    expect(done).toEqual(['pause', 'take']);
    expect(overlap.ended('ruko', 400)).toBeNull();
  });
  it('that says "haan" lets it go on', () => {
    overlap.began();
    overlap.speaking(320);
    overlap.heard('haan');
    expect(overlap.ended('haan', 320)).toBe('resume');
    expect(done).toEqual(['pause', 'resume']);
  });
  it('that says "haan" and falls silent lets it go on before the turn is over, and more words take it after all', () => {
    overlap.began();
    overlap.speaking(320);
    overlap.heard('haan');
    silenceMs = 160;
    overlap.tick();
    expect(done).toEqual(['pause', 'resume']);
    overlap.heard('haan lekin kal');
    expect(done).toEqual(['pause', 'resume', 'take']);
  });
  it('that yields no words in time lets it go on, and does not stop it again', () => {
    overlap.began();
    overlap.speaking(320);
    clock.pass(2_000);
    overlap.tick();
    overlap.speaking(2_400);
    expect(done).toEqual(['pause', 'resume']);
    // Words that come after all take the turn.
    overlap.heard('I said stop');
    expect(done).toEqual(['pause', 'resume', 'take']);
  });
  it('does not touch what is sealed, and is answered after it', () => {
    isSealed = true;
    overlap.began();
    overlap.speaking(2_000);
    overlap.heard('stop please');
    expect(overlap.ended('stop please', 2_000)).toBe('queue');
    expect(done).toEqual([]);
  });
  it('stops a reply that begins while the caller speaks', () => {
    reply.turnId = null;
    overlap.began();
    overlap.speaking(1_000);
    reply.turnId = 'two';
    overlap.speaking(1_032);
    expect(done).toEqual(['pause']);
  });
  it('leaves alone what is said by the time its words are known, a filler perhaps (seed 175)', () => {
    overlap.began();
    overlap.speaking(64);
    reply.turnId = 'a filler';
    isSpeaking = false;
    expect(overlap.ended('yes book it', 700)).toBe('take');
    expect(done).toEqual([]);
  });
  it('that goes on after the reply is a turn of its own (seed 1453)', () => {
    overlap.began();
    overlap.speaking(200);
    reply.turnId = null;
    overlap.speaking(232);
    overlap.speaking(320);
    expect(overlap.ended('haan', 320)).toBe('resume');
    reply.turnId = 'two';
    overlap.began();
    overlap.speaking(200);
    reply.turnId = null;
    overlap.speaking(96);
    overlap.speaking(420);
    expect(overlap.ended('ji', 620)).toBeNull();
  });
  it('is none once all of it has been heard, although its last mark is still to come (seed 2833)', () => {
    reply.isSaid = true;
    overlap.began();
    overlap.speaking(500);
    expect(overlap.ended('', 500)).toBeNull();
    expect(done).toEqual([]);
  });
  it('is nothing where nobody was spoken over', () => {
    reply.turnId = null;
    overlap.began();
    overlap.speaking(500);
    expect(overlap.ended('haan', 500)).toBeNull();
  });
});
