// Guards what the caller hears: pacing, the words that count as heard, and marks that prove nothing.
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { createPlayer, type Player } from './player.ts';

const second = new Uint8Array(8_000).fill(0x55);
let clock: ManualClock;
let sent: string[];
let player: Player;
let played: number;
const frames = () => sent.filter((one) => one === 'frame').length;
const line = {
  send: () => sent.push('frame'),
  mark: (name: string) => sent.push(name),
  clear: () => sent.push('clear'),
};
const begin = () => player.begin({ onFirstFrame: () => sent.push('first'), onPlayed: () => played++ });

beforeEach(() => {
  clock = createManualClock();
  sent = [];
  played = 0;
  player = createPlayer(line, clock);
});

describe('a reply', () => {
  it('leaves at the pace of speech, a little ahead', () => {
    begin();
    player.add('One two.', second);
    expect(frames()).toBe(10);
    clock.pass(400);
    expect(frames()).toBe(30);
    clock.pass(600);
    expect(frames()).toBe(50);
    expect(sent.filter((one) => one === 'first')).toHaveLength(1);
  });

  it('has been played when its last mark is back, not before', () => {
    begin();
    player.add('One.', second);
    player.add('Two.', second);
    player.finish();
    clock.pass(2_000);
    const marks = sent.filter((one) => one.includes('.'));
    expect(marks).toHaveLength(2);
    player.mark(marks[0] ?? '');
    expect(played).toBe(0);
    player.mark(marks[1] ?? '');
    expect(played).toBe(1);
    expect(player.isPlaying).toBe(false);
    expect(clock.timers).toBe(0);
  });

  it('does not wait for ever for a mark that never comes', () => {
    begin();
    player.add('One.', second);
    player.finish();
    clock.pass(2_400);
    expect(played).toBe(0);
    clock.pass(300);
    expect(played).toBe(1);
  });

  it('that was finished goes on where more comes after all', () => {
    begin();
    player.add('One.', second);
    player.finish();
    clock.pass(900);
    player.reopen();
    clock.pass(5_000);
    expect(played).toBe(0);
    player.add('Two.', second);
    player.finish();
    clock.pass(1_000 + 1_500);
    expect(frames()).toBe(100);
    expect(played).toBe(1);
  });

  it('that was given nothing to say is over at once', () => {
    begin();
    player.finish();
    expect(played).toBe(1);
  });
});

describe('a reply that is cut off', () => {
  it('counts as heard to the last whole word that was played', () => {
    begin();
    player.add('one two three four five', second);
    clock.pass(500);
    expect(player.stop()).toBe('one two');
    expect(sent.at(-1)).toBe('clear');
    const before = frames();
    clock.pass(1_000);
    expect(frames()).toBe(before);
  });

  it('is not confirmed by the marks that clear returns', () => {
    begin();
    player.add('Old.', second);
    clock.pass(1_000);
    const old = sent.find((one) => /^\d+\.\d+$/.test(one)) ?? '';
    player.stop();
    begin();
    player.add('New words here.', second);
    player.finish();
    clock.pass(1_000);
    player.mark(old);
    expect(played).toBe(0);
  });

  it('leaves no timer when the call closes', () => {
    begin();
    player.add('One.', second);
    player.finish();
    clock.pass(1_000);
    player.close();
    expect(clock.timers).toBe(0);
    clock.pass(5_000);
    expect(played).toBe(0);
  });
});

describe('a sentence that is still being made', () => {
  const chunk = (ms: number) => new Uint8Array(ms * 8).fill(0x55);

  it('plays as its sound comes, in whole frames, and is marked when all of it was sent', () => {
    begin();
    const sentence = player.open('One two three.');
    sentence.add(chunk(50));
    expect(frames()).toBe(2);
    sentence.add(chunk(50));
    expect(frames()).toBe(5);
    clock.pass(1_000);
    sentence.add(chunk(30));
    sentence.end();
    player.finish();
    clock.pass(100);
    // The last half frame is filled up with silence.
    expect(frames()).toBe(7);
    const marks = sent.filter((one) => /^\d+\.\d+$/.test(one));
    expect([sent.at(-1), marks]).toEqual(['1.0', ['1.0']]);
    player.mark('1.0');
    expect([played, clock.timers]).toEqual([1, 0]);
  });

  it('is heard as far as it was played, although nobody knows yet how long it is', () => {
    begin();
    player.open('Doctor Rao is free tomorrow at ten, shall I book it?').add(chunk(200));
    clock.pass(5_000);
    expect(player.stop()).not.toContain('tomorrow');
  });

  it('is heard by its words where the voice tells them, also where the transcript is written otherwise', () => {
    begin();
    const words = ['कल', 'दस', 'बजे'].map((text, index) => ({
      text,
      startMs: index * 300,
      endMs: index * 300 + 300,
    }));
    player.open('Kal das baje', 'कल दस बजे').add(chunk(900), words);
    clock.pass(620);
    expect(player.stop()).toBe('Kal das');
  });

  it('that is cut off leaves nothing to come after the clear', () => {
    begin();
    const sentence = player.open('One.');
    sentence.add(chunk(100));
    player.stop();
    const before = sent.length;
    sentence.add(chunk(100));
    sentence.end();
    clock.pass(1_000);
    expect(sent.length).toBe(before);
    expect(clock.timers).toBe(0);
  });

  it('without a sound is none', () => {
    begin();
    player.open('…').end();
    player.finish();
    expect([played, frames()]).toEqual([1, 0]);
  });
});

