import { createHash } from 'node:crypto';
import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { ClinicError } from '../context.ts';

/** What a page was shown, in a few letters: sent back with a change, so that nobody overwrites what they have not seen. */
export const versionSchema = z.string().min(1, 'is empty').max(40, 'is too long');

/** What a change of a setting names, where the setting is one for the whole clinic. */
export const versionedSchema = z.object({ version: versionSchema });

/** The version of a setting is its content: two that read the same are the same. */
export const versionOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

/** A setting as a page is shown it. */
export const versioned = <T extends object>(value: T): T & { version: string } => ({
  ...value,
  version: versionOf(value),
});

/** @throws {ClinicError} `conflict` where what stands there is not what the page was shown. */
export function requireSame(current: string, shown: string | undefined): void {
  if (current === shown) return;
  throw new ClinicError(
    'conflict',
    'Somebody else has changed this meanwhile. Nothing was saved: load it again, then make your change.',
    'version',
  );
}

/** Queues those who change the same setting of a clinic, until the transaction ends. */
export async function lockSetting({ tx, clinicId }: Tenant, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`setting|${clinicId}|${name}`}, 0))`;
}
