// Guards a reply that is made before it may be heard: silent until it is let, whole when it is, and gone without a trace when it is not.
import type { SayAction } from '@vaani/receptionist';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPlayer, type Player } from '../playback/player.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { quickVoice } from '../testing/stand-ins.ts';
import { type AgentTurn, createAgentTurn } from './agent-turn.ts';

const say = (text: string, breath?: SayAction['breath']): SayAction => ({
  ...{ kind: 'say', text, language: 'en', purpose: 'reply' },
  ...(breath === undefined ? {} : { breath }),
});

let clock: ManualClock;
let line: string[];
let player: Player;
let voice: ReturnType<typeof quickVoice>;
let events: string[];
const frames = () => line.filter((one) => one === 'frame').length;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function turn(canGoOn = false): AgentTurn {
  return createAgentTurn({
    ...{ player, clock },
    tts: { ...voice, capabilities: { ...voice.capabilities, canGoOn } },
    events: {
      onFirstFrame: () => events.push('first frame'),
      onPlayed: () => events.push('played'),
      onAsked: (spoken) => events.push(`asked: ${spoken}`),
      onVoiceFailure: () => events.push('failed'),
    },
  });
}

beforeEach(() => {
  clock = createManualClock();
  line = [];
  events = [];
  voice = quickVoice();
  player = createPlayer(
    { send: () => line.push('frame'), mark: (name) => line.push(name), clear: () => line.push('clear') },
    clock,
  );
});

describe('a reply that is made ahead', () => {
  it('has its sound before it is let, and is heard at once when it is', async () => {
    const reply = turn();
    reply.add(say('Hello.'));
    await settled();
    expect(voice.said).toEqual(['Hello.']);
    expect(reply.isMade).toBe(true);
    expect(line).toEqual([]);
    expect(player.isPlaying).toBe(false);
    reply.release();
    expect(frames()).toBeGreaterThan(0);
    expect(events).toEqual(['asked: Hello.', 'first frame']);
  });

  it('touches nothing where it is thrown away', async () => {
    player.begin({ onFirstFrame: () => undefined, onPlayed: () => undefined });
    player.add('Another.', new Uint8Array(8_000));
    const before = line.length;
    const reply = turn();
    reply.add(say('Hello.'));
    await settled();
    expect(reply.stop()).toBe('');
    clock.pass(100);
    expect(line.includes('clear')).toBe(false);
    expect(frames()).toBeGreaterThanOrEqual(before);
    expect(player.isPlaying).toBe(true);
  });
});

describe('a sentence in pieces', () => {
  it('is one sentence of the record, and its pieces count as said', async () => {
    const reply = turn(true);
    reply.release();
    reply.add(say('Dr Sharma', 'begins'));
    await settled();
    reply.add(say('is free', 'goes-on'));
    reply.add(say('at ten.', 'ends'));
    reply.finish();
    await settled();
    expect(reply.text).toBe('Dr Sharma is free at ten.');
    expect(reply.isWhole).toBe(true);
    clock.pass(2_000);
    const marks = line.filter((one) => one.includes('.'));
    expect(marks).toHaveLength(1);
    player.mark(marks[0] ?? '');
    expect(events.at(-1)).toBe('played');
  });

  it('that nothing ends is ended by what follows, or by the end of the reply', async () => {
    const reply = turn(true);
    reply.release();
    reply.add(say('Dr Sharma', 'begins'));
    reply.add(say('Sorry, once more.'));
    reply.add(say('Which doctor', 'begins'));
    reply.finish();
    await settled();
    await settled();
    expect(reply.isWhole).toBe(true);
    expect(voice.said).toEqual(['Dr Sharma', 'Sorry, once more.', 'Which doctor']);
  });
});
