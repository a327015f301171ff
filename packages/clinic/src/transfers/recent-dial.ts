import type { ClinicContext } from '../context.ts';
import { normalisePhone } from '../patients/phone.ts';

/** A call that comes back to us by a phone that we have just rung comes within this. */
const RECENT_MS = 45_000;

/**
 * Was a call of this caller put through to a phone within the last seconds? Then the one that comes in now may be the same call, sent back to us by that
 * phone's forwarding: nothing is dialled for it.
 */
export async function wasJustPutThrough(ctx: ClinicContext, phone: string, callSid: string): Promise<boolean> {
  const number = normalisePhone(phone);
  if (number === null) return false;
  const since = new Date(ctx.clock.now() - RECENT_MS);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const token = cipher.token({ kind: 'phone', term: number });
    const earlier = await tx.callLog.findFirst({
      where: {
        clinicId,
        // Twilio repeats itself: this very call is none before it.
        OR: [{ callSid: null }, { callSid: { not: callSid } }],
        callTokenByCall: { some: { clinicId, kind: 'phone', token } },
        AND: [
          {
            OR: [
              { outcome: 'transferred', endedAt: { gt: since } },
              { callTransferByCall: { some: { status: 'ringing', startedAt: { gt: since } } } },
            ],
          },
        ],
      },
      select: { id: true },
    });
    return earlier !== null;
  });
}
