import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import type { Language } from '../language.ts';
import { authorise } from '../people/authorise.ts';

/** Writes down that the greeting was listened to: what is missing before the phone can be answered goes by it. */
export async function noteGreetingHeard(ctx: ClinicContext, heard: { language: Language }): Promise<void> {
  authorise(ctx, 'settings.write');
  await ctx.db.withTenant(ctx.clinicId, (tenant) =>
    recordAudit(tenant, ctx.actor, {
      action: 'greeting.play',
      objectKind: 'clinic',
      objectId: ctx.clinicId,
      new: { language: heard.language },
    }),
  );
}
