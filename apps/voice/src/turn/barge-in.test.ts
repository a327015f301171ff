// Guards who gives way when both speak: a "haan" takes no turn, "ruko" does, a noise passes, a read-back is cut by another mind alone, the emergency advice never.
import { describe, expect, it } from 'vitest';
import { kindOfAside } from './backchannel.ts';
import { judgeKey, judgeOverlap, type Overlap, shouldPause } from './barge-in.ts';

const over: Overlap = {
  ...{ protection: 'open', text: '', isFinal: true, isLong: false, isFreeText: true, isSpeaking: false, silenceMs: 0 },
  ...{ pausedMs: 500, asked: 'anything', leftMs: 3_000, isReplyOver: false, isMatterHeard: false },
};

describe('words over a reply', () => {
  it.each(['haan', 'hmm', 'achha', 'ok', 'ji', 'haan ji', 'हाँ', 'अच्छा', 'okay'])('%s: I am listening', (text) =>
    expect(kindOfAside(text)).toBe('backchannel'),
  );
  it.each([
    'ruko',
    'stop',
    'wait',
    'nahi',
    'listen to me',
    'ek minute',
    'रुकिए',
    'haan lekin kal nahi',
    'no',
    'Rao haan',
    'ok lekin',
  ])('%s: takes the turn', (text) => expect(kindOfAside(text)).toBe('words'));
  it.each(['yes please', 'haan book kar dijiye', 'yes book it', 'हाँ बुक कर दीजिए'])('%s: a yes', (text) =>
    expect(kindOfAside(text)).toBe('confirmation'),
  );
  it('are none where nothing was heard', () => expect(kindOfAside(' ')).toBe('nothing'));
});

describe('the sound of a reply', () => {
  it('stops for more than a click', () => {
    expect(shouldPause({ speechMs: 64 }, 'open')).toBe(false);
    expect(shouldPause({ speechMs: 96 }, 'open')).toBe(true);
  });
  it('does not stop for a sound where it is protected', () => {
    expect(shouldPause({ speechMs: 5_000 }, 'guarded')).toBe(false);
    expect(shouldPause({ speechMs: 5_000 }, 'sealed')).toBe(false);
  });
});

describe('an ordinary reply', () => {
  it('goes on after a "haan" or a noise, and ends at words, whatever their number', () => {
    expect(judgeOverlap({ ...over, text: 'haan' })).toBe('resume');
    expect(judgeOverlap({ ...over, text: '' })).toBe('resume');
    expect(judgeOverlap({ ...over, text: 'ruko' })).toBe('take');
    expect(judgeOverlap({ ...over, text: 'yes please' })).toBe('take');
  });
  it('is answered by a "haan" to the end of its question, and by nothing earlier', () => {
    expect(judgeOverlap({ ...over, text: 'haan', asked: 'yes-no', leftMs: 700 })).toBe('take');
    expect(judgeOverlap({ ...over, text: 'haan', asked: 'yes-no', leftMs: 701 })).toBe('resume');
    expect(judgeOverlap({ ...over, text: 'haan', asked: 'doctor', leftMs: 100 })).toBe('resume');
  });
  it('that is over by then is answered by a "haan" where a yes was asked for', () => {
    const late = { ...over, isReplyOver: true, pausedMs: null };
    expect(judgeOverlap({ ...late, text: 'haan', asked: 'yes-no' })).toBe('take');
    expect(judgeOverlap({ ...late, text: 'haan', asked: 'doctor' })).toBe('resume');
    expect(judgeOverlap({ ...late, text: 'Sharma', asked: 'doctor' })).toBe('take');
    expect(judgeOverlap({ ...late, text: '' })).toBe('resume');
  });
  it('that is over by then goes on no more: a caller who spoke and was not made out is asked again', () => {
    expect(judgeOverlap({ ...over, isReplyOver: true, pausedMs: null, isLong: true })).toBe('take');
    expect(judgeOverlap({ ...over, isLong: true })).toBe('resume');
    expect(judgeOverlap({ ...over, isLong: true, leftMs: 700 })).toBe('take');
    expect(judgeOverlap({ ...over, isLong: false, leftMs: 700 })).toBe('resume');
  });
  it('ends at the first interim that takes the turn, where interims can be believed', () => {
    const sofar = { ...over, isFinal: false, isSpeaking: true };
    expect(judgeOverlap({ ...sofar, text: 'haan' })).toBe('wait');
    expect(judgeOverlap({ ...sofar, text: 'haan lekin' })).toBe('take');
    expect(judgeOverlap({ ...sofar, text: 'haan lekin', isFreeText: false })).toBe('wait');
  });
  it('goes on soon after a "haan", without waiting for the end of the turn, where interims can be believed', () => {
    const aside = { ...over, isFinal: false, isSpeaking: true, text: 'haan ji', silenceMs: 160 };
    expect(judgeOverlap(aside)).toBe('resume');
    expect(judgeOverlap({ ...aside, silenceMs: 159 })).toBe('wait');
    expect(judgeOverlap({ ...aside, isFreeText: false })).toBe('wait');
    expect(judgeOverlap({ ...aside, pausedMs: null })).toBe('wait');
    expect(judgeOverlap({ ...aside, asked: 'yes-no', leftMs: 100 })).toBe('wait');
  });
  it('goes on after a noise that yields no words in time, and waits for words that were begun', () => {
    const sofar = { ...over, isFinal: false, isSpeaking: true, isFreeText: false };
    expect(judgeOverlap({ ...sofar, pausedMs: 1_999 })).toBe('wait');
    expect(judgeOverlap({ ...sofar, pausedMs: 2_000 })).toBe('resume');
    expect(judgeOverlap({ ...sofar, pausedMs: 2_000, text: 'kal subah' })).toBe('wait');
    expect(judgeOverlap({ ...sofar, pausedMs: 2_000, text: 'kal subah', isSpeaking: false })).toBe('take');
    expect(judgeOverlap({ ...sofar, pausedMs: 2_000, text: 'haan', isSpeaking: false })).toBe('resume');
  });
});

