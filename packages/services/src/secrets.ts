import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const schema = z.object({
  postgresPassword: z.string(),
  ownerPassword: z.string(),
  appPassword: z.string(),
  keys: z.string(),
  authSecret: z.string(),
  streamSecret: z.string(),
  twilioAuthToken: z.string(),
});
/** What one machine makes up for itself on its first start. */
export type Secrets = z.infer<typeof schema>;

/** Reads the secrets of a state folder, making them (readable by their owner only) where there are none. @throws where the file is damaged. */
export async function loadOrCreateSecrets(home: string): Promise<Secrets> {
  const path = join(home, 'secrets.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? createSecrets(path) : parseSecrets(text, path);
}

function parseSecrets(text: string, path: string): Secrets {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // The cause would quote the file, and so a secret.
    throw new Error(
      `${path} is damaged: without its keys the data cannot be read. Put a copy back, or remove the folder to begin anew.`,
    );
  }
}

/**
 * Puts another key ring in the place of the one that was made here, for data that it wraps. The file is replaced in one step.
 * @param keys as VAANI_KEYS has it.
 */
export async function replaceKeys(home: string, keys: string): Promise<void> {
  const secrets = await loadOrCreateSecrets(home);
  const path = join(home, 'secrets.json');
  const half = `${path}.${process.pid}`;
  await writeFile(half, `${JSON.stringify({ ...secrets, keys }, null, 2)}\n`, { mode: 0o600 });
  await rename(half, path);
}

async function createSecrets(path: string): Promise<Secrets> {
  const secret = () => randomBytes(32).toString('hex');
  const secrets: Secrets = {
    postgresPassword: secret(),
    ownerPassword: secret(),
    appPassword: secret(),
    keys: `local:${randomBytes(32).toString('base64')}`,
    authSecret: secret(),
    streamSecret: secret(),
    twilioAuthToken: randomBytes(16).toString('hex'),
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  await chmod(path, 0o600);
  return secrets;
}
