import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { exportBucket, exportBucketShape } from './export-bucket.ts';
import { type KeyRing, parseKeyRing } from './key-ring.ts';
import { messageAccounts, messageShape, twilioShape } from './message-accounts.ts';
import { SettingsError, trimSlash, url } from './settings-parts.ts';
import { voiceAccounts, voiceAccountsShape } from './voice-accounts.ts';
import { voiceOriginsShape } from './voice-origins.ts';
import { voicePricesShape } from './voice-prices.ts';

export { SettingsError };

/** The environment as it comes from the process: read by `main.ts` files and scripts, and handed here. */
export type Environment = Record<string, string | undefined>;

/** A number of a setting, refused in words. */
const within = (min: number, max: number, what: string) => {
  const error = `is not ${what} from ${min} to ${max}`;
  return z.coerce.number({ error }).min(min, { error }).max(max, { error });
};
const whole = (min: number, max: number, what: string) =>
  within(min, max, what).int({ error: `is not ${what} from ${min} to ${max}` });

const portSchema = whole(1, 65_535, 'a port');

/** Secrets that are printed in documents or made for demos: production refuses them. */
const demoSecret = /^(demo|changeme|change-me|secret|password|test|example|vaani)|^(.)\2*$/i;

const secretSchema = z.string().min(32, 'is shorter than 32 characters');

const baseShape = {
  VAANI_ENV: z.enum(['local', 'production'], { error: 'is either local or production' }).default('local'),
  /** 1.3 unless a server can do no better than 1.2. */
  VAANI_TLS_MIN: z.enum(['1.2', '1.3'], { error: 'is either 1.2 or 1.3' }).default('1.3'),
  /** A collector for spans (OTLP over HTTP). Without: no span is made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?$/, 'is not an http(s):// address').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

const databaseShape = {
  DATABASE_URL: url(/^postgres(ql)?$/, 'is not a postgres:// address'),
  VAANI_KEYS: z.string({ error: 'is missing' }),
};

const redisShape = { REDIS_URL: url(/^rediss?$/, 'is not a redis:// address') };

const publicShape = {
  VAANI_WEB_URL: url(/^https?$/, 'is not an http(s):// address').default('http://localhost:3000'),
  VAANI_VOICE_URL: url(/^https?$/, 'is not an http(s):// address').default('http://localhost:3100'),
};

const voiceShape = {
  ...baseShape,
  ...databaseShape,
  ...redisShape,
  ...publicShape,
  VAANI_VOICE_PORT: portSchema.default(3100),
  VAANI_HOST: z.string().default('127.0.0.1'),
  VAANI_STREAM_SECRET: secretSchema,
  ...twilioShape,
  ...voiceAccountsShape,
  ...voicePricesShape,
  /** Lines of NAME=key for the providers of the voice, before the environment's: read anew at SIGHUP. */
  VAANI_PROVIDER_KEYS_FILE: z.string().optional(),
  VAANI_TWILIO_API_URL: messageShape.VAANI_TWILIO_API_URL,
  VAANI_WORKER_ID: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'takes letters, digits, _ and -')
    .optional(),
  VAANI_MAX_CALLS: whole(1, 10_000, 'a number of calls').default(50),
  VAANI_MAX_CALL_MINUTES: within(1, 240, 'a number of minutes').default(10),
  VAANI_AUDIO_BUFFER_SECONDS: within(1, 120, 'a number of seconds').default(30),
  VAANI_LOCAL_SPEECH_CALLS: whole(0, 10_000, 'a number of calls').default(2 * availableParallelism()),
};

const webShape = {
  ...baseShape,
  ...databaseShape,
  ...redisShape,
  ...publicShape,
  ...voiceOriginsShape,
  ...messageShape,
  ...voicePricesShape,
  ...exportBucketShape,
  VAANI_WEB_PORT: portSchema.default(3000),
  /** Lets whoever knows it make the first admin, while there is none. `npm start` makes one up. */
  VAANI_SETUP_CODE: z.string().min(12, 'is shorter than 12 characters').max(100, 'is too long').optional(),
  NEXTAUTH_SECRET: secretSchema,
  NEXTAUTH_URL: url(/^https?$/, 'is not an http(s):// address').optional(),
};

const workerShape = {
  ...baseShape,
  ...databaseShape,
  ...redisShape,
  ...publicShape,
  ...messageShape,
  ...voiceAccountsShape,
  ...voicePricesShape,
  VAANI_WORKER_PORT: portSchema.default(3200),
  VAANI_HOST: z.string().default('127.0.0.1'),
};

type Shape = Record<string, z.ZodType>;
type Parsed<S extends Shape> = z.infer<z.ZodObject<S>>;

