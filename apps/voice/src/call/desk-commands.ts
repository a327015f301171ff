import { isTransferTarget, type Refusal } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { CommandAck, Live } from '@vaani/live';
import type { VoiceMetrics } from '../metrics.ts';
import type { ExpectedCall } from './reception.ts';
import type { Session } from './session-options.ts';

/** Brings the desk's commands to the calls of this worker, and counts them. @returns ends it. */
export function serveDesk(options: {
  live: Live;
  workerId: string;
  sessionOf: (clinicId: string, callId: string) => Session | undefined;
  metrics: VoiceMetrics;
  clock: Clock;
}): Promise<() => Promise<void>> {
  const { live, workerId, sessionOf, metrics, clock } = options;
  return live.serveCommands(workerId, async ({ clinicId, callId }, command) => {
    const askedAt = clock.monotonic();
    const session = sessionOf(clinicId, callId);
    const ack: CommandAck =
      session === undefined
        ? { ok: false, code: 'no-owner', sentence: 'This call is not here any more.' }
        : await session.desk.act(command);
    metrics.deskAct(command.kind, ack.ok ? 'done' : ack.code, clock.monotonic() - askedAt);
    return ack;
  });
}

/** Why the desk cannot hand a caller to somebody; null where it can. */
export async function againstTransfer({ ctx, isLoop }: ExpectedCall, entryId: string): Promise<Refusal | null> {
  if (isLoop) return 'This call came from the clinic’s own phone: handed on, it would come back.';
  return (await isTransferTarget(ctx, entryId)) ? null : 'There is no such entry in the directory.';
}
