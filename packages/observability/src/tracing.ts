import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** The keys that a span may hold, beside durations (`…Ms`, numbers). All else is dropped: a name, a number or a sentence that somebody passes along never leaves the process. */
const allowedKeys = new Set([
  'callId',
  'clinicId',
  'code',
  'endedBy',
  'errorType',
  'interface',
  'isInterrupted',
  'isOk',
  'isUnclear',
  'job',
  'language',
  'operation',
  'outcome',
  'provider',
  'stage',
  'status',
  'table',
  'tool',
  'turnId',
  'who',
]);

/** Identifiers and words of a program: no spaces, no script but Latin, nothing that looks like a telephone number. */
const plain = /^[\w.:/+-]{1,80}$/;
const isTelephone = (text: string): boolean => /\d{7}/.test(text) && !isId(text);
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

export type SpanFields = Record<string, string | number | boolean | null | undefined>;

/** The name under which our spans leave; those of libraries do not. */
export const TRACER = 'vaani';

/** Each copy of this module (Next compiles pages apart) sees the same switch. */
const holder = globalThis as typeof globalThis & { vaaniIsTracing?: boolean };

/** Whether anybody takes the spans. Where nobody does, no span is made. */
export const isTracing = (): boolean => holder.vaaniIsTracing === true;

export const setTracing = (isOn: boolean): void => {
  holder.vaaniIsTracing = isOn;
};

/** A span that lasts longer than one piece of work: a call. */
export interface OpenSpan {
  /** Runs work as a part of it. */
  within<T>(work: () => T): T;
  /** A part that is known only when it is over. Epoch milliseconds. @returns what parts of it go to. */
  add(name: string, times: { startedAt: number; endedAt: number }, fields?: SpanFields): OpenSpan;
  end(fields?: SpanFields, endedAt?: number): void;
}

const none: OpenSpan = { within: (work) => work(), add: () => none, end: () => undefined };

/** Begins a span of its own, with no parent. */
export function openSpan(name: string, fields: SpanFields = {}, startedAt?: number): OpenSpan {
  if (!isTracing()) return none;
  return wrap(begin(name, fields, ROOT_CONTEXT, startedAt), ROOT_CONTEXT);
}

function wrap(span: Span, parent: Context): OpenSpan {
  const inside = trace.setSpan(parent, span);
  return {
    within: (work) => context.with(inside, work),
    add(name, { startedAt, endedAt }, fields = {}) {
      const part = begin(name, fields, inside, startedAt);
      part.end(endedAt);
      return wrap(part, inside);
    },
    end(more = {}, endedAt) {
      span.setAttributes(attributesOf(more));
      span.end(endedAt);
    },
  };
}

/**
 * Runs work as a span within the one under way. Of an error its type and code are kept, never its words.
 * @param options.isRoot begins a trace of its own.
 */
export async function traced<T>(
  name: string,
  fields: SpanFields,
  work: () => Promise<T>,
  options: { isRoot?: boolean } = {},
): Promise<T> {
  if (!isTracing()) return work();
  const parent = options.isRoot === true ? ROOT_CONTEXT : context.active();
  const span = begin(name, fields, parent);
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    failed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

const begin = (name: string, fields: SpanFields, parent: Context, startTime?: number): Span =>
  trace
    .getTracer(TRACER)
    .startSpan(name, { attributes: attributesOf(fields), ...(startTime === undefined ? {} : { startTime }) }, parent);

function failed(span: Span, error: unknown): void {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttributes(attributesOf({ errorType: error instanceof Error ? error.name : 'unknown', code }));
}

function attributesOf(fields: SpanFields): Attributes {
  const kept: Attributes = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue;
    if (typeof value === 'number' && (key.endsWith('Ms') || allowedKeys.has(key))) kept[key] = value;
    else if (!allowedKeys.has(key)) continue;
    else if (typeof value !== 'string') kept[key] = value;
    else if (plain.test(value) && !isTelephone(value)) kept[key] = value;
  }
  return kept;
}
