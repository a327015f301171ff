import { z } from 'zod';
import { instantOut } from './fields.ts';

/** Every kind of refusal there is (RFC 9457): its status, and what it means. `/api/docs` has an anchor for each. */
export const problems = {
  'bad-request': { status: 400, title: 'The request is not understood' },
  unauthorised: { status: 401, title: 'A good key is needed' },
  forbidden: { status: 403, title: 'This key may not do that' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This address does not do that' },
  'not-acceptable': { status: 406, title: 'The answer has another format' },
  conflict: { status: 409, title: 'It cannot be done as things stand' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The request has another format' },
  'not-processable': { status: 422, title: 'The request names something that is not there' },
  'key-reused': { status: 422, title: 'This idempotency key was used for another request' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something failed here' },
  unavailable: { status: 503, title: 'Not possible just now' },
} as const;

export type ProblemKind = keyof typeof problems;
export const problemKinds = Object.keys(problems) as ProblemKind[];

/** A free time, as it is offered instead of one that could not be had. */
export const slotOut = z
  .object({
    doctorId: z.uuid(),
    serviceId: z.uuid(),
    branchId: z.uuid(),
    startsAt: instantOut,
    endsAt: instantOut,
  })
  .meta({ id: 'Slot', description: 'A stretch of a doctor’s time that can be booked.' });

export const problemOut = z
  .object({
    type: z.string().meta({ description: 'An address that explains this kind of problem.' }),
    title: z.string(),
    status: z.int().meta({ minimum: 400, maximum: 599 }),
    detail: z.string().meta({ description: 'What is wrong with this very request, for a person to read.' }),
    requestId: z.string().meta({ description: 'Name it when you ask for help.' }),
    field: z.string().optional().meta({ description: 'The first field that is to blame.' }),
    errors: z
      .array(z.object({ field: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Every field that is to blame.' }),
    reason: z.string().optional().meta({
      description: 'For a conflict, one word: taken, busy, outside, same-time, same-day, too-many, status, …',
    }),
    alternatives: z.array(slotOut).optional().meta({ description: 'The nearest free times.' }),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused (RFC 9457).' });

/** What a problem says beyond its kind. */
export interface ProblemDetails {
  detail: string;
  field?: string | undefined;
  errors?: { field: string; detail: string }[];
  reason?: string;
  alternatives?: z.input<typeof slotOut>[];
  headers?: Record<string, string>;
}

/** Thrown where a request is refused. */
export class Problem extends Error {
  override name = 'Problem';
  readonly kind: ProblemKind;
  readonly details: ProblemDetails;

  constructor(kind: ProblemKind, details: ProblemDetails | string) {
    const whole = typeof details === 'string' ? { detail: details } : details;
    super(whole.detail);
    this.kind = kind;
    this.details = whole;
  }
}

/** The answer that says it. @param webUrl our public origin. */
export function problemResponse(problem: Problem, requestId: string, webUrl: string): Response {
  const { status, title } = problems[problem.kind];
  const { headers, detail, field, errors, reason, alternatives } = problem.details;
  const body: z.input<typeof problemOut> = {
    type: `${webUrl}/api/docs#${problem.kind}`,
    title,
    status,
    detail,
    requestId,
    ...(field === undefined || field === '' ? {} : { field }),
    ...(errors === undefined ? {} : { errors }),
    ...(reason === undefined ? {} : { reason }),
    ...(alternatives === undefined ? {} : { alternatives }),
  };
  return new Response(JSON.stringify(problemOut.parse(body)), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
