// What every start needs of the database beside its schema: the job tables and, for a demo, the demo clinics. Not a command.

import { installJobs } from '@vaani/clinic/jobs';
import { parseKeyRing } from '@vaani/config';
import { createDatabase } from '@vaani/db';
import { seedDemo } from '../prisma/seed.ts';

export interface Clinics {
  count: number;
  /** When the demo's dates were made; null where no clinic is a demo. */
  demoSeededAt: Date | null;
  /** Names of those that are no demo. */
  real: string[];
}

/** The clinics of a database, read as its owner. */
export async function readClinics(options: { ownerUrl: string; keys: string }): Promise<Clinics> {
  const db = createDatabase({ url: options.ownerUrl, keyRing: parseKeyRing(options.keys), poolSize: 1 });
  try {
    const clinics = await db.prisma.clinic.findMany({ select: { name: true, demoSeededAt: true } });
    const seeded = clinics.map((clinic) => clinic.demoSeededAt).filter((at) => at !== null);
    return {
      count: clinics.length,
      demoSeededAt: seeded.sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
      real: clinics.filter((clinic) => clinic.demoSeededAt === null).map((clinic) => clinic.name),
    };
  } finally {
    await db.close();
  }
}

/**
 * Installs the job tables and, where there is no clinic yet and `seed` says so, writes the demo.
 * @returns the clinics that are there then.
 */
export async function prepareDatabase(options: {
  ownerUrl: string;
  appUrl: string;
  keys: string;
  seed: 'demo' | 'empty';
  onStep: (step: string, tookMs: number) => void;
}): Promise<Clinics> {
  const { ownerUrl, appUrl, keys } = options;
  await installJobs(ownerUrl);
  const before = await readClinics(options);
  if (before.count > 0 || options.seed === 'empty') return before;
  const began = performance.now();
  const db = createDatabase({ url: appUrl, keyRing: parseKeyRing(keys), poolSize: 2 });
  try {
    await seedDemo({ db, ownerUrl, now: Date.now() });
  } finally {
    await db.close();
  }
  options.onStep('Demo clinics', performance.now() - began);
  return readClinics(options);
}
