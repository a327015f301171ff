export { BackupError } from './backup-error.ts';
export type { Manifest } from './contents.ts';
export { type OpenBackup, openBackup } from './open-backup.ts';
export { withoutConstraints } from './without-constraints.ts';
export { type BackupSummary, writeBackup } from './write-backup.ts';
