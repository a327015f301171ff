import { newId, type Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { recipientToken } from './addresses.ts';
import type { ChannelName } from './kinds.ts';

interface Recipient {
  channel: ChannelName;
  /** E.164, or an e-mail address. */
  recipient: string;
}

/** Nothing more goes to this recipient by this channel. Said twice it is once. */
export async function optOut(
  tenant: Tenant,
  ctx: ClinicContext,
  { channel, recipient, source }: Recipient & { source: 'reply' | 'provider' | 'desk' },
): Promise<void> {
  const { tx, clinicId, cipher } = tenant;
  const id = newId();
  const { count } = await tx.messageOptOut.createMany({
    data: [
      {
        id,
        clinicId,
        channel,
        token: recipientToken(tenant, recipient),
        recipient: cipher.seal('message_opt_outs', 'recipient', id, recipient),
        source,
        createdAt: new Date(ctx.clock.now()),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return;
  await recordAudit(tenant, ctx.actor, {
    action: 'message.opt-out',
    objectKind: 'message-opt-out',
    objectId: id,
    new: { channel, source },
  });
}

/** The recipient wants messages by this channel again. */
export async function optIn(tenant: Tenant, ctx: ClinicContext, { channel, recipient }: Recipient): Promise<void> {
  const { tx, clinicId } = tenant;
  const { count } = await tx.messageOptOut.deleteMany({
    where: { clinicId, channel, token: recipientToken(tenant, recipient) },
  });
  if (count === 0) return;
  await recordAudit(tenant, ctx.actor, { action: 'message.opt-in', objectKind: 'message-opt-out', new: { channel } });
}
