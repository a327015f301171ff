import {
  dispositions,
  type OutcomeGroup,
  outcomeGroups,
  outcomes,
  stages,
  wishes,
} from '../../server/routers/outcomes.ts';
import { addDays, readDate, startOfDay } from '../schedule/dates.ts';

export const periods = ['today', 'week', 'month', 'all'] as const;
export const languages = ['en', 'hi', 'hi-en'] as const;
export const moods = ['positive', 'neutral', 'negative'] as const;
export const lengths = ['short', 'medium', 'long'] as const;
const yes = ['yes'] as const;
const yesOrNo = ['yes', 'no'] as const;

type Outcome = (typeof outcomes)[number];
const endings: readonly (Outcome | OutcomeGroup)[] = [...outcomes, ...(Object.keys(outcomeGroups) as OutcomeGroup[])];

/** Filters with a closed list of values; `any` is no filter. */
const choices = {
  period: periods,
  outcome: endings,
  language: languages,
  mood: moods,
  length: lengths,
  wish: wishes,
  disposition: dispositions,
  task: yes,
  interrupted: yes,
  fellBack: yes,
  answered: yesOrNo,
  noShow: yes,
} as const;
type Choices = { [K in keyof typeof choices]: (typeof choices)[K][number] | 'any' };

/** What the list of calls is narrowed to; it stands in the address. */
export interface CallFilters extends Choices {
  /** What was said; empty is no filter. */
  text: string;
  /** Dates, both included; empty is no bound. They go before the period. */
  from: string;
  to: string;
  /** A doctor's id, or empty. */
  doctor: string;
  /** 0 to 23 and 1 (Monday) to 7, by the clinic's clock; null is no filter. */
  hour: number | null;
  weekday: number | null;
  /** A stage of an answer, and how long it took at least. */
  slow: { stage: (typeof stages)[number]; ms: number } | null;
}

export const noFilters: CallFilters = {
  ...(Object.fromEntries(Object.keys(choices).map((name) => [name, 'any'])) as Choices),
  ...{ period: 'all', text: '', from: '', to: '', doctor: '', hour: null, weekday: null, slow: null },
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads filters from an address; what is not known there is no filter. */
export function readFilters(search: { get(name: string): string | null }): CallFilters {
  const chosen = Object.entries(choices).map(([name, values]) => {
    const value = values.find((one) => one === search.get(name));
    return [name, value ?? noFilters[name as keyof Choices]];
  });
  const doctor = search.get('doctor') ?? '';
  return {
    ...noFilters,
    ...(Object.fromEntries(chosen) as Choices),
    text: (search.get('text') ?? '').slice(0, 200),
    from: readDate(search.get('from')) ?? '',
    to: readDate(search.get('to')) ?? '',
    doctor: uuid.test(doctor) ? doctor : '',
    hour: numberIn(search.get('hour'), 0, 23),
    weekday: numberIn(search.get('weekday'), 1, 7),
    slow: readSlow(search.get('slow')),
  };
}

function numberIn(text: string | null, least: number, most: number): number | null {
  if (text === null || !/^\d{1,2}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

/** "answer:1500" */
function readSlow(text: string | null): CallFilters['slow'] {
  const [, name, ms] = /^([a-z]+):(\d{1,6})$/.exec(text ?? '') ?? [];
  const stage = stages.find((one) => one === name);
  return stage === undefined ? null : { stage, ms: Number(ms) };
}

/** The address' part for filters, without those that filter nothing: "?period=week", or "". */
export function writeFilters(filters: Partial<CallFilters>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    const none = noFilters[name as keyof CallFilters];
    if (value === none || value === null) continue;
    search.set(name, typeof value === 'object' ? `${value.stage}:${value.ms}` : String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** How many filters are set, beside what was said. */
export const countFilters = (filters: CallFilters): number =>
  Object.entries(filters).filter(([name, value]) => name !== 'text' && value !== noFilters[name as keyof CallFilters])
    .length;

const secondsOf = {
  short: { maxSeconds: 30 },
  medium: { minSeconds: 30, maxSeconds: 180 },
  long: { minSeconds: 180 },
} as const;

/** What the server is asked for. @param today the clinic's date. */
export function queryOf(filters: CallFilters, today: string, zone: string) {
  const first = filters.from || filters.to ? filters.from : (firstDate(filters.period, today) ?? '');
  const { outcome } = filters;
  const known = outcomes.find((one) => one === outcome);
  return {
    ...(filters.text === '' ? {} : { text: filters.text }),
    ...(first === '' ? {} : { from: startOfDay(first, zone) }),
    ...(filters.to === '' ? {} : { to: startOfDay(addDays(filters.to, 1), zone) }),
    ...(known === undefined ? {} : { outcome: known }),
    ...(outcome in outcomeGroups ? { outcomes: [...outcomeGroups[outcome as OutcomeGroup]] } : {}),
    ...(filters.language === 'any' ? {} : { language: filters.language }),
    ...(filters.mood === 'any' ? {} : { mood: filters.mood }),
    ...(filters.doctor === '' ? {} : { doctorId: filters.doctor }),
    ...(filters.length === 'any' ? {} : secondsOf[filters.length]),
    ...(filters.wish === 'any' ? {} : { wish: filters.wish }),
    ...(filters.disposition === 'any' ? {} : { disposition: filters.disposition }),
    ...(filters.task === 'any' ? {} : { hasOpenTask: true }),
    ...(filters.interrupted === 'any' ? {} : { isInterrupted: true }),
    ...(filters.fellBack === 'any' ? {} : { hasFallenBack: true }),
    ...(filters.answered === 'any' ? {} : { isAnswered: filters.answered === 'yes' }),
    ...(filters.noShow === 'any' ? {} : { isNoShow: true }),
    ...(filters.hour === null ? {} : { hour: filters.hour }),
    ...(filters.weekday === null ? {} : { weekday: filters.weekday }),
    ...(filters.slow === null ? {} : { slow: filters.slow }),
  };
}

/** First date of a period that ends today; null for all time. */
export function firstDate(period: CallFilters['period'], today: string): string | null {
  switch (period) {
    case 'today':
      return today;
    case 'week':
      return addDays(today, -6);
    case 'month':
      return addDays(today, -29);
    default:
      return null;
  }
}
