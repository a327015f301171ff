// Guards what procedures take and give: it comes through the wire as it went in.
import { expect, it } from 'vitest';
import { wire } from './wire.ts';

it.each([
  [{ from: '2026-11-30T04:30:00.000Z', ids: ['a', 'b'], count: 0, isOpen: false, note: null }],
  [[]],
  ['नमस्ते'],
  [null],
  [undefined],
])('brings %j', (value) => {
  expect(wire.deserialize(JSON.parse(JSON.stringify(wire.serialize(value))))).toEqual(value);
});
