import { wishesOf, wordTokens } from '@vaani/clinic';
import { seededRandom } from '@vaani/config';
import { type Database, phoneTerms, type Tenant } from '@vaani/db';
import { withoutConstraints } from '@vaani/db/backup';
import pg from 'pg';
import { between, chance, pick } from '../../prisma/factories/chance.ts';
import { asOwner, insertClinic, stored } from '../../prisma/factories/clinics.ts';
import { insertPractice } from '../../prisma/factories/practice.ts';
import { seededId } from '../big-clinic/calendar.ts';
import { copyRows } from '../big-clinic/write-calendar.ts';
import { outcomeOf, transcriptOf } from './conversations.ts';

/** How many calls, over how long, and whether with the words that were said in them. */
export interface CallsSize {
  calls: number;
  days: number;
  doctors: number;
  /** With: transcripts and their tokens, to search. Without: turns and their timings, to sum. */
  hasWords: boolean;
}

/** Tuesday, half past ten in Kolkata: the clinic's clock stands there. */
export const NOW = Date.parse('2026-11-24T05:00:00Z');
const DAY_MS = 86_400_000;
export const SEED = 30_112_026;

/** Writes a clinic with its calls into a migrated database, and tells Postgres what is in it. */
export async function buildCalls(options: {
  db: Database;
  ownerUrl: string;
  size: CallsSize;
  tell: (line: string) => void;
}): Promise<void> {
  const { db, ownerUrl, size, tell } = options;
  const tenant = await asOwner({ db, ownerUrl }, async (tx) => {
    const written = await insertClinic(tx, db, {
      ...{ name: 'Sahyadri Hospital of the bench', nameHindi: 'सह्याद्रि अस्पताल', zone: 'Asia/Kolkata' },
      ...{ language: 'hi' as const, ownPhone: null, demoSeededAt: null },
    });
    await insertPractice(written, practiceOf(size.doctors), { date: () => '2023-01-01', startOfDay: () => NOW });
    return written;
  });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL maintenance_work_mem = '256MB'`);
    await withoutConstraints(client, ['public.call_logs', 'public.call_turns', 'public.call_tokens'], async () => {
      await copyRows(client, 'call_logs', logColumns, logRows(tenant, size));
      tell(`✓ ${size.calls} calls`);
      if (size.hasWords) await copyRows(client, 'call_tokens', tokenColumns, tokenRows(tenant, size));
      else await copyRows(client, 'call_turns', turnColumns, turnRows(tenant, size));
      tell(size.hasWords ? '✓ what they are found by' : '✓ their turns');
    });
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
    tell('✓ indexes and statistics');
  } finally {
    await client.end();
  }
}

const practiceOf = (doctors: number): Parameters<typeof insertPractice>[1] => ({
  branches: [{ name: 'Main', nameHindi: 'मुख्य', address: '1 Bench Road' }],
  services: [{ key: 'consultation', name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 50_000 }],
  doctors: Array.from({ length: doctors }, (_, index) => ({
    ...{
      name: `Dr Bench ${index + 1}`,
      nameHindi: `डॉ बेंच ${index + 1}`,
      speciality: 'general',
      branch: 0,
      gridMin: 15,
    },
    initials: String(index + 1).padStart(2, '0'),
    hours: [{ weekdays: [1, 2, 3, 4, 5, 6], fromMin: 540, toMin: 1_140 }],
    services: [{ key: 'consultation' }],
  })),
  ...{ knowledge: [], transfer: [], holidays: [] },
});

interface BenchCall {
  id: string;
  startedAt: number;
  language: 'en' | 'hi' | 'hi-en';
  outcome: ReturnType<typeof outcomeOf>;
  phone: string;
  seconds: number;
  interruptions: number;
  hasFallenBack: boolean;
  mood: 'positive' | 'neutral' | 'negative';
  lines: string[];
  name: string;
}

/** The same calls for the same size, however often they are gone through. */
export function* makeCalls(size: CallsSize): Generator<BenchCall> {
  const random = seededRandom(SEED);
  for (let index = 0; index < size.calls; index++) {
    // By day and hour as a clinic is rung: more in the mornings.
    const day = NOW - Math.floor(size.days * random.next() + 1) * DAY_MS;
    const startedAt = day - (day % DAY_MS) + Math.floor((2 + 13 * random.next() ** 1.4) * 3_600_000);
    const language = pick(random, ['hi', 'hi', 'hi-en', 'hi-en', 'en'] as const);
    const outcome = outcomeOf(random);
    yield {
      ...{ id: seededId(random, startedAt), startedAt, language, outcome },
      phone: `+916${String(between(random, 0, 40_000) * 7_919).padStart(9, '0')}`,
      seconds: Math.floor(15 + 240 * random.next() ** 2),
      interruptions: chance(random, 0.25) ? between(random, 1, 4) : 0,
      hasFallenBack: chance(random, 0.04),
      mood: pick(random, ['neutral', 'neutral', 'neutral', 'positive', 'positive', 'negative'] as const),
      ...(size.hasWords ? transcriptOf(random, language, outcome) : { lines: [], name: '' }),
    };
  }
}

const iso = (at: number): string => new Date(at).toISOString();
/** What is never opened here need not be sealed one by one. */
const sealed = 'v1.bench.x';

const logColumns = [
  ...[
    'id',
    'clinic_id',
    'direction',
    'from_number',
    'language',
    'started_at',
    'ended_at',
    'duration_seconds',
    'outcome',
  ],
  ...[
    'transcript',
    'sentiment',
    'turn_count',
    'interruptions',
    'has_fallen_back',
    'usage',
    'cost_paise',
    'wishes',
    'indexed_at',
  ],
];

function* logRows({ clinicId, cipher }: Tenant, size: CallsSize) {
  for (const call of makeCalls(size)) {
    const { id, startedAt, seconds, outcome } = call;
    const seal = (column: string, text: string) => cipher.seal('call_logs', column, id, text);
    const ended = iso(startedAt + seconds * 1_000);
    const usage = {
      ...{
        phoneMs: seconds * 1_000,
        heardMs: { deepgram: seconds * 900 },
        spokenCharacters: { cartesia: seconds * 6 },
      },
      tokens: { openai: { promptTokens: seconds * 30, cachedTokens: seconds * 20, completionTokens: seconds } },
    };
    yield [
      ...[
        id,
        clinicId,
        'inbound',
        size.hasWords ? seal('from_number', call.phone) : sealed,
        stored(call.language).replace('_', '-'),
      ],
      ...[iso(startedAt), ended, seconds, outcome],
      ...[
        size.hasWords ? seal('transcript', call.lines.join('\n')) : null,
        call.mood,
        9,
        call.interruptions,
        call.hasFallenBack,
      ],
      ...[JSON.stringify(usage), seconds * 3, `{${wishesOf(outcome, []).join(',')}}`, ended],
    ];
  }
}

const tokenColumns = ['clinic_id', 'kind', 'token', 'call_id', 'started_at'];

function* tokenRows(tenant: Tenant, size: CallsSize) {
  // The same few thousand words over and over: each is keyed once.
  const known = new Map<string, bigint>();
  const cipher: Tenant['cipher'] = {
    ...tenant.cipher,
    token(term) {
      const key = `${term.kind}|${term.term}`;
      const token = known.get(key) ?? tenant.cipher.token(term);
      known.set(key, token);
      return token;
    },
  };
  for (const { id, startedAt, outcome, lines, phone } of makeCalls(size)) {
    const texts = lines.map((line) => line.slice(line.indexOf(':') + 2));
    const words = wordTokens({ ...tenant, cipher }, { id, startedAt: new Date(startedAt), outcome, texts });
    const phones = phoneTerms(phone).map((term) => ({ kind: term.kind, token: cipher.token(term) }));
    for (const { kind, token } of [...words, ...phones])
      yield [tenant.clinicId, kind, String(token), id, iso(startedAt)];
  }
}

const turnColumns = [
  ...['id', 'clinic_id', 'call_id', 'index', 'who', 'text', 'language', 'started_ms', 'ended_ms', 'gap_ms', 'record'],
];

/** One turn of each side a call: two million rows are enough to see what a sum of them costs. */
function* turnRows({ clinicId }: Tenant, size: CallsSize) {
  const random = seededRandom(SEED + 1);
  for (const { id, startedAt } of makeCalls(size)) {
    const record = JSON.stringify({
      sttMs: between(random, 80, 400),
      waitMs: between(random, 200, 900),
      endedBy: 'silence',
    });
    yield [seededId(random, startedAt), clinicId, id, 0, 'caller', sealed, 'hi', 0, 3_000, null, record];
    const gapMs = Math.floor(300 + 2_500 * random.next() ** 4);
    yield [seededId(random, startedAt), clinicId, id, 1, 'agent', sealed, 'hi', 4_000, 8_000, gapMs, null];
  }
}
