import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { readWav } from '@vaani/speech';
import { z } from 'zod';

const lineSchema = z.strictObject({
  /** In the folder of the set. */
  file: z.string().min(1),
  /** What is said, word for word. */
  text: z.string().trim().min(1),
  language: z.enum(['en', 'hi', 'hi-en']),
  /** The same in other spellings (digits, Roman letters, Devanagari): the one that fits best counts. */
  also: z.array(z.string().trim().min(1)).optional(),
  /** The question that it answers, for the recogniser of this machine, which hears phrases only. */
  asked: z
    .enum(['anything', 'doctor', 'day', 'time', 'slot', 'patient', 'confirm', 'yes-no', 'birth', 'phone'])
    .optional(),
});
type Line = z.infer<typeof lineSchema>;

/** One recording of a set. */
export interface Recording extends Line {
  /** Mono, 8 kHz, as a telephone carries it. */
  pcm: Int16Array;
}

/**
 * Reads a set of recordings: a folder with WAV files (16-bit PCM, any rate) and `manifest.jsonl`, a JSON object a line. docs/performance.md has an example.
 * @throws naming the line or file that is not good.
 */
export async function readSet(folder: string): Promise<Recording[]> {
  const text = await readFile(join(folder, 'manifest.jsonl'), 'utf8').catch(() => {
    throw new Error(`${folder} has no manifest.jsonl: a line a recording, {"file", "text", "language"}.`);
  });
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  const recordings: Recording[] = [];
  for (const { line, number } of lines) {
    const parsed = parseLine(line, number);
    const path = resolve(folder, parsed.file);
    if (!path.startsWith(resolve(folder) + sep))
      throw new Error(`Line ${number}: ${parsed.file} is not in the folder.`);
    const bytes = await readFile(path).catch(() => {
      throw new Error(`Line ${number}: there is no ${parsed.file}.`);
    });
    const pcm = await readWav(bytes).catch((cause: unknown) => {
      throw new Error(`Line ${number}: ${parsed.file}: ${cause instanceof Error ? cause.message : 'not a WAV file'}`);
    });
    recordings.push({ ...parsed, pcm });
  }
  if (recordings.length === 0) throw new Error(`${folder}/manifest.jsonl names no recording.`);
  return recordings;
}

function parseLine(line: string, number: number): Line {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new Error(`Line ${number} of manifest.jsonl is no JSON.`);
  }
  const parsed = lineSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`Line ${number} of manifest.jsonl: ${issue?.path.join('.')} ${issue?.message}.`);
}
