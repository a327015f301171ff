import { z } from 'zod';

/** A scheme, a host whose first label may be a star, a port; nothing behind it. */
const origin =
  /^https?:\/\/(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/i;

/** Would a star stand for hosts of others? Two labels behind it are the least. */
const isTooWide = (one: string): boolean => /^https?:\/\/\*\.[^.]+$/.test(one);

/**
 * As `https://voice-2.clinic.in, https://*.voice.clinic.in`: the origins of voice workers beside `VAANI_VOICE_URL`. Pages open headsets to these and to no
 * others, because each worker tells its own address.
 */
export const voiceOriginsShape = {
  VAANI_VOICE_ORIGINS: z
    .string()
    .default('')
    .transform((text, context): readonly string[] => {
      const origins = text
        .split(',')
        .map((part) => part.trim().replace(/\/$/, ''))
        .filter((part) => part !== '');
      for (const one of origins) {
        if (!origin.test(one))
          context.addIssue({
            code: 'custom',
            message: `has ${one}, which is not an origin as https://voice-2.clinic.in or https://*.voice.clinic.in`,
          });
        else if (isTooWide(one))
          context.addIssue({
            code: 'custom',
            message: `has ${one}, which would be anybody's: name two labels or more`,
          });
      }
      return origins;
    }),
};
