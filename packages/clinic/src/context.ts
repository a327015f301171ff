import type { Clock } from '@vaani/config';
import type { Database } from '@vaani/db';
import type { Live } from '@vaani/live';
import type { Logger } from '@vaani/observability';
import type { JobQueue } from './jobs/queue.ts';
import type { Role } from './people/roles.ts';
import type { Refusal } from './refusals/refusal.ts';

/** What every function of the clinic needs from its process. */
export interface ClinicDeps {
  db: Database;
  live: Live;
  clock: Clock;
  /** Where jobs are put; their data is ids only. */
  jobs: JobQueue;
  logger?: Logger;
}

/** Who acts. Stands on every audit row. */
export type Actor =
  | { kind: 'staff'; userId: string; role: Role; doctorId?: string; address?: string; agent?: string }
  | { kind: 'agent'; callId: string }
  | { kind: 'patient'; via: 'phone' | 'link' }
  | { kind: 'api-key'; keyId: string; address?: string; agent?: string }
  | { kind: 'system' };

/** One actor in one clinic. */
export interface ClinicContext extends ClinicDeps {
  clinicId: string;
  actor: Actor;
}

/** A failure that was expected: a code for programs, a sentence for people, and the field where one is to blame. */
export class ClinicError extends Error {
  override name = 'ClinicError';
  readonly code: ClinicErrorCode;
  readonly field: string | undefined;

  constructor(code: ClinicErrorCode, sentence: Refusal, field?: string) {
    super(sentence);
    this.code = code;
    this.field = field;
  }

  /** In English, as other systems read it; pages say it in their language by `wordRefusal`. */
  get sentence(): string {
    return this.message;
  }
}

export type ClinicErrorCode = 'bad-input' | 'not-found' | 'not-allowed' | 'conflict' | 'busy' | 'unavailable';
