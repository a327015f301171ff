// Guards how long requests took: every one is measured, also those that fail, under names of ours.
import { createMetrics } from '@vaani/observability';
import { expect, it } from 'vitest';
import { observeRequest } from './observe.ts';

it('measures requests that are answered, refused and broken', async () => {
  const metrics = createMetrics({ service: 'test', hasProcessMetrics: false });
  let operation = 'none';
  const ask = (work: () => Promise<string>) =>
    observeRequest(metrics, { interface: 'rest', operation: () => operation }, work, (result) => result);
  await ask(async () => {
    operation = 'listCalls';
    return '200';
  });
  await ask(async () => '404');
  await expect(ask(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const { text } = await metrics.expose();
  for (const status of ['200', '404', 'failed'])
    expect(text).toMatch(
      new RegExp(`api_request_duration_ms_count\\{[^}]*operation="listCalls"[^}]*status="${status}"[^}]*\\} 1`),
    );
});
