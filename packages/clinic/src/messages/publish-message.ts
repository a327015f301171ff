import type { ClinicContext } from '../context.ts';

/** Tells the desk how a message stands, after the commit. */
export async function publishMessage(ctx: ClinicContext, messageId: string): Promise<void> {
  const row = await ctx.db.withTenant(ctx.clinicId, ({ tx, clinicId }) =>
    tx.messageJob.findUnique({
      where: { clinicId_id: { clinicId, id: messageId } },
      select: { status: true, appointmentId: true },
    }),
  );
  if (row === null) return;
  await ctx.live.publish(ctx.clinicId, {
    type: 'message.changed',
    at: new Date(ctx.clock.now()).toISOString(),
    data: {
      messageId,
      status: row.status,
      ...(row.appointmentId === null ? {} : { appointmentId: row.appointmentId }),
    },
    personal: {},
  });
}

/** Tells the desk that somebody answered. */
export async function publishReply(ctx: ClinicContext): Promise<void> {
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'message.changed', at, data: { status: null }, personal: {} });
}
