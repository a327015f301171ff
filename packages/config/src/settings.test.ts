import { describe, expect, it } from 'vitest';
import {
  type Environment,
  machineSettings,
  productionSettings,
  SettingsError,
  voiceSettings,
  webSettings,
} from './settings.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const good: Environment = {
  VAANI_ENV: 'production',
  DATABASE_URL: 'postgres://vaani_app:x@db:5432/vaani?sslmode=verify-full',
  DATABASE_OWNER_URL: 'postgres://vaani_owner:x@db:5432/vaani?sslmode=verify-full',
  REDIS_URL: 'rediss://cache:6379',
  VAANI_KEYS: `k1:${key}`,
  NEXTAUTH_SECRET: 'n'.repeat(20) + 'b7'.repeat(10),
  VAANI_STREAM_SECRET: 's'.repeat(20) + 'c9'.repeat(10),
  TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef',
  VAANI_WEB_URL: 'https://desk.clinic.in',
  VAANI_VOICE_URL: 'https://voice.clinic.in/',
};

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return error instanceof Error ? error.message : '';
  }
  return expect.fail('nothing was refused');
};

describe('production', () => {
  it('takes what is whole', () => {
    expect(productionSettings(good).REDIS_URL).toBe('rediss://cache:6379');
    expect(voiceSettings(good).voiceUrl).toBe('https://voice.clinic.in');
  });

  it.each([
    'DATABASE_URL',
    'DATABASE_OWNER_URL',
    'REDIS_URL',
    'VAANI_KEYS',
    'NEXTAUTH_SECRET',
    'VAANI_STREAM_SECRET',
    'TWILIO_AUTH_TOKEN',
  ])('names %s when it is missing', (name) => {
    expect(messageOf(() => productionSettings({ ...good, [name]: undefined }))).toBe(`${name} is missing.`);
    expect(messageOf(() => productionSettings({ ...good, [name]: '' }))).toBe(`${name} is missing.`);
  });

  it.each([
    ['NEXTAUTH_SECRET', 'changeme-changeme-changeme-changeme', /^NEXTAUTH_SECRET is a demo value/],
    ['VAANI_STREAM_SECRET', 'a'.repeat(40), /^VAANI_STREAM_SECRET is a demo value/],
    ['NEXTAUTH_SECRET', 'short', /^NEXTAUTH_SECRET is shorter than 32/],
    ['VAANI_KEYS', 'k1:AAAA', /^VAANI_KEYS cannot be read: key k1 of the key ring is 3 bytes, not 32/],
    ['DATABASE_URL', 'postgres://db/vaani', /^DATABASE_URL has no sslmode=verify-full/],
    ['REDIS_URL', 'redis://cache:6379', /^REDIS_URL is not a rediss/],
    ['VAANI_WEB_URL', 'http://desk.clinic.in', /^VAANI_WEB_URL is not an https/],
  ])('refuses %s = %s', (name, value, sentence) => {
    expect(messageOf(() => productionSettings({ ...good, [name]: value }))).toMatch(sentence);
  });

  it('never repeats a value', () => {
    expect(messageOf(() => productionSettings({ ...good, DATABASE_URL: 'mysql://root:hunter2@db' }))).not.toContain(
      'hunter2',
    );
  });
});

describe('one machine', () => {
  it('has a default for everything', () => {
    expect(machineSettings({})).toMatchObject({
      isProduction: false,
      home: '.vaani',
      ports: { web: 3000, voice: 3100 },
    });
  });

  it('says which port is none', () => {
    for (const VAANI_WEB_PORT of ['70000', '0', '1.5', 'web'])
      expect(messageOf(() => machineSettings({ VAANI_WEB_PORT }))).toBe(
        'VAANI_WEB_PORT is not a port from 1 to 65535.',
      );
  });
});

describe('where voice workers are reached', () => {
  const web = (VAANI_VOICE_ORIGINS: string) =>
    webSettings({ ...good, NEXTAUTH_URL: good.VAANI_WEB_URL, VAANI_VOICE_ORIGINS });

  it('may be several, over TLS in production', () => {
    expect(web('https://voice-2.clinic.in').voiceOrigins).toEqual(['https://voice-2.clinic.in']);
    expect(messageOf(() => web('http://voice-2.clinic.in'))).toMatch(/^VAANI_VOICE_ORIGINS has an http:/);
    expect(messageOf(() => web('voice-2'))).toMatch(/^VAANI_VOICE_ORIGINS has voice-2, which is not an origin/);
  });
});

describe('a bucket for exports', () => {
  const web = (more: Environment) => webSettings({ ...good, NEXTAUTH_URL: good.VAANI_WEB_URL, ...more });
  const whole = {
    VAANI_EXPORT_BUCKET_URL: 'https://store.example.org/exports/',
    VAANI_EXPORT_KEY_ID: 'AKEY',
    VAANI_EXPORT_SECRET: 'a secret of some length',
  };

  it('is none, or whole', () => {
    expect(web({}).exportBucket).toBeNull();
    expect(web(whole).exportBucket).toEqual({
      ...{ url: 'https://store.example.org/exports', region: 'us-east-1', keyId: 'AKEY' },
      secret: 'a secret of some length',
    });
    for (const name of ['VAANI_EXPORT_KEY_ID', 'VAANI_EXPORT_SECRET'])
      expect(messageOf(() => web({ ...whole, [name]: '' }))).toBe(`${name} is missing.`);
  });

  it('is reached over TLS in production', () => {
    expect(messageOf(() => web({ ...whole, VAANI_EXPORT_BUCKET_URL: 'http://store.example.org/exports' }))).toMatch(
      /^VAANI_EXPORT_BUCKET_URL is not an https/,
    );
  });
});
