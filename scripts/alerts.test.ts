// Guards the alert rules: each speaks of a metric that is really exported, with the labels it asks for, at the thresholds of the design, and has its page in the runbook.
import { readdirSync, readFileSync } from 'node:fs';
import { createLogger, createMetrics } from '@vaani/observability';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createVoiceMetrics } from '../apps/voice/src/metrics.ts';
import { observeRequest } from '../apps/web/server/observe.ts';
import { createSummariser } from '../apps/worker/src/summariser.ts';
import { systemClock } from '../packages/config/src/index.ts';
import { watchQueries } from '../packages/db/src/watch-queries.ts';

const folder = new URL('../deploy/prometheus/', import.meta.url);
const ruleSchema = z.union([
  z.strictObject({ record: z.string(), expr: z.string() }),
  z.strictObject({
    alert: z.string().regex(/^[A-Z]\w+$/),
    expr: z.string(),
    for: z
      .string()
      .regex(/^\d+[mh]$/)
      .optional(),
    labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
    annotations: z.strictObject({ summary: z.string().min(10), action: z.string().min(10) }),
  }),
]);
const fileSchema = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(ruleSchema) })),
});
const rules = readdirSync(folder)
  .filter((name) => name.endsWith('-alerts.yml'))
  .flatMap((name) => fileSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8'))).groups)
  .flatMap((group) => group.rules);
const alerts = rules.flatMap((rule) => ('alert' in rule ? [rule] : []));

/** What every app exports, asked of the code that makes it. */
async function exported(): Promise<Map<string, Set<string>>> {
  const registry = createMetrics({ service: 'test', hasProcessMetrics: false });
  const voice = createVoiceMetrics(registry);
  voice.started();
  voice.ended('failed', 1_000);
  voice.booking('booked');
  voice.providerSwitches.inc({ stage: 'stt', from: 'a', to: 'local', reason: 'timeout' });
  voice.providerUp.set({ stage: 'stt', provider: 'a' }, 0);
  voice.badSignatures.inc({ door: 'webhook' });
  await observeRequest(
    registry,
    { interface: 'rest', operation: () => 'x' },
    async () => '200',
    (status) => status,
  );
  const nothing = async () => Promise.reject(new Error('not connected'));
  watchQueries({ provider: 'postgres', adapterName: 'none', connect: nothing }, registry);
  const summarise = createSummariser({ model: null, clock: systemClock, logger: silent, metrics: registry });
  const facts = { outcome: 'informed' as const, language: 'en' as const, turns: [], appointments: [] };
  await summarise(facts, new AbortController().signal);
  registry.counter('worker_jobs_total', 'Jobs', ['job', 'outcome'] as const).inc({ job: 'x', outcome: 'dead' });
  const { text } = await registry.expose();
  const names = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const [, type] = /^# TYPE (\w+)/.exec(line) ?? [];
    if (type !== undefined) names.set(type, new Set(['service']));
    const [, name = '', labels = ''] = /^(\w+)\{(.*)\} /.exec(line) ?? [];
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) {
      const known = names.get(name) ?? new Set(['service']);
      names.set(name, known.add(label));
    }
  }
  return names;
}
const silent = createLogger({ service: 'test', level: 'silent' });

/** The metrics of an expression, with the labels that it picks by. */
const metricsOf = (expr: string): { name: string; labels: string[] }[] =>
  [...expr.matchAll(/\b([a-z]\w*(?:_\w+)+)(?:\{([^}]*)\})?/g)]
    .filter(([, name = '']) => !['histogram_quantile'].includes(name))
    .map(([, name = '', picked = '']) => ({
      name,
      labels: [...picked.matchAll(/(\w+)\s*=~?/g)].map(([, l = '']) => l),
    }));

describe('the alert rules', async () => {
  const known = await exported();
  const runbook = readFileSync(new URL('../docs/runbook.md', import.meta.url), 'utf8');

  it.each(rules.map((rule) => [('alert' in rule ? rule.alert : rule.record) as string, rule.expr]))(
    '%s speaks of what is exported',
    (name, expr) => {
      const metrics = metricsOf(expr.replace(/vaani:[\w:]+/g, ''));
      if (!expr.includes('vaani:') && name !== 'ServiceDown') expect(metrics).not.toEqual([]);
      for (const metric of metrics) {
        const family = metric.name.replace(/_(bucket|count|sum)$/, '');
        const labels = known.get(metric.name) ?? known.get(family);
        expect(labels, metric.name).toBeDefined();
        for (const label of metric.labels) expect([...(labels ?? [])], `${metric.name} ${label}`).toContain(label);
      }
      for (const [recorded] of expr.matchAll(/vaani:[\w:]+/g))
        expect(rules.some((rule) => 'record' in rule && rule.record === recorded)).toBe(true);
    },
  );

  it.each(alerts.map(({ alert }) => alert))('%s has its page in the runbook', (alert) => {
    expect(runbook).toMatch(new RegExp(`^### ${alert}$`, 'm'));
  });

  it.each([
    ['voice_e2e_latency_ms', '0.99', '> 1200'],
    ['voice_stt_latency_ms', '0.99', '> 400'],
    ['voice_tts_latency_ms', '0.99', '> 300'],
    ['voice_active_sessions', '', '> 45'],
    ['voice_session_duration_sec', '0.99', '> 600'],
    ['api_request_duration_ms', '0.95', '> 500'],
    ['database_query_duration_ms', '0.95', '> 100'],
    ['voice_bookings_total', '', '< 0.95'],
  ])('the threshold of %s is that of the design', (metric, quantile, threshold) => {
    const found = alerts.filter(({ expr }) => expr.includes(metric) && expr.includes(quantile));
    expect(found.some(({ expr }) => expr.includes(threshold))).toBe(true);
    const family = metric === 'voice_bookings_total' ? 'appointment_booking_success_rate' : metric;
    expect([...known.keys()]).toContain(family);
  });
});
