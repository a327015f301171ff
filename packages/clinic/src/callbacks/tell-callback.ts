import type { ClinicContext } from '../context.ts';

/** Tells the desk that a promise to ring back came, moved or was kept. After the commit. */
export async function tellCallback(ctx: ClinicContext, callbackId: string, status: string): Promise<void> {
  await ctx.live.publish(ctx.clinicId, {
    type: 'callback.changed',
    at: new Date(ctx.clock.now()).toISOString(),
    data: { callbackId, status },
    personal: {},
  });
}
