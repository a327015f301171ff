import type { ClinicContext, ClinicProfile } from '@vaani/clinic';
import type { CallAuthority } from './authority.ts';

/** What a tool may touch: this call's clinic and caller, nothing else. */
export interface ToolContext {
  ctx: ClinicContext;
  profile: ClinicProfile;
  authority: CallAuthority;
  /** E.164, or null where it is withheld. */
  callerPhone: string | null;
  callId: string;
  hearing: 'local' | 'free';
  /** ISO-8601. */
  now: () => string;
}
