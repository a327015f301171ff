import { z } from 'zod';

/** What a provider is paid for. */
export const priceUnits = ['minute', 'characters', 'prompt', 'cached', 'completion'] as const;
export type PriceUnit = (typeof priceUnits)[number];

/** Paise by `provider.unit`: for a minute of sound, a thousand characters, a thousand tokens of each kind. */
export type VoicePrices = Readonly<Record<string, number>>;

const one = /^([a-z][a-z0-9-]{0,40})\.([a-z]+)=(\d+(?:\.\d+)?)$/;

/**
 * As `deepgram.minute=80, cartesia.characters=310, openai.prompt=21`: what the providers ask, by the operator's own contract. Empty by default: usage is
 * kept then, and what it costs is not known.
 */
export const voicePricesShape = {
  VAANI_PRICES: z
    .string()
    .default('')
    .transform((text, context): VoicePrices => {
      const prices: Record<string, number> = {};
      for (const part of text.split(',').map((piece) => piece.trim())) {
        if (part === '') continue;
        const [, provider, unit, paise] = one.exec(part) ?? [];
        if (provider === undefined || !priceUnits.some((known) => known === unit))
          context.addIssue({
            code: 'custom',
            message: `has ${part}, which is not provider.unit=paise (units: ${priceUnits.join(', ')})`,
          });
        else prices[`${provider}.${unit}`] = Number(paise);
      }
      return prices;
    }),
};