/** Reads settings, refusing with one sentence a setting; in production also secrets that are known from documents. */
function read<S extends Shape>(shape: S, environment: Environment): Parsed<S> {
  const given = Object.fromEntries(Object.keys(shape).map((name) => [name, environment[name] || undefined]));
  const parsed = z.object(shape).safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return given[name] === undefined ? `${name} is missing.` : `${name} ${issue.message.replace(/\.$/, '')}.`;
    });
    throw new SettingsError([...new Set(sentences)].join(' '));
  }
  if (environment.VAANI_ENV === 'production') {
    refuseDemoSecrets(environment, Object.keys(shape));
    refusePlainConnections(environment, Object.keys(shape));
  }
  return parsed.data as Parsed<S>;
}

const secretNames = ['NEXTAUTH_SECRET', 'VAANI_STREAM_SECRET', 'TWILIO_AUTH_TOKEN', 'VAANI_KEYS'] as const;

function refuseDemoSecrets(environment: Environment, names: string[]): void {
  for (const name of secretNames) {
    const value = environment[name];
    if (names.includes(name) && value !== undefined && demoSecret.test(value)) {
      throw new SettingsError(`${name} is a demo value: production needs one of its own.`);
    }
  }
}

const providerAddresses = [
  'VAANI_DEEPGRAM_URL',
  'VAANI_OPENAI_URL',
  'VAANI_SECOND_MODEL_URL',
  'VAANI_CARTESIA_URL',
  'VAANI_TWILIO_API_URL',
];

/** In production what travels between machines is encrypted, and the other end has shown who it is. */
function refusePlainConnections(environment: Environment, names: string[]): void {
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) {
    const value = environment[name];
    if (!names.includes(name) || value === undefined) continue;
    if (new URL(value).searchParams.get('sslmode') !== 'verify-full') {
      throw new SettingsError(`${name} has no sslmode=verify-full: production talks to Postgres over TLS only.`);
    }
  }
  if (names.includes('VAANI_EXPORT_BUCKET_URL') && environment.VAANI_EXPORT_BUCKET_URL?.startsWith('http:')) {
    throw new SettingsError(
      'VAANI_EXPORT_BUCKET_URL is not an https:// address: production lets exports out over TLS only.',
    );
  }
  for (const name of ['VAANI_TWILIO_API_URL', 'VAANI_SENDGRID_API_URL']) {
    if (names.includes(name) && environment[name]?.startsWith('http:')) {
      throw new SettingsError(`${name} is not an https:// address: production talks to providers over TLS only.`);
    }
  }
  for (const name of providerAddresses) {
    if (names.includes(name) && environment[name]?.startsWith('http:')) {
      throw new SettingsError(`${name} is not an https:// address: production sends what callers say over TLS only.`);
    }
  }
  if (names.includes('VAANI_VOICE_ORIGINS') && environment.VAANI_VOICE_ORIGINS?.includes('http:')) {
    throw new SettingsError('VAANI_VOICE_ORIGINS has an http:// origin: production takes headsets over TLS only.');
  }
  if (names.includes('REDIS_URL') && environment.REDIS_URL?.startsWith('redis:')) {
    throw new SettingsError('REDIS_URL is not a rediss:// address: production talks to Redis over TLS only.');
  }
}

function readKeyRing(text: string): KeyRing {
  try {
    return parseKeyRing(text);
  } catch (cause) {
    throw new SettingsError(
      `VAANI_KEYS cannot be read: ${cause instanceof Error ? cause.message : 'not a key ring'}.`,
      { cause },
    );
  }
}

/** What every service is told. */
function common(s: Parsed<typeof baseShape & typeof databaseShape & typeof redisShape>) {
  return {
    isProduction: s.VAANI_ENV === 'production',
    tlsMinVersion: `TLSv${s.VAANI_TLS_MIN}` as const,
    logLevel: s.LOG_LEVEL,
    otlpEndpoint: s.OTEL_EXPORTER_OTLP_ENDPOINT,
    databaseUrl: s.DATABASE_URL,
    keyRing: readKeyRing(s.VAANI_KEYS),
    redisUrl: s.REDIS_URL,
  };
}

/** What apps/voice can be told. @throws {SettingsError} */
export function voiceSettings(environment: Environment) {
  const s = read(voiceShape, environment);
  return {
    ...common(s),
    host: s.VAANI_HOST,
    port: s.VAANI_VOICE_PORT,
    providerKeysFile: s.VAANI_PROVIDER_KEYS_FILE,
    /** The public origin that Twilio was given; signatures are checked against it. */
    voiceUrl: trimSlash(s.VAANI_VOICE_URL),
    webUrl: trimSlash(s.VAANI_WEB_URL),
    streamSecret: s.VAANI_STREAM_SECRET,
    twilioAuthToken: s.TWILIO_AUTH_TOKEN,
    twilioAccountSid: s.TWILIO_ACCOUNT_SID,
    twilioApiUrl: trimSlash(s.VAANI_TWILIO_API_URL),
    accounts: voiceAccounts(s),
    prices: s.VAANI_PRICES,
    workerId: s.VAANI_WORKER_ID,
    maxCalls: s.VAANI_MAX_CALLS,
    maxCallMs: s.VAANI_MAX_CALL_MINUTES * 60_000,
    audioBufferMs: s.VAANI_AUDIO_BUFFER_SECONDS * 1_000,
    localSpeechCalls: s.VAANI_LOCAL_SPEECH_CALLS,
  };
}
export type VoiceSettings = ReturnType<typeof voiceSettings>;

