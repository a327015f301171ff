import pino from 'pino';

/**
 * The keys that a log line may hold. All else is dropped before it is written: a name, a number or a sentence that
 * somebody passes along by mistake never reaches a log.
 */
const allowedKeys = new Set([
  'appointmentId',
  'attempt',
  'callId',
  'callSid',
  'clinicId',
  'code',
  'count',
  'doctorId',
  'durationMs',
  'event',
  'gapMs',
  'holdId',
  'job',
  'jobId',
  'kind',
  'language',
  'limit',
  'method',
  'operation',
  'outcome',
  'patientId',
  'phase',
  'pid',
  'port',
  'provider',
  'reason',
  'requestId',
  'route',
  'service',
  'signal',
  'stage',
  'state',
  'status',
  'tool',
  'turnId',
  'url',
  'userId',
  'version',
  'workerId',
  'error',
]);

type Fields = Record<string, string | number | boolean | null | undefined | Error>;

/** Writes one JSON line a message. `message` is a constant sentence: values go into `fields`, of which only known keys pass. */
export interface Logger {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** A logger that puts `fields` on every line. */
  with(fields: Fields): Logger;
}

/** @param options.destination where lines go; standard output by default (tests read them back). */
export function createLogger(options: {
  service: string;
  level?: string;
  destination?: { write(line: string): void };
}): Logger {
  const settings = {
    level: options.level ?? 'info',
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return wrap(options.destination ? pino(settings, options.destination) : pino(settings));
}

function wrap(logger: pino.Logger): Logger {
  return {
    debug: (message, fields) => logger.debug(redact(fields), message),
    info: (message, fields) => logger.info(redact(fields), message),
    warn: (message, fields) => logger.warn(redact(fields), message),
    error: (message, fields) => logger.error(redact(fields), message),
    with: (fields) => wrap(logger.child(redact(fields))),
  };
}

/** Keeps allow-listed keys. Of an error its name, code and own code frames remain: a message may quote what was said. */
function redact(fields: Fields | undefined): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields ?? {})) {
    if (!allowedKeys.has(key) || value === undefined) continue;
    kept[key] = value instanceof Error ? describeError(value) : value;
  }
  return kept;
}

function describeError(error: Error): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {};
  return { name: error.name, ...code, frames, ...cause };
}
