import { z } from 'zod';
import { stages } from './outcomes.ts';
import { appointmentOutput } from './schedule-schemas.ts';

const days = z.object({ from: z.string(), to: z.string() });
const compared = z.object({ now: z.number(), before: z.number() });
const ranked = z.array(z.object({ key: z.string(), now: z.number(), before: z.number() }));

const frame = days.extend({
  before: days,
  /** How coarse the series is. */
  step: z.enum(['day', 'week', 'month']),
  /** When the sums were last made; null: never yet. */
  refreshedAt: z.string().nullable(),
  /** The first day that is counted. */
  firstDay: z.string().nullable(),
});
export type Frame = z.infer<typeof frame>;
export type Step = Frame['step'];

export const callAnalyticsOutput = frame.extend({
  calls: compared,
  groups: z.object({
    contained: compared,
    handedOver: compared,
    message: compared,
    emergency: compared,
    dropped: compared,
  }),
  totals: z.object({
    answered: compared,
    seconds: compared,
    barge_ins: compared,
    interrupted: compared,
    fallen_back: compared,
    wished_booking: compared,
    got_booking: compared,
  }),
  outcomes: ranked,
  languages: ranked,
  moods: ranked,
  wishes: ranked,
  series: z.array(
    z.object({
      day: z.string(),
      contained: z.number(),
      handedOver: z.number(),
      message: z.number(),
      emergency: z.number(),
      dropped: z.number(),
    }),
  ),
  hours: z.array(z.object({ weekday: z.number(), hour: z.number(), calls: z.number() })),
});
export type CallAnalytics = z.infer<typeof callAnalyticsOutput>;

const ms = z.number().nullable();
const percentiles = z.object({ p50: ms, p95: ms, p99: ms, count: z.number() });

export const latencyAnalyticsOutput = frame.extend({
  stages: z.array(z.object({ stage: z.enum(stages), now: percentiles, before: percentiles })),
  series: z.array(z.object({ day: z.string(), p50: ms, p95: ms })),
});
export type LatencyAnalytics = z.infer<typeof latencyAnalyticsOutput>;

const visits = z.object({
  openMinutes: z.number(),
  bookedMinutes: z.number(),
  kept: z.number(),
  noShows: z.number(),
  cancelled: z.number(),
});
export type Visits = z.infer<typeof visits>;

export const visitAnalyticsOutput = frame.extend({
  visits: z.object({ now: visits, before: visits }),
  doctors: z.array(visits.extend({ doctorId: z.uuid(), name: z.string(), nameHindi: z.string() })),
  series: z.array(visits.extend({ day: z.string() })),
});
export type VisitAnalytics = z.infer<typeof visitAnalyticsOutput>;

export const visitListOutput = z.object({
  visits: z.array(appointmentOutput),
  /** Of all pages. */
  total: z.int(),
  next: z.string().nullable(),
});

const paise = z.number().nullable();

export const costAnalyticsOutput = frame.extend({
  calls: compared,
  minutes: compared,
  costPaise: compared,
  /** Calls whose cost is known. */
  costed: compared,
  providers: z.array(
    z.object({
      provider: z.string(),
      minutes: compared,
      characters: compared,
      tokens: compared,
      paise: z.object({ now: paise, before: paise }),
    }),
  ),
  series: z.array(z.object({ day: z.string(), costPaise: z.number() })),
  monthPaise: z.number(),
  /** What a month may cost; null where no cap is set. */
  capPaise: paise,
});
export type CostAnalytics = z.infer<typeof costAnalyticsOutput>;
