// Guards that a call has one owner, whom others see, and who does not keep it by going away.
import { expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.ts';
import type { Colleague } from './desk.ts';
import { createOwnership } from './ownership.ts';

const asha: Colleague = { userId: '01900000-0000-7000-8000-0000000000a1', name: 'Asha' };
const ravi: Colleague = { userId: '01900000-0000-7000-8000-0000000000a2', name: 'Ravi' };

function world() {
  const clock = createManualClock();
  const seen: (string | null)[] = [];
  return { clock, seen, ownership: createOwnership({ clock, onChange: (owner) => seen.push(owner?.name ?? null) }) };
}

it('is the first who claims it, and stays so until they let go', () => {
  const { ownership, seen } = world();
  expect(ownership.claim(asha)).toBeNull();
  expect(ownership.claim(ravi)).toBe('Asha has this call.');
  expect(ownership.release(ravi)).toBe('Asha has this call.');
  expect(ownership.claim(asha)).toBeNull();
  expect(ownership.release(asha)).toBeNull();
  expect(ownership.claim(ravi)).toBeNull();
  expect(seen).toEqual(['Asha', null, 'Ravi']);
});

it('is nobody any more after two minutes in which they did nothing, unless they speak', () => {
  const { clock, ownership } = world();
  ownership.claim(asha);
  clock.pass(119_000);
  ownership.claim(asha);
  clock.pass(119_000);
  expect(ownership.owner).toEqual(asha);
  ownership.keep(true);
  clock.pass(600_000);
  expect(ownership.owner).toEqual(asha);
  ownership.keep(false);
  clock.pass(120_000);
  expect(ownership.owner).toBeNull();
  expect(clock.timers).toBe(0);
});

it('leaves no timer when the call is over', () => {
  const { clock, ownership } = world();
  ownership.claim(asha);
  ownership.clear();
  expect(clock.timers).toBe(0);
});
