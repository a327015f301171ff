import type { Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import type { TokenStatus } from './token-statuses.ts';
import { type TokenViewRow, tokenViewColumns } from './token-view.ts';

/** Writes where a token stands, and when. The appointment behind it is left alone: `moveToken` brings both. */
export async function writeToken(
  tenant: Tenant,
  ctx: ClinicContext,
  tokenId: string,
  to: TokenStatus,
): Promise<TokenViewRow> {
  const { tx, clinicId } = tenant;
  const where = { clinicId_id: { clinicId, id: tokenId } };
  const before = await tx.queueToken.findUniqueOrThrow({ where, select: { status: true, calledAt: true } });
  const now = new Date(ctx.clock.now());
  const row = await tx.queueToken.update({
    where,
    data: { status: to, ...stampsOf(before, to, now) },
    select: tokenViewColumns,
  });
  await recordAudit(tenant, ctx.actor, {
    action: `token.${to}`,
    objectKind: 'token',
    objectId: tokenId,
    old: { status: before.status },
    new: { status: to },
  });
  return row;
}

function stampsOf(before: { status: TokenStatus; calledAt: Date | null }, to: TokenStatus, now: Date) {
  switch (to) {
    case 'called':
      return { calledAt: now, recalledAt: null };
    case 'done':
      return { calledAt: before.calledAt ?? now, finishedAt: now };
    case 'waiting':
      // Who was skipped and came back is next; who was called by mistake takes their place in the line again.
      return { recalledAt: before.status === 'skipped' ? now : null };
    default:
      return { recalledAt: null };
  }
}
