import fc from 'fast-check';

/** The part of JSON Schema that the document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Surroundings {
  resolve(ref: string): Schema;
  /** Ids that exist, by what they are of: a random one would find nothing. */
  ids: Record<string, string[]>;
  /** Values of fields that mean more than their schema says, by name. */
  known: Record<string, unknown[]>;
  /** Instants and dates around which something happens. */
  now: number;
}

/** Values that fit a schema. @throws where the schema says something that is not understood here. */
export function valuesOf(schema: Schema, around: Surroundings, name = ''): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valuesOf(around.resolve(schema.$ref), around, name);
  const { [name]: known, ...others } = around.known;
  if (known !== undefined)
    return fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: valuesOf(schema, { ...around, known: others }, name) },
    );
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return fc.oneof(...options.map((option) => valuesOf(option, around, name)));
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return fc.oneof(...types.map((type) => ofType(type, schema, around, name)));
}

function ofType(type: string | undefined, schema: Schema, around: Surroundings, name: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000 });
    case 'string':
      return textsOf(schema, around, name);
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}, around), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object':
      return objectsOf(schema, around);
    default:
      throw new Error(`values of ${JSON.stringify(schema)} are not known`);
  }
}

function objectsOf(schema: Schema, around: Surroundings): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, valuesOf(inner, around, name)]),
  );
  return fc.record(fields, { requiredKeys: schema.required ?? [] });
}

const DAY_MS = 86_400_000;

function textsOf(schema: Schema, { ids, now }: Surroundings, name: string): fc.Arbitrary<string> {
  switch (schema.format) {
    case 'uuid': {
      const own = ids[name.replace(/Id$/, '')] ?? Object.values(ids).flat();
      return fc.oneof(
        { weight: 9, arbitrary: fc.nat().map((index) => own[index % own.length] ?? '') },
        { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
      );
    }
    case 'date-time':
      // On the quarter of an hour, so that some of them are slots.
      return fc
        .tuple(fc.integer({ min: -3 * 96, max: 10 * 96 }), fc.constantFrom('Z', '+05:30', '-04:00'))
        .map(([quarters, offset]) => {
          const minutes = offset === 'Z' ? 0 : offset === '+05:30' ? 330 : -240;
          const wall = new Date(Math.floor(now / 900_000) * 900_000 + quarters * 900_000 + minutes * 60_000);
          return `${wall.toISOString().slice(0, 19)}${offset}`;
        });
    case 'date':
      return fc.integer({ min: -3, max: 70 }).map((days) => new Date(now + days * DAY_MS).toISOString().slice(0, 10));
    case 'email':
      return fc.emailAddress();
    case 'uri':
      return fc.webUrl({ validSchemes: ['https'] });
    default:
  }
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  return fc
    .oneof(
      fc.string({
        unit: 'grapheme',
        minLength: schema.minLength ?? 0,
        maxLength: Math.min(schema.maxLength ?? 40, 40),
      }),
      fc.constantFrom('+916000700001', 'Asha', 'आशा कुलकर्णी', 'T-1', 'general', '0001', '🙂‍↕️', '\u202Eدكتور'),
    )
    .filter((text) => [...text].length <= (schema.maxLength ?? 1_000) && text.length >= (schema.minLength ?? 0))
    .filter((text) => text.length <= (schema.maxLength ?? 1_000) && !text.includes('\0'));
}

/** Makes something of a good value that its schema does not allow. */
export function spoil(value: Record<string, unknown>, schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const required = schema.required ?? [];
  const names = Object.keys(schema.properties ?? {});
  const wrong = fc.constantFrom<unknown>(
    {},
    [[]],
    1e99,
    '\0',
    '\uD800',
    'x'.repeat(3_000),
    { $ne: 1 },
    null,
    "' OR 1=1 --",
  );
  const ways: fc.Arbitrary<Record<string, unknown>>[] = [
    fc.constantFrom('note', '__proto__', 'clinicId', 'constructor').map((name) => {
      const more = { ...value };
      Object.defineProperty(more, name, { value: 'x', enumerable: true });
      return more;
    }),
  ];
  if (required.length > 0)
    ways.push(
      fc
        .constantFrom(...required)
        .map((name) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))),
    );
  if (names.length > 0)
    ways.push(fc.tuple(fc.constantFrom(...names), wrong).map(([name, bad]) => ({ ...value, [name]: bad })));
  return fc.oneof(...ways);
}
