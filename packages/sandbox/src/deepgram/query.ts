import type { Upgrade } from '../socket-room.ts';

/** What a client asked for on v1, read and checked. */
export interface NovaQuery {
  model: string;
  language: string;
  hasInterims: boolean;
  /** Milliseconds of silence that end an utterance; null where endpointing is off. */
  endpointingMs: number | null;
  utteranceEndMs: number | null;
  hasVadEvents: boolean;
  keyTerms: string[];
  tags: string[];
}

/** What a client asked for on v2. */
export interface FluxQuery {
  model: string;
  eagerThreshold: number | null;
  threshold: number;
  timeoutMs: number;
  keyTerms: string[];
  languageHints: string[];
  tags: string[];
}

/** What is wrong with a query, in the provider's words of an error. */
export class QueryError extends Error {
  override name = 'QueryError';
}

const flags = ['true', 'false'];
/** Takes a value of a parameter and says whether it is one. */
type Check = (value: string) => boolean;
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.includes(value);
const whole =
  (from: number, to: number): Check =>
  (value) =>
    /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to;
const share =
  (from: number, to: number): Check =>
  (value) =>
    /^(0|1|0?\.\d+|1\.0+)$/.test(value) && Number(value) >= from && Number(value) <= to;
const anyText: Check = (value) => value !== '' && value.length <= 200;

const novaModels = /^(nova-3(-general|-medical)?|nova-2(-[a-z]+)?)$/;
const nova2Languages = ['en', 'en-IN', 'en-US', 'hi', 'hi-Latn', 'es', 'multi'];
const nova3Languages = ['en', 'en-IN', 'en-US', 'hi', 'es', 'multi'];

const novaParameters: Record<string, Check> = {
  model: (value) => novaModels.test(value),
  language: anyText,
  encoding: oneOf(['mulaw', 'linear16']),
  sample_rate: oneOf(['8000', '16000', '24000']),
  channels: oneOf(['1']),
  interim_results: oneOf(flags),
  smart_format: oneOf(flags),
  punctuate: oneOf(flags),
  numerals: oneOf(flags),
  endpointing: (value) => value === 'false' || whole(10, 10_000)(value),
  utterance_end_ms: whole(1_000, 5_000),
  vad_events: oneOf(flags),
  keyterm: anyText,
  keywords: anyText,
  mip_opt_out: oneOf(flags),
  tag: anyText,
};

const fluxParameters: Record<string, Check> = {
  model: oneOf(['flux-general-en', 'flux-general-multi']),
  encoding: oneOf(['mulaw', 'linear16']),
  sample_rate: oneOf(['8000', '16000', '24000']),
  eager_eot_threshold: share(0.3, 0.9),
  eot_threshold: share(0.5, 0.9),
  eot_timeout_ms: whole(500, 10_000),
  keyterm: anyText,
  language_hint: anyText,
  numerals: oneOf(flags),
  mip_opt_out: oneOf(flags),
  tag: anyText,
};

const mayRepeat = new Set(['keyterm', 'keywords', 'language_hint', 'tag']);

function check(query: Upgrade['query'], known: Record<string, Check>): void {
  for (const name of new Set(query.keys())) {
    const isGood = known[name];
    if (isGood === undefined) throw new QueryError(`Unknown parameter: ${name}`);
    const values = query.getAll(name);
    if (values.length > 1 && !mayRepeat.has(name)) throw new QueryError(`${name} is given more than once`);
    const bad = values.find((value) => !isGood(value));
    if (bad !== undefined) throw new QueryError(`Invalid value for ${name}: ${bad}`);
  }
  if (query.get('model') === null) throw new QueryError('model is required');
  // The socket carries raw sound: without these nobody could tell what it is.
  if (query.get('encoding') === null || query.get('sample_rate') === null)
    throw new QueryError('encoding and sample_rate are required for raw audio');
}

/** @throws {QueryError} */
export function readNovaQuery(query: Upgrade['query']): NovaQuery {
  check(query, novaParameters);
  const model = query.get('model') ?? '';
  const isNova3 = model.startsWith('nova-3');
  const language = query.get('language') ?? 'en';
  if (!(isNova3 ? nova3Languages : nova2Languages).includes(language))
    throw new QueryError(`No such model/language combination found: ${model}, ${language}`);
  if (isNova3 && query.has('keywords')) throw new QueryError('Keywords are not supported for Nova-3: use keyterm');
  if (!isNova3 && query.has('keyterm')) throw new QueryError('keyterm is supported for Nova-3 only');
  const hasInterims = query.get('interim_results') === 'true';
  if (query.has('utterance_end_ms') && !hasInterims)
    throw new QueryError('utterance_end_ms requires interim_results=true');
  const endpointing = query.get('endpointing') ?? '10';
  const utteranceEnd = query.get('utterance_end_ms');
  return {
    model,
    language,
    hasInterims,
    endpointingMs: endpointing === 'false' ? null : Number(endpointing),
    utteranceEndMs: utteranceEnd === null ? null : Number(utteranceEnd),
    hasVadEvents: query.get('vad_events') === 'true',
    keyTerms: [...query.getAll('keyterm'), ...query.getAll('keywords')],
    tags: query.getAll('tag'),
  };
}

/** @throws {QueryError} */
export function readFluxQuery(query: Upgrade['query']): FluxQuery {
  check(query, fluxParameters);
  const model = query.get('model') ?? '';
  if (query.has('language_hint') && model !== 'flux-general-multi')
    throw new QueryError('language_hint is supported for flux-general-multi only');
  const eager = query.get('eager_eot_threshold');
  const threshold = Number(query.get('eot_threshold') ?? '0.7');
  if (eager !== null && Number(eager) > threshold)
    throw new QueryError('eager_eot_threshold must not exceed eot_threshold');
  return {
    model,
    eagerThreshold: eager === null ? null : Number(eager),
    threshold,
    timeoutMs: Number(query.get('eot_timeout_ms') ?? '5000'),
    keyTerms: query.getAll('keyterm'),
    languageHints: query.getAll('language_hint'),
    tags: query.getAll('tag'),
  };
}