/** The account of the model that a command tries, or null where no key is set. @throws {SettingsError} naming what is wrong. */
export const modelAccount = (environment: Environment) => voiceAccountsFrom(environment).openai;

/** The accounts of providers that a command uses, each null where no key is set. @throws {SettingsError} naming what is wrong. */
export const voiceAccountsFrom = (environment: Environment) => voiceAccounts(read(voiceAccountsShape, environment));

/** What apps/web can be told. @throws {SettingsError} */
export function webSettings(environment: Environment) {
  const s = read(webShape, environment);
  return {
    ...common(s),
    port: s.VAANI_WEB_PORT,
    webUrl: trimSlash(s.NEXTAUTH_URL ?? s.VAANI_WEB_URL),
    voiceUrl: trimSlash(s.VAANI_VOICE_URL),
    /** Where voice workers are reached beside that one. */
    voiceOrigins: s.VAANI_VOICE_ORIGINS,
    authSecret: s.NEXTAUTH_SECRET,
    /** Makes the first admin; none: nobody can. */
    setupCode: s.VAANI_SETUP_CODE,
    messageAccounts: messageAccounts(s),
    prices: s.VAANI_PRICES,
    exportBucket: exportBucket(s),
  };
}
export type WebSettings = ReturnType<typeof webSettings>;

/** What apps/worker can be told. @throws {SettingsError} */
export function workerSettings(environment: Environment) {
  const s = read(workerShape, environment);
  return {
    ...common(s),
    host: s.VAANI_HOST,
    port: s.VAANI_WORKER_PORT,
    /** Where the links in messages lead, and where providers report to. */
    webUrl: trimSlash(s.VAANI_WEB_URL),
    /** Where Twilio asks what to say in calls that are placed. */
    voiceUrl: trimSlash(s.VAANI_VOICE_URL),
    messageAccounts: messageAccounts(s),
    /** Who writes the summaries of calls. */
    accounts: voiceAccounts(s),
    prices: s.VAANI_PRICES,
  };
}
export type WorkerSettings = ReturnType<typeof workerSettings>;

const productionShape = {
  DATABASE_URL: databaseShape.DATABASE_URL,
  DATABASE_OWNER_URL: url(/^postgres(ql)?$/, 'is not a postgres:// address'),
  REDIS_URL: redisShape.REDIS_URL,
  VAANI_KEYS: databaseShape.VAANI_KEYS,
  NEXTAUTH_SECRET: secretSchema,
  VAANI_STREAM_SECRET: secretSchema,
  TWILIO_AUTH_TOKEN: voiceShape.TWILIO_AUTH_TOKEN,
  VAANI_WEB_URL: url(/^https$/, 'is not an https:// address'),
  VAANI_VOICE_URL: url(/^https$/, 'is not an https:// address'),
};

/**
 * All that production must bring: nothing of it is made up at the start.
 * @throws {SettingsError} naming each missing, short or demo value.
 */
export function productionSettings(environment: Environment): Record<keyof typeof productionShape, string> {
  const settings = read(productionShape, { ...environment, VAANI_ENV: 'production' });
  readKeyRing(settings.VAANI_KEYS);
  return settings;
}

const machineShape = {
  VAANI_ENV: baseShape.VAANI_ENV,
  VAANI_HOME: z.string().min(1).default('.vaani'),
  VAANI_WEB_PORT: portSchema.default(3000),
  VAANI_VOICE_PORT: portSchema.default(3100),
  VAANI_WORKER_PORT: portSchema.default(3200),
  VAANI_POSTGRES_PORT: portSchema.default(54_329),
  VAANI_REDIS_PORT: portSchema.default(63_799),
  DATABASE_URL: databaseShape.DATABASE_URL.optional(),
  DATABASE_OWNER_URL: databaseShape.DATABASE_URL.optional(),
  REDIS_URL: redisShape.REDIS_URL.optional(),
};

/** What `npm start` can be told about this machine: the state folder, ports, and servers that are there already. @throws {SettingsError} */
export function machineSettings(environment: Environment) {
  const s = read(machineShape, environment);
  return {
    isProduction: s.VAANI_ENV === 'production',
    home: s.VAANI_HOME,
    ports: {
      web: s.VAANI_WEB_PORT,
      voice: s.VAANI_VOICE_PORT,
      worker: s.VAANI_WORKER_PORT,
      postgres: s.VAANI_POSTGRES_PORT,
      redis: s.VAANI_REDIS_PORT,
    },
    databaseUrl: s.DATABASE_URL,
    databaseOwnerUrl: s.DATABASE_OWNER_URL,
    redisUrl: s.REDIS_URL,
  };
}
export type MachineSettings = ReturnType<typeof machineSettings>;
