// Guards how a sentence is given away while it is written: whole words, in their order, none twice, and its end never too early.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextPiece, noBreath } from './breath.ts';

it('begins with two words, and goes on with two', () => {
  const first = nextPiece('Dr Sharma is free ', noBreath);
  expect(first?.piece).toBe('Dr Sharma');
  expect(nextPiece('Dr Sharma is free ', first?.breath ?? noBreath)?.piece).toBe('is free');
});

it('waits until a word is known to be whole', () => {
  expect(nextPiece('Dr Sha', noBreath)).toBeNull();
  expect(nextPiece('Dr Sharma', noBreath)).toBeNull();
  expect(nextPiece('Dr Sharma ', noBreath)?.piece).toBe('Dr Sharma');
});

it('gives every sentence as it is, however it is cut into tokens', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'ब', 'ा', '9', ','), minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.infiniteStream(fc.nat({ max: 5 })), (all, cuts) => {
      const sentence = all.join(' ');
      const pieces: string[] = [];
      let breath = noBreath;
      for (let until = 0; until < sentence.length; ) {
        until += 1 + (cuts.next().value ?? 0);
        const next = nextPiece(sentence.slice(0, until), breath);
        if (next === null) continue;
        pieces.push(next.piece);
        breath = next.breath;
      }
      const rest = sentence.slice(breath.given);
      expect(rest).not.toBe('');
      expect([...pieces, rest].join(' ')).toBe(sentence);
    }),
  );
});
