import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/test-order.ts';

export default defineConfig({
  test: {
    include: [
      'apps/**/*.test.ts',
      'packages/**/*.test.ts',
      'prisma/**/*.test.ts',
      'scripts/**/*.test.ts',
      'eval/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/.next/**'],
    globalSetup: ['./scripts/test-servers.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // What is polled for comes late on a busy machine, and is no less right.
    expect: { poll: { timeout: 15_000 } },
    // Two cores, and each integration test brings connections of its own.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
  },
});
