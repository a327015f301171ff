// The passphrase of a backup: from the environment, or asked where somebody is there to type it. Not a command.
import { stderr, stdin } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

const SHORTEST = 12;

/**
 * What a backup is sealed or opened under.
 * @param options.isNew for one that is to be made: it is typed twice, and must be long enough.
 * @throws {Error} where there is none, or the two are not the same.
 */
export async function askPassphrase(options: { isNew: boolean; given: string | undefined }): Promise<string> {
  const { isNew, given = '' } = options;
  const passphrase =
    given === '' ? await typed(isNew ? 'A passphrase for the backup: ' : 'Passphrase of the backup: ') : given;
  if (passphrase === '') throw new Error('A backup needs a passphrase.');
  if (!isNew) return passphrase;
  if (passphrase.length < SHORTEST) {
    throw new Error(
      `The passphrase is shorter than ${SHORTEST} characters: a few words that nobody would guess are better.`,
    );
  }
  if (given === '' && (await typed('The same again: ')) !== passphrase) throw new Error('The two are not the same.');
  return passphrase;
}

async function typed(question: string): Promise<string> {
  if (stdin.isTTY !== true) throw new Error('Nobody is there to ask: give the passphrase as VAANI_BACKUP_PASSPHRASE.');
  stderr.write(question);
  // What is typed is echoed to nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: true });
  const stopped = Promise.withResolvers<never>();
  lines.once('SIGINT', () => stopped.reject(new Error('Stopped.')));
  try {
    return await Promise.race([lines.question(''), stopped.promise]);
  } finally {
    lines.close();
    stderr.write('\n');
  }
}
