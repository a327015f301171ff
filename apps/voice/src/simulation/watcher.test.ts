// Guards the guard: a rule that is broken is found. A watcher that sees nothing would pass every call.
import type { CallTurnInput } from '@vaani/clinic';
import type { SayAction } from '@vaani/receptionist';
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import type { BrainLog } from './brain.ts';
import type { Caller, Utterance } from './caller.ts';
import { createResources, type Resources, WORD_FRAMES } from './providers.ts';
import { createWatcher, type Watcher } from './watcher.ts';

let clock: ManualClock;
let utterances: Utterance[];
let log: BrainLog;
let resources: Resources;
let watcher: Watcher;
let isAway = false;
const rules = () => watcher.violations.map(({ rule }) => rule);
const reply: SayAction = { kind: 'say', text: 's1a s1b s1c s1d. s2a s2b.', language: 'en', purpose: 'reply' };

beforeEach(() => {
  clock = createManualClock();
  isAway = false;
  utterances = [];
  resources = createResources();
  log = {
    heard: [],
    keyed: [],
    interruptions: [],
    says: [{ ...reply, sentences: [1, 2], at: 0 }],
    runs: new Map(),
    writes: [],
    early: [],
  };
  const caller: Caller = {
    utterances,
    keyedAt: null,
    isVoiceAt: () => false,
    wordsAt: () => [],
    tick: () => undefined,
  };
  watcher = createWatcher({ clock, caller: () => caller, log, isAway: () => isAway });
});

const send = (sentence: number, from: number, to: number) => {
  for (let frame = from; frame < to; frame++) {
    watcher.sent({ sentence, frame });
    watcher.heard({ sentence, frame });
  }
};
const agent = (text: string, isInterrupted = false): CallTurnInput => ({
  ...{ turnId: 't', index: 0, who: 'agent', language: 'en', startedMs: 0, endedMs: 0 },
  ...{ text, isInterrupted },
});
const end = () => {
  watcher.ended();
  watcher.conclude({ timers: 0, resources });
};
const words = (id: number, endsAt: number): Utterance => ({
  ...{ id, kind: 'words', startedAt: 0, endsAt, isOver: false },
  words: [{ text: `w${id}x`, startAt: endsAt - 260, endAt: endsAt, isTaken: true }],
});

it('finds nothing in a call in which all is well', () => {
  send(1, 0, 4 * WORD_FRAMES);
  send(2, 0, 2 * WORD_FRAMES);
  watcher.turn(agent(reply.text));
  end();
  expect(rules()).toEqual([]);
});

describe('is found: ', () => {
  it('two replies at once', () => {
    send(1, 0, 5);
    send(2, 0, 5);
    send(1, 5, 6);
    expect(rules()).toEqual(['never two replies at once']);
  });
  it('a piece that was left out', () => {
    send(1, 0, 5);
    watcher.cleared();
    send(1, 9, 12);
    expect(rules()).toEqual(['a reply goes on from where it was heard']);
  });
  it('a reply that begins anew', () => {
    send(1, 0, 4 * WORD_FRAMES);
    watcher.cleared();
    watcher.sent({ sentence: 1, frame: 1 });
    expect(rules()).toEqual(['a reply is not said twice']);
  });
  it('sound of a reply that was cut', () => {
    send(1, 0, 2 * WORD_FRAMES);
    watcher.cleared();
    watcher.turn(agent('s1a s1b', true));
    watcher.sent({ sentence: 1, frame: 2 * WORD_FRAMES });
    expect(rules()).toContain('nothing is sent of a reply that was cut');
  });
  it('the rest of an answer that was cut', () => {
    const says = { ...reply, purpose: 'reply', step: 'one' } as const;
    log.says = [
      { ...says, sentences: [1], at: 0 },
      { ...says, sentences: [2], at: 0 },
    ];
    send(1, 0, WORD_FRAMES);
    watcher.cleared();
    watcher.turn(agent('s1a', true));
    send(2, 0, WORD_FRAMES);
    expect(rules()).toEqual(['nothing more is said of an answer that was cut']);
  });
  it('sound after the end', () => {
    watcher.ended();
    send(1, 0, 1);
    expect(rules()).toEqual(['nothing is sent after the end']);
  });
  it('a record of what was not heard, and none of what was', () => {
    send(1, 0, WORD_FRAMES);
    watcher.turn(agent('s1a s1b s1c s1d.', true));
    expect(rules()).toEqual(['history holds only what was heard']);
    send(2, 0, 4 * WORD_FRAMES);
    watcher.turn(agent('s2a', true));
    expect(rules()).toContain('history holds all that was heard');
  });
  it('what stays open, and an end that comes twice or not', () => {
    resources.opened('stt');
    watcher.conclude({ timers: 2, resources });
    expect(rules()).toEqual(['a call ends once', 'every timer is stopped', 'everything that was opened is closed']);
  });
  it('a tool that runs twice, or on speculation, and a booking that was not read back', () => {
    log.runs.set('c1', 2);
    log.early.push('c1');
    log.says.push({ ...reply, text: 's3a s3b s3c.', sentences: [3], at: 0, purpose: 'read-back', readBackId: 'rb' });
    log.writes.push({ readBackId: 'rb', at: 0 });
    send(3, 0, WORD_FRAMES);
    end();
    expect(rules()).toEqual([
      'nothing is written that was not read back',
      'no tool runs on speculation',
      'no tool runs twice',
    ]);
  });
  it('words that are lost, or answered twice', () => {
    utterances.push(words(1, 1_000), words(2, 2_000));
    log.heard.push('w2x', 'w2x');
    clock.pass(60_000);
    end();
    expect(rules()).toEqual(['no words are lost', 'no words are answered twice']);
  });
  it.each([
    ['is lost', '42', ['4']],
    ['is told twice', '42', ['42', '2']],
    ['is told before another', '42', ['2', '4']],
  ])('a key that %s', (_, pressed, told) => {
    for (const key of pressed) watcher.keyed(key);
    for (const digits of told) log.keyed.push({ digits, at: 0 });
    clock.pass(60_000);
    end();
    expect(rules()).toEqual(['no key is lost or counted twice']);
  });
  it('sound of the agent while a person has the call', () => {
    send(1, 0, 4);
    isAway = true;
    send(1, 4, 5);
    expect(rules()).toEqual(['nothing of the agent is sent while a person has the call']);
  });
  it('a floor that changes hands as it never does', () => {
    const state = { isAudible: false, isThinking: false, isVoice: false };
    watcher.tick({ ...state, floor: 'closing' });
    watcher.tick({ ...state, floor: 'listening' });
    expect(rules()).toEqual(['the floor changes hands only as it is drawn']);
  });
  it('a silence that is too long', () => {
    utterances.push(words(1, 100));
    const tick = (floor: 'thinking' | 'listening') =>
      watcher.tick({ isAudible: false, floor, isThinking: false, isVoice: false });
    clock.pass(200);
    tick('thinking');
    clock.pass(3_000);
    tick('thinking');
    expect(rules()).toEqual([]);
    clock.pass(20);
    tick('thinking');
    expect(rules()).toEqual(['the caller never waits over three seconds in silence']);
    clock.pass(20_000);
    tick('listening');
    expect(rules()).toContain('nobody falls silent for good');
  });
});
