import type { z } from 'zod';
import type { Operation } from './operation.ts';
import { Problem } from './problem.ts';

/** No operation takes more than a page of text. */
export const MAX_BODY_BYTES = 64 * 1024;
const MOST_ERRORS = 20;

const jsonTypes = /^application\/(merge-patch\+)?json\s*(;|$)/i;

/** Reads and checks all that an operation is given. @throws {Problem} naming every field that is wrong. */
export async function readRequest(
  request: Request,
  operation: Operation,
  raw: { path: Record<string, string>; query: URLSearchParams },
): Promise<{ path: unknown; query: unknown; body: unknown }> {
  const sent = operation.body === null ? undefined : await readJson(request);
  const query = readQuery(raw.query);
  refuseNul({ path: raw.path, query, body: sent });
  return {
    path: check(operation.params, raw.path),
    query: check(operation.query, query),
    body: operation.body === null ? undefined : check(operation.body, sent),
  };
}

async function readJson(request: Request): Promise<unknown> {
  if (!jsonTypes.test(request.headers.get('content-type') ?? ''))
    throw new Problem('unsupported-media-type', 'Send JSON, with content-type application/json.');
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('bad-request', 'The body is not JSON.');
  }
}

/** Stops at the limit, whatever length was announced. */
async function readText(request: Request): Promise<string> {
  const tooLarge = () => new Problem('payload-too-large', `The body is larger than ${MAX_BODY_BYTES / 1024} KB.`);
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** In a query an unescaped `+` reads as a space: an offset that was written so is put right. */
const lostPlus = /^(\d{4}-\d\d-\d\dT[\d:.]+) (\d\d:\d\d)$/;

function readQuery(search: URLSearchParams): Record<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of search) {
    if (query.has(name)) throw new Problem('bad-request', { detail: `${name} is given twice.`, field: name });
    query.set(name, value.replace(lostPlus, '$1+$2'));
  }
  return Object.fromEntries(query);
}

/** No text of ours holds the character 0, and Postgres takes none. */
function refuseNul(value: unknown, field = ''): void {
  if (typeof value === 'string' && value.includes('\0')) {
    const name = field.replace(/^(path|query|body)\.?/, '');
    throw new Problem('bad-request', {
      detail: `${name || 'The body'} holds a character that no text has.`,
      field: name,
    });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    refuseNul(name, field);
    refuseNul(inner, field === '' ? name : `${field}.${name}`);
  }
}

function check(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value, { error: describe });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(toErrors).slice(0, MOST_ERRORS);
  const first = errors[0] ?? { field: '', detail: 'The request is not understood.' };
  throw new Problem('bad-request', { ...first, errors });
}

/** For issues whose schema has no words of its own. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `is not ${articleOf(issue.expected)}`;
  return undefined;
}

const articleOf = (type: string) => (/^[aeio]/.test(type) ? `an ${type}` : `a ${type}`);

function toErrors(issue: z.core.$ZodIssue): { field: string; detail: string }[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: [...at, key].join('.'), detail: `${key} is not known here.` }));
  const field = at.join('.');
  return [{ field, detail: `${field === '' ? 'The body' : field} ${issue.message.replace(/\.$/, '')}.` }];
}
