import 'server-only';
import {
  callAnalytics,
  costAnalytics,
  latencyAnalytics,
  listVisits,
  rangeSchema,
  visitAnalytics,
  visitListSchema,
} from '@vaani/clinic';
import { procedureFor, router } from '../trpc/base.ts';
import {
  callAnalyticsOutput,
  costAnalyticsOutput,
  latencyAnalyticsOutput,
  visitAnalyticsOutput,
  visitListOutput,
} from './analytics-schemas.ts';

const reading = procedureFor('analytics.read');

export const analyticsRouter = router({
  /** How many calls there were and what came of them. */
  calls: reading
    .input(rangeSchema)
    .output(callAnalyticsOutput)
    .query(({ ctx, input }) => callAnalytics(ctx.clinic, input)),

  /** How long callers wait for an answer. */
  latency: reading
    .input(rangeSchema)
    .output(latencyAnalyticsOutput)
    .query(({ ctx, input }) => latencyAnalytics(ctx.clinic, input)),

  /** Doctors' time and who came. */
  visits: reading
    .input(rangeSchema)
    .output(visitAnalyticsOutput)
    .query(({ ctx, input }) => visitAnalytics(ctx.clinic, input)),

  /** The visits behind a figure of theirs. */
  visitList: reading
    .input(visitListSchema)
    .output(visitListOutput)
    .query(({ ctx, input }) => listVisits(ctx.clinic, input)),

  /** Minutes and cost by provider, at the operator's prices. */
  cost: procedureFor('cost.read')
    .input(rangeSchema)
    .output(costAnalyticsOutput)
    .query(({ ctx, input }) => costAnalytics(ctx.clinic, input, ctx.deps.settings.prices)),
});
