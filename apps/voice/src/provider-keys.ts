import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Environment, type VoiceAccounts, voiceSettings } from '@vaani/config';
import type { Logger } from '@vaani/observability';

const names = ['DEEPGRAM_API_KEY', 'OPENAI_API_KEY', 'VAANI_SECOND_MODEL_API_KEY', 'CARTESIA_API_KEY'] as const;

/** The accounts of the voice's providers, whose keys can be changed while calls go on. */
export interface ProviderKeys {
  accounts(): VoiceAccounts;
  /** Reads the file anew. What cannot be read changes nothing, and is said. */
  reload(): void;
}

/**
 * @param options.environment what the process was started with: which providers there are, and their models, stands there and stays.
 * @param options.file lines of NAME=key, before the environment's: a mounted secret. Without one the keys are the environment's for good.
 * @throws {SettingsError} where the settings are not good at the start.
 */
export function createProviderKeys(options: {
  environment: Environment;
  file: string | undefined;
  logger: Logger;
}): ProviderKeys {
  const { environment, file, logger } = options;
  let keys: Environment = {};
  const read = (): { keys: Environment; accounts: VoiceAccounts } => {
    const found = file === undefined ? {} : parseEnv(readFileSync(file, 'utf8'));
    // A provider that was there at the start keeps its old key where the file has none.
    const all = { ...keys, ...Object.fromEntries(names.flatMap((name) => (found[name] ? [[name, found[name]]] : []))) };
    return { keys: all, accounts: voiceSettings({ ...environment, ...all }).accounts };
  };
  let now = read();
  keys = now.keys;
  return {
    accounts: () => now.accounts,
    reload() {
      try {
        now = read();
        keys = now.keys;
        logger.info('the providers’ keys were read anew');
      } catch (error) {
        logger.error('the providers’ keys could not be read anew', error instanceof Error ? { error } : {});
      }
    },
  };
}
