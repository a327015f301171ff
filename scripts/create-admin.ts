// npm run create-admin: makes a clinic and its first admin, after npm start -- --empty. See --help.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseKeyRing } from '@vaani/config';
import { conflictOf, createDatabase } from '@vaani/db';
import { openDatabase } from '@vaani/services';
import { z } from 'zod';
import { createClinicWithAdmin } from '../prisma/seed.ts';

const help = `npm run create-admin -- --clinic NAME --email EMAIL --name NAME

Makes a clinic and its first admin. The password comes from VAANI_ADMIN_PASSWORD (12 characters or more); without it one
is made up and shown once.

  --zone ZONE       the clinic's time zone; Asia/Kolkata by default
  --language CODE   what callers are greeted in: hi (default), en, hi-en
  --help            this text

Works while Vaani runs, and while it is stopped.`;

const root = fileURLToPath(new URL('..', import.meta.url));

const inputSchema = z.object({
  clinic: z
    .string({ error: '--clinic is missing.' })
    .trim()
    .min(1, '--clinic is empty.')
    .max(120, '--clinic is too long.'),
  email: z.email({ error: '--email is missing, or no e-mail address.' }).max(254),
  name: z.string({ error: '--name is missing.' }).trim().min(1, '--name is empty.').max(120, '--name is too long.'),
  zone: z.string().refine(isZone, '--zone is no time zone, such as Asia/Kolkata.'),
  language: z.enum(['hi', 'en', 'hi-en'], { error: '--language is hi, en or hi-en.' }),
  password: z.string().min(12, 'VAANI_ADMIN_PASSWORD is shorter than 12 characters.').max(1_024).optional(),
});

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

async function main(env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({
    options: {
      clinic: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      zone: { type: 'string', default: 'Asia/Kolkata' },
      language: { type: 'string', default: 'hi' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const parsed = inputSchema.safeParse({ ...values, password: env.VAANI_ADMIN_PASSWORD || undefined });
  if (!parsed.success) {
    console.error(`${parsed.error.issues.map((issue) => issue.message).join('\n')}\n\n${help}`);
    return 1;
  }
  const database = await openDatabase({ root, env });
  if (database === null) {
    console.error('There is no database yet: run npm start -- --empty first.');
    return 1;
  }
  const db = createDatabase({ url: database.appUrl, keyRing: parseKeyRing(database.keys), poolSize: 2 });
  try {
    const { clinic: clinicName, email, name, zone, language } = parsed.data;
    const password = parsed.data.password ?? randomBytes(15).toString('base64url');
    await createClinicWithAdmin({
      db,
      ownerUrl: database.ownerUrl,
      clinicName,
      email,
      name,
      password,
      zone,
      language,
    });
    console.log(`${clinicName} is made, and ${email} is its admin.`);
    if (parsed.data.password === undefined) console.log(`Password, shown this once: ${password}`);
    return 0;
  } catch (error) {
    if (conflictOf(error) !== 'unique') throw error;
    console.error(`${parsed.data.email} has an account already.`);
    return 1;
  } finally {
    await db.close();
    await database.close();
  }
}

try {
  process.exitCode = await main(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
