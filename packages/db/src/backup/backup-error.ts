/** A backup that cannot be written or put back, in a sentence for a person. What it was put into is as it was before. */
export class BackupError extends Error {
  override name = 'BackupError';
}
