// Guards who hears, thinks and speaks: none without a key, half an account refused, keys only over TLS in production.
import { describe, expect, it } from 'vitest';
import { type Environment, SettingsError, voiceSettings } from './settings.ts';

const base: Environment = {
  DATABASE_URL: 'postgres://vaani_app:x@db:5432/vaani?sslmode=verify-full',
  REDIS_URL: 'rediss://cache:6379',
  VAANI_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  VAANI_STREAM_SECRET: 's'.repeat(20) + 'c9'.repeat(10),
  TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef',
};
const accountsOf = (environment: Environment) => voiceSettings({ ...base, ...environment }).accounts;

describe('the accounts of a voice worker', () => {
  it('are none without a key, and an empty key is none', () => {
    const none = { deepgram: null, openai: null, secondModel: null, cartesia: null };
    expect(accountsOf({})).toEqual(none);
    expect(accountsOf({ DEEPGRAM_API_KEY: '', VAANI_DEEPGRAM_MODEL: 'nova-2' })).toEqual(none);
  });

  it('have their defaults', () => {
    const accounts = accountsOf({
      DEEPGRAM_API_KEY: 'dg-0123456789',
      OPENAI_API_KEY: 'sk-0123456789',
      CARTESIA_API_KEY: 'ca-0123456789',
    });
    expect(accounts.deepgram).toEqual({
      apiKey: 'dg-0123456789',
      apiUrl: 'https://api.deepgram.com',
      model: 'nova-3',
    });
    expect(accounts.openai).toMatchObject({ apiUrl: 'https://api.openai.com/v1', model: 'gpt-4o' });
    expect(accounts.cartesia).toMatchObject({ apiUrl: 'https://api.cartesia.ai', model: 'sonic-3' });
  });

  it('take other models and hosts', () => {
    const accounts = accountsOf({
      DEEPGRAM_API_KEY: 'dg-0123456789',
      VAANI_DEEPGRAM_MODEL: 'flux-general-multi',
      VAANI_DEEPGRAM_URL: 'http://127.0.0.1:4010/',
      VAANI_SECOND_MODEL_API_KEY: 'gw-0123456789',
      VAANI_SECOND_MODEL_URL: 'https://models.example.in/v1/',
      VAANI_SECOND_MODEL: 'meta-llama/Llama-4:turbo',
    });
    expect(accounts.deepgram).toMatchObject({ model: 'flux-general-multi', apiUrl: 'http://127.0.0.1:4010' });
    expect(accounts.secondModel).toEqual({
      apiKey: 'gw-0123456789',
      apiUrl: 'https://models.example.in/v1',
      model: 'meta-llama/Llama-4:turbo',
    });
  });

  it.each([
    [{ VAANI_SECOND_MODEL_API_KEY: 'gw-0123456789' }, /^VAANI_SECOND_MODEL_URL is missing: the second model is half/],
    [
      { VAANI_SECOND_MODEL: 'x', VAANI_SECOND_MODEL_URL: 'https://x.in' },
      /^VAANI_SECOND_MODEL_API_KEY is missing: the second/,
    ],
    [{ DEEPGRAM_API_KEY: 'short' }, /^DEEPGRAM_API_KEY is shorter than 8 characters\.$/],
    [{ OPENAI_API_KEY: 'sk 0123456789' }, /^OPENAI_API_KEY has a space in it\.$/],
    [{ VAANI_CARTESIA_URL: 'ftp://x' }, /^VAANI_CARTESIA_URL is not an http\(s\):\/\/ address\.$/],
    [{ VAANI_DEEPGRAM_MODEL: 'nova 3' }, /^VAANI_DEEPGRAM_MODEL is not the name of a model\.$/],
    [
      { VAANI_ENV: 'production', OPENAI_API_KEY: 'sk-0123456789', VAANI_OPENAI_URL: 'http://gateway.in/v1' },
      /^VAANI_OPENAI_URL is not an https:\/\/ address: production/,
    ],
  ] satisfies [Environment, RegExp][])('refuse %j', (environment, sentence) => {
    expect(() => accountsOf(environment)).toThrow(SettingsError);
    expect(() => accountsOf(environment)).toThrow(sentence);
  });
});