describe('a read-back', () => {
  const read = { ...over, protection: 'guarded', pausedMs: null, asked: 'confirm' } as const;
  it('is not cut by a noise or a "haan", and is by a no or a correction', () => {
    expect(judgeOverlap({ ...read, text: '' })).toBe('resume');
    expect(judgeOverlap({ ...read, text: 'haan' })).toBe('resume');
    expect(judgeOverlap({ ...read, text: 'nahi' })).toBe('take');
    expect(judgeOverlap({ ...read, text: 'nahi, kal', isFinal: false, isSpeaking: true })).toBe('take');
    expect(judgeOverlap({ ...read, text: 'not Sharma, Rao' })).toBe('take');
  });
  it('is confirmed by words that come once doctor, day and time were heard, and played to its end first', () => {
    expect(judgeOverlap({ ...read, text: 'yes book it' })).toBe('resume');
    expect(judgeOverlap({ ...read, text: 'yes book it', isMatterHeard: true })).toBe('hold');
    expect(judgeOverlap({ ...read, text: 'haan ji', isMatterHeard: true })).toBe('hold');
  });
});

describe('the emergency advice', () => {
  const advice = { ...over, protection: 'sealed', pausedMs: null } as const;
  it('is never cut; what was said is answered after it', () => {
    expect(judgeOverlap({ ...advice, text: 'stop' })).toBe('queue');
    expect(judgeOverlap({ ...advice, text: 'stop', isFinal: false })).toBe('wait');
    expect(judgeOverlap({ ...advice, text: 'haan' })).toBe('resume');
  });
});

describe('keys over a reply', () => {
  const readBack = { protection: 'guarded', isReplyOpen: true, isMatterHeard: true } as const;
  it('hold the yes to a read-back until its question has been heard', () =>
    expect(judgeKey('1', readBack)).toBe('hold'));
  it('let a read-back go on where yes is pressed before what it is about was heard', () =>
    expect(judgeKey('1', { ...readBack, isMatterHeard: false })).toBe('resume'));
  it.each(['0', '2', '*'])('cut a read-back with %s', (key) => expect(judgeKey(key, readBack)).toBe('take'));
  it('cut an ordinary reply with any key', () =>
    expect(judgeKey('1', { ...readBack, protection: 'open' })).toBe('take'));
  it('answer a read-back that is over', () => expect(judgeKey('1', { ...readBack, isReplyOpen: false })).toBe('take'));
  it('wait behind what nothing cuts', () => expect(judgeKey('0', { ...readBack, protection: 'sealed' })).toBe('queue'));
});
