import type { VoicePrices } from '@vaani/config';
import type { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';
import { localDate } from '../scheduling/civil-time.ts';
import {
  type Compared,
  type Counted,
  countedOf,
  type Range,
  rangeOf,
  type rangeSchema,
  readSeries,
  readSums,
  Sums,
} from './range.ts';

export interface ProviderUse {
  provider: string;
  /** Of sound: on the line, or heard. */
  minutes: Compared;
  characters: Compared;
  tokens: Compared;
  /** At today's prices; null where one of what was used is not known. */
  paise: { now: number | null; before: number | null };
}

export interface CostAnalytics extends Range, Counted {
  calls: Compared;
  minutes: Compared;
  /** Of the calls whose cost is known, as it was when they ended. */
  costPaise: Compared;
  costed: Compared;
  providers: ProviderUse[];
  series: { day: string; costPaise: number }[];
  /** What this month's calls have cost up to now. */
  monthPaise: number;
}

/** What runs on this machine costs nothing of its own. */
const free = new Set(['local', 'rules']);

/** Minutes and cost, by provider. @param prices the operator's, of today. */
export async function costAnalytics(
  ctx: ClinicContext,
  request: z.input<typeof rangeSchema>,
  prices: VoicePrices,
): Promise<CostAnalytics> {
  authorise(ctx, 'cost.read');
  const range = rangeOf(request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { zone } = await settingsOf(tenant);
    const of = await readSums(tenant, range, ['usage', 'total', 'outcome']);
    const series = await readSeries(tenant, range, 'total');
    const today = localDate(ctx.clock.now(), zone);
    const [month] = await tx.$queryRaw<{ paise: number }[]>`
      SELECT coalesce(sum(amount), 0)::float8 AS paise FROM call_rollups
      WHERE clinic_id = ${clinicId}::uuid AND measure = 'total' AND key = 'cost_paise'
        AND day BETWEEN date_trunc('month', ${today}::date)::date AND ${today}::date`;
    const [totals, calls] = [of('total'), new Sums()];
    for (const { now, before } of of('outcome').list()) {
      calls.add('all', true, now);
      calls.add('all', false, before);
    }
    return {
      ...range,
      ...(await countedOf(tenant)),
      calls: calls.of('all'),
      minutes: scaled(totals.of('seconds'), 1 / 60),
      costPaise: totals.of('cost_paise'),
      costed: totals.of('costed'),
      providers: providersOf(of('usage'), prices),
      series: series.flatMap(({ day, key, amount }) => (key === 'cost_paise' ? [{ day, costPaise: amount }] : [])),
      monthPaise: month?.paise ?? 0,
    };
  });
}

const scaled = ({ now, before }: Compared, by: number): Compared => ({ now: now * by, before: before * by });

/** Usage keys are `provider.unit`; the telephone line is the provider `phone`. */
export function providersOf(usage: Sums, prices: VoicePrices): ProviderUse[] {
  const names = new Set(usage.list().map(({ key }) => key.slice(0, key.lastIndexOf('.'))));
  const uses = [...names].map((provider): ProviderUse => {
    const of = (unit: string) => usage.of(`${provider}.${unit}`);
    const [minutes, characters] = [scaled(of('ms'), 1 / 60_000), of('characters')];
    const [prompt, cached, completion] = [of('promptTokens'), of('cachedTokens'), of('completionTokens')];
    const amounts = (when: keyof Compared): [unit: string, amount: number][] => [
      ['minute', minutes[when]],
      ['characters', characters[when] / 1_000],
      ['prompt', (prompt[when] - cached[when]) / 1_000],
      ['cached', cached[when] / 1_000],
      ['completion', completion[when] / 1_000],
    ];
    return {
      ...{ provider, minutes, characters },
      tokens: { now: prompt.now + completion.now, before: prompt.before + completion.before },
      paise: { now: priceOf(provider, amounts('now'), prices), before: priceOf(provider, amounts('before'), prices) },
    };
  });
  return uses.toSorted((a, b) => (b.paise.now ?? -1) - (a.paise.now ?? -1) || (a.provider < b.provider ? -1 : 1));
}

function priceOf(provider: string, amounts: [unit: string, amount: number][], prices: VoicePrices): number | null {
  const priced = provider === 'phone' ? 'twilio' : provider;
  let paise = 0;
  for (const [unit, amount] of amounts) {
    if (amount === 0 || free.has(provider)) continue;
    const price = prices[`${priced}.${unit}`];
    if (price === undefined) return null;
    paise += price * amount;
  }
  return Math.round(paise);
}
