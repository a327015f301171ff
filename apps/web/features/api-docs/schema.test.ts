// Guards what the page says about a value: short, and nothing left out that a caller needs.
import { expect, it } from 'vitest';
import { fieldsOf, typeOf } from './schema.ts';

it.each([
  [{ type: 'string', format: 'uuid' }, 'string (uuid)'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ type: 'integer', minimum: 1, maximum: 200 }, 'integer, 1–200'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Slot' } }, 'list of Slot'],
  [{ enum: ['a', 'b'] }, 'a | b'],
  [{ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, 'string (date) | null'],
])('says what a value may be: %j', (schema, said) => {
  expect(typeOf(schema)).toBe(said);
});

it('lists the fields of objects within', () => {
  const inner = { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] };
  const schema = {
    properties: { id: { type: 'string' }, spans: { type: 'array', items: inner } },
    required: ['spans'],
  };
  expect(fieldsOf(schema).map(({ path, isRequired }) => [path, isRequired])).toEqual([
    ['id', false],
    ['spans', true],
    ['spans[].to', true],
  ]);
});
