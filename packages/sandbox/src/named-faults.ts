import type { Fault } from './faults.ts';

/** What can go wrong, by the name that a command line takes. */
export const namedFaults = {
  refuse: { kind: 'refuse', status: 403, code: 0 },
  busy: { kind: 'busy', retryAfterS: 5 },
  'server-error': { kind: 'server-error', status: 503, isTaken: false },
  hang: { kind: 'hang', isTaken: true },
  slow: { kind: 'slow', times: 5 },
  close: { kind: 'close', isTaken: false },
  cut: { kind: 'cut' },
  garbage: { kind: 'garbage', isTaken: true },
  half: { kind: 'half' },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof namedFaults;

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(namedFaults, name);
