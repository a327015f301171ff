// Guards that the procedures can be put together at all: tRPC refuses some names only then, and with them the whole desk.
import { expect, it, vi } from 'vitest';

vi.mock('server-only', () => ({}));

it('puts every router together', async () => {
  const { appRouter } = await import('./index.ts');
  const procedures = Object.keys(appRouter._def.procedures);
  expect(procedures).toContain('day.carryOut');
  expect(procedures).toContain('messages.list');
});
