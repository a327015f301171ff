// Guards that a provider's key can be changed while the process runs, and that a bad file changes nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@vaani/observability';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProviderKeys } from './provider-keys.ts';

const environment = {
  DATABASE_URL: 'postgres://vaani_app:x@db:5432/vaani',
  REDIS_URL: 'redis://cache:6379',
  VAANI_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  VAANI_STREAM_SECRET: 's'.repeat(20) + 'c9'.repeat(10),
  TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef',
  OPENAI_API_KEY: 'openai-before',
};
const said: string[] = [];
const logger = createLogger({
  service: 'voice',
  level: 'info',
  destination: { write: (line) => void said.push(line) },
});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaani-keys-'));
  file = join(folder, 'keys');
  said.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

it('goes before the environment’s, and is another one when the file is read anew', () => {
  writeFileSync(file, 'DEEPGRAM_API_KEY=deepgram-one\nVAANI_DEEPGRAM_MODEL=nova-2\n');
  const keys = createProviderKeys({ environment, file, logger });
  expect(keys.accounts()).toMatchObject({
    deepgram: { apiKey: 'deepgram-one', model: 'nova-3' },
    openai: { apiKey: 'openai-before' },
    cartesia: null,
  });
  writeFileSync(file, '# Changed in May.\nDEEPGRAM_API_KEY="deepgram-two"\nOPENAI_API_KEY=openai-after\n');
  expect(keys.accounts().deepgram?.apiKey).toBe('deepgram-one');
  keys.reload();
  expect(keys.accounts()).toMatchObject({ deepgram: { apiKey: 'deepgram-two' }, openai: { apiKey: 'openai-after' } });
});

it('stays where the file is gone, has none, or has a bad one; no key is written to the log', () => {
  writeFileSync(file, 'DEEPGRAM_API_KEY=deepgram-one\n');
  const keys = createProviderKeys({ environment, file, logger });
  for (const text of ['', 'DEEPGRAM_API_KEY=short\n', 'DEEPGRAM_API_KEY="has a space"\n']) {
    writeFileSync(file, text);
    keys.reload();
    expect(keys.accounts().deepgram?.apiKey).toBe('deepgram-one');
  }
  rmSync(file);
  keys.reload();
  expect(keys.accounts().deepgram?.apiKey).toBe('deepgram-one');
  expect(said.filter((line) => line.includes('could not be read anew')).length).toBe(3);
  expect(said.join()).not.toMatch(/deepgram-one|has a space"/);
});

it('is the environment’s where there is no file', () => {
  const keys = createProviderKeys({ environment, file: undefined, logger });
  keys.reload();
  expect(keys.accounts().openai?.apiKey).toBe('openai-before');
});