describe('a reply that is paused', () => {
  const words = 'one two three four five';
  const marks = () => sent.filter((one) => /^\d+\.\d+$/.test(one));

  it('empties the line at once and goes on from the word that was cut', () => {
    begin();
    player.add(words, second);
    player.finish();
    clock.pass(500);
    player.pause();
    expect(sent.at(-1)).toBe('clear');
    const before = frames();
    clock.pass(3_000);
    expect(frames()).toBe(before);
    expect(player.heard()).toBe('one two');
    player.resume();
    clock.pass(2_000);
    // 500 ms were heard, of which 240 are played again.
    expect(frames() - before).toBe(37);
    expect(marks()).toHaveLength(1);
    player.mark(marks()[0] ?? '');
    expect([played, clock.timers]).toEqual([1, 0]);
  });

  it('does not play again what a mark has proved', () => {
    begin();
    player.add('One.', second);
    player.add('Two.', second);
    player.finish();
    clock.pass(1_100);
    player.mark(marks()[0] ?? '');
    player.pause();
    const before = frames();
    player.resume();
    clock.pass(2_000);
    expect(frames() - before).toBe(50);
  });

  it('is not proved to have been played by the marks that the clear returned', () => {
    begin();
    player.add('One.', second);
    player.finish();
    clock.pass(900);
    const [old = ''] = marks();
    player.pause();
    player.mark(old);
    player.resume();
    player.mark(old);
    expect(played).toBe(0);
    clock.pass(2_000);
    player.mark(marks()[1] ?? '');
    expect(played).toBe(1);
  });

  it('between two sentences says the end of the first again, and all of the second', () => {
    begin();
    player.add('One.', second);
    player.add('Two.', second);
    player.finish();
    // The mark of the first is still on its way.
    clock.pass(1_100);
    player.pause();
    const before = frames();
    player.resume();
    clock.pass(3_000);
    expect(frames() - before).toBe(12 + 50);
  });

  it('takes sound that is made meanwhile, and plays it when it goes on', () => {
    begin();
    const sentence = player.open(words);
    sentence.add(second.subarray(0, 4_000));
    clock.pass(400);
    player.pause();
    const before = frames();
    sentence.add(second.subarray(4_000));
    sentence.end();
    player.finish();
    clock.pass(1_000);
    expect([frames(), played]).toEqual([before, 0]);
    player.resume();
    clock.pass(2_000);
    expect(frames() - before).toBe(42);
    expect(marks()).toHaveLength(1);
  });

  it('is over where it is stopped, without a second clear, and what was heard before the pause is what was heard', () => {
    begin();
    player.add(words, second);
    clock.pass(500);
    player.pause();
    clock.pass(3_000);
    expect(player.stop()).toBe('one two');
    expect(sent.filter((one) => one === 'clear')).toHaveLength(1);
    clock.pass(1_000);
    expect(clock.timers).toBe(0);
  });

  it('before its first sound has nothing to empty', () => {
    begin();
    player.pause();
    player.add(words, second);
    player.finish();
    clock.pass(1_000);
    expect(sent).toEqual([]);
    player.resume();
    clock.pass(2_000);
    expect(frames()).toBe(50);
  });

  it('knows how much is left and since when it is quiet', () => {
    expect(player.quietSince()).toBeNull();
    begin();
    player.add(words, second);
    clock.pass(400);
    expect([player.leftMs(), player.quietSince()]).toEqual([600, null]);
    clock.pass(1_600);
    expect([player.leftMs(), player.quietSince()]).toEqual([0, 1_000]);
    // The end of the sound counts, not when somebody cut what was silent already.
    player.stop();
    clock.pass(500);
    expect(player.quietSince()).toBe(1_000);
  });

  it('counts as quiet what was cut before it could be heard', () => {
    begin();
    player.add(words, second);
    clock.pass(2_000);
    expect(player.quietSince()).toBe(1_000);
    player.add(words, second);
    clock.pass(100);
    expect(player.quietSince()).toBeNull();
    player.stop();
    expect(player.quietSince()).toBe(1_000);
  });

  it('nor a reply that went on and was cut at once, after it had stood still', () => {
    begin();
    player.add(words, second);
    clock.pass(400);
    player.pause();
    clock.pass(2_000);
    player.resume();
    clock.pass(100);
    player.stop();
    expect(player.quietSince()).toBe(400);
  });

  it('and not what was heard for a moment', () => {
    begin();
    player.add(words, second);
    clock.pass(2_000);
    player.add(words, second);
    clock.pass(400);
    player.stop();
    expect(player.quietSince()).toBe(2_400);
  });
});

describe('a line that stands still', () => {
  let isStalled = false;
  beforeEach(() => {
    isStalled = false;
    player = createPlayer({ ...line, isStalled: () => isStalled }, clock);
  });

  it('is sent nothing more, and what is heard meanwhile is not counted; then it goes on from there', () => {
    begin();
    player.add('One two three four.', second);
    player.finish();
    clock.pass(400);
    const before = frames();
    const heard = player.heard();
    isStalled = true;
    clock.pass(5_000);
    expect(frames()).toBe(before);
    expect(player.heard()).toBe(heard);
    expect(played).toBe(0);
    isStalled = false;
    clock.pass(100);
    // No burst of all that is late.
    expect(frames()).toBeLessThanOrEqual(before + 6);
    clock.pass(500);
    expect(frames()).toBe(50);
    player.mark(sent.findLast((one) => one.includes('.')) ?? '');
    expect(played).toBe(1);
    expect(clock.timers).toBe(0);
  });

  it('and is cut: only what it took was heard', () => {
    begin();
    player.add('One two three four five six seven eight nine ten.', second);
    clock.pass(300);
    isStalled = true;
    clock.pass(3_000);
    expect(player.stop().split(' ').length).toBeLessThan(5);
    expect(sent.at(-1)).toBe('clear');
  });
});
