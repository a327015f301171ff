// Guards that the page shows what the code does: the arrows of docs/turn-taking.md are those of the state machine.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { arrows, floorOf, mayFollow } from './floor.ts';

const page = readFileSync(new URL('../../../../docs/turn-taking.md', import.meta.url), 'utf8');

it('is drawn as it is', () => {
  const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+):/gm)].map(([, from, to]) => `${from} → ${to}`);
  const known = Object.entries(arrows).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));
  expect(drawn.filter((arrow) => arrow !== 'closing → over').sort()).toEqual(known.sort());
});

it('is never left once it is over, and closes from anywhere', () => {
  expect(mayFollow('over', 'listening')).toBe(false);
  expect(mayFollow('closing', 'speaking')).toBe(false);
  expect(mayFollow('closing', 'over')).toBe(true);
  expect(mayFollow('paused', 'closing')).toBe(true);
  expect(mayFollow('speaking', 'person')).toBe(true);
  expect(mayFollow('closing', 'waiting')).toBe(true);
});

it('is with whoever speaks', () => {
  const none = {
    ...{ isOver: false, isClosing: false, hasReply: false, isPaused: false, isWorking: false },
    ...{ isCallerSpeaking: false, isTranscriptDue: false, away: null },
  };
  expect(floorOf(none)).toBe('listening');
  expect(floorOf({ ...none, isCallerSpeaking: true, isWorking: true })).toBe('hearing');
  expect(floorOf({ ...none, isTranscriptDue: true })).toBe('thinking');
  expect(floorOf({ ...none, isWorking: true })).toBe('thinking');
  expect(floorOf({ ...none, hasReply: true, isCallerSpeaking: true })).toBe('speaking');
  expect(floorOf({ ...none, hasReply: true, isPaused: true })).toBe('paused');
  expect(floorOf({ ...none, hasReply: true, isClosing: true })).toBe('closing');
  expect(floorOf({ ...none, hasReply: true, isClosing: true, isOver: true })).toBe('over');
  expect(floorOf({ ...none, isCallerSpeaking: true, isWorking: true, away: 'person' })).toBe('person');
  expect(floorOf({ ...none, away: 'waiting', isOver: true })).toBe('over');
});
