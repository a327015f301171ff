// Guards what spans tell: how the work hangs together, and nothing of anybody.
import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTracing, type Tracing } from './start-tracing.ts';
import { isTracing, openSpan, traced } from './tracing.ts';

const exporter = new InMemorySpanExporter();
let tracing: Tracing;
beforeAll(async () => {
  expect(isTracing()).toBe(false);
  // Before anybody takes them: made by nobody.
  expect(await traced('early', {}, async () => 1)).toBe(1);
  tracing = await startTracing({ service: 'test', endpoint: undefined, exporter: keeping });
});
/** The exporter forgets all when it is shut down. */
const kept: ReturnType<InMemorySpanExporter['getFinishedSpans']> = [];
const keeping = {
  export: (...[spans, done]: Parameters<InMemorySpanExporter['export']>) => {
    kept.push(...spans);
    exporter.export(spans, done);
  },
  shutdown: async () => undefined,
};
afterAll(() => tracing.close());

it('hangs together across awaits, and keeps of an error its type and code', async () => {
  const call = openSpan('call', { callId: 'c1', language: 'hi-en' }, 1_000);
  await call.within(() =>
    traced('tool', { tool: 'book_appointment' }, async () => {
      await Promise.resolve();
      await expect(
        traced('db.query', { operation: 'select' }, async () => {
          throw Object.assign(new TypeError('row Asha Kulkarni'), { code: '23505' });
        }),
      ).rejects.toThrow('Asha');
    }),
  );
  const turn = call.add('turn', { startedAt: 1_200, endedAt: 1_900 }, { who: 'caller', sttMs: 12.5 });
  turn.add('stt', { startedAt: 1_900, endedAt: 1_912 });
  call.end({ outcome: 'booked' }, 2_000);
  trace.getTracer('somebody-else').startSpan('GET /a/secret-token').end();
  await tracing.close();

  const byName = new Map(kept.map((span) => [span.name, span]));
  expect([...byName.keys()].sort()).toEqual(['call', 'db.query', 'stt', 'tool', 'turn']);
  const parentOf = (name: string) =>
    kept.find((span) => span.spanContext().spanId === byName.get(name)?.parentSpanContext?.spanId)?.name;
  expect(['call', 'tool', 'db.query', 'turn', 'stt'].map(parentOf)).toEqual([
    undefined,
    'call',
    'tool',
    'call',
    'turn',
  ]);
  expect(byName.get('db.query')?.attributes).toEqual({ operation: 'select', errorType: 'TypeError', code: '23505' });
  expect(byName.get('call')?.attributes).toEqual({ callId: 'c1', language: 'hi-en', outcome: 'booked' });
  expect(byName.get('turn')?.attributes).toEqual({ who: 'caller', sttMs: 12.5 });
  expect(byName.get('turn')?.duration).toEqual([0, 700_000_000]);
  const all = JSON.stringify(
    kept.map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  );
  expect(all).not.toMatch(/Asha|secret/);
});

it('drops whatever could be about somebody', async () => {
  kept.length = 0;
  tracing = await startTracing({ service: 'test', endpoint: undefined, exporter: keeping });
  await traced(
    'fields',
    {
      ...{ name: 'Asha', text: 'hello', phone: '+919810012345', operation: 'Asha Kulkarni', provider: '919810012345' },
      ...{ tool: 'आशा', clinicId: '01990000-0000-7000-8000-000000000001', waitMs: 3, isOk: true, heardMs: 'hello' },
    },
    async () => undefined,
  );
  await tracing.close();
  expect(kept.map(({ attributes }) => attributes)).toEqual([
    { clinicId: '01990000-0000-7000-8000-000000000001', waitMs: 3, isOk: true },
  ]);
});
