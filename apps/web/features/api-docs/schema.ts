/** The part of JSON Schema that the document uses and the page can show. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface DocumentOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

/** The last part of a reference: the name of what it refers to. */
export const nameOf = (ref: string): string => ref.split('/').at(-1) ?? '';

/** What a value may be, in a few words: `string (uuid)`, `list of Appointment`, `morning | evening`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.map(typeOf).join(' | ');
  const types = [schema.type ?? 'object'].flat().map((type) => ofOne(type, schema));
  return types.join(' | ') + bounds(schema);
}

function ofOne(type: string, schema: Schema): string {
  if (type === 'array') return `list of ${typeOf(schema.items ?? {})}`;
  return schema.format === undefined || type === 'null' ? type : `${type} (${schema.format})`;
}

function bounds({ minimum, maximum, maxLength }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum}–${maximum}`;
  return maxLength === undefined ? '' : `, ≤ ${maxLength}`;
}

/** The fields of an object, and of the objects within it that have no name of their own. */
export function fieldsOf(schema: Schema, at = ''): { path: string; isRequired: boolean; schema: Schema }[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const nested = inner.type === 'array' ? { schema: inner.items ?? {}, path: `${path}[]` } : { schema: inner, path };
    return [{ path, isRequired: required.has(name), schema: inner }, ...fieldsOf(nested.schema, nested.path)];
  });
}
