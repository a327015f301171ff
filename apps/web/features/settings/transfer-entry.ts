import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../server/routers/index.ts';

/** Whom callers are handed to: one entry of the directory. */
export type TransferEntry = inferRouterOutputs<AppRouter>['phone']['directory']['entries'][number];

/** Why callers are handed over, as the rules know it. */
export const reasons = [
  'billing',
  'reports',
  'treatment',
  'emergency',
  'angry',
  'asked',
  'trouble',
  'language',
] as const;
export const isReason = (text: string): text is (typeof reasons)[number] =>
  (reasons as readonly string[]).includes(text);
