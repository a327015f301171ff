import type { z } from 'zod';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { type DayPlan, planDay } from './plan-day.ts';
import { dayRequestSchema } from './request.ts';

/**
 * What would happen if a doctor's day were changed so: who goes where, who cannot be placed, and what each is told. Nothing is written.
 * @throws {ClinicError} for bad input, or an unknown doctor or session.
 */
export async function previewDay(ctx: ClinicContext, request: z.input<typeof dayRequestSchema>): Promise<DayPlan> {
  authorise(ctx, 'schedule.write');
  const wanted = parseInput(dayRequestSchema, request);
  const { plan } = await ctx.db.withTenant(ctx.clinicId, (tenant) => planDay(tenant, ctx, wanted));
  return plan;
}
