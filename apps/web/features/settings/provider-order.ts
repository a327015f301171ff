import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../server/routers/index.ts';

export type ProviderOrder = inferRouterOutputs<AppRouter>['clinic']['providers']['order'];
type Stage = keyof ProviderOrder;
type Name = NonNullable<ProviderOrder[Stage]>[number];

/** Whom a clinic may name, by stage; as many places as there are names. */
export const orderable = {
  hearing: ['deepgram', 'openai-transcription', 'local'],
  thinking: ['openai', 'second-model'],
  speaking: ['cartesia', 'openai-speech', 'local'],
} as const satisfies { [S in Stage]-?: readonly NonNullable<ProviderOrder[S]>[number][] };

/** A place in an order: "hearing.0" is asked first. Named as a refusal names it. */
export interface OrderPlace {
  field: `${Stage}.${number}`;
  stage: Stage;
  at: number;
}
export const orderPlaces: readonly OrderPlace[] = (Object.keys(orderable) as Stage[]).flatMap((stage) =>
  orderable[stage].map((_, at) => ({ field: `${stage}.${at}` as const, stage, at })),
);

/** Who stands in each place; null where nobody does. */
export type PlacedProviders = Record<OrderPlace['field'], Name | null>;
export const placed = (order: ProviderOrder): PlacedProviders =>
  Object.fromEntries(orderPlaces.map(({ field, stage, at }) => [field, order[stage]?.[at] ?? null]));

/** The order that these places make: empty places close up, and a stage without anybody is the installation's. */
export function orderOf(values: PlacedProviders): ProviderOrder {
  const of = (stage: Stage) =>
    orderPlaces.filter((place) => place.stage === stage).flatMap(({ field }) => values[field] ?? []);
  const stages = (Object.keys(orderable) as Stage[]).map((stage) => [stage, of(stage)] as const);
  // Who may stand where is the server's to say.
  return Object.fromEntries(stages.filter(([, names]) => names.length > 0)) as ProviderOrder;
}
