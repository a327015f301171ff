import { z } from 'zod';
import { SettingsError, trimSlash, url } from './settings-parts.ts';

/** A bucket of an S3-compatible store, into which exports can be laid. */
export interface ExportBucket {
  /** With the bucket in its path: https://s3.ap-south-1.amazonaws.com/clinic-exports. */
  url: string;
  region: string;
  keyId: string;
  secret: string;
}

export const exportBucketShape = {
  VAANI_EXPORT_BUCKET_URL: url(/^https?$/, 'is not an http(s):// address').optional(),
  VAANI_EXPORT_REGION: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/, 'is not the name of a region')
    .default('us-east-1'),
  VAANI_EXPORT_KEY_ID: z.string().min(3, 'is too short').optional(),
  VAANI_EXPORT_SECRET: z.string().min(8, 'is too short').optional(),
};

/** Null where none is set. @throws {SettingsError} where half of it is. */
export function exportBucket(s: z.infer<z.ZodObject<typeof exportBucketShape>>): ExportBucket | null {
  const { VAANI_EXPORT_BUCKET_URL: address, VAANI_EXPORT_KEY_ID: keyId, VAANI_EXPORT_SECRET: secret } = s;
  if (address === undefined) return null;
  if (keyId === undefined) throw new SettingsError('VAANI_EXPORT_KEY_ID is missing.');
  if (secret === undefined) throw new SettingsError('VAANI_EXPORT_SECRET is missing.');
  return { url: trimSlash(address), region: s.VAANI_EXPORT_REGION, keyId, secret };
}
