// Guards what counts as a server that is away: then nothing is known of the data, and the call goes on without it.
import { expect, it } from 'vitest';
import { isUnreachable } from './conflicts.ts';

/** As Prisma gives it: the driver's error under meta. */
const fromDriver = (code: string, message: string) =>
  Object.assign(new Error('Raw query failed.'), {
    code,
    meta: { driverAdapterError: Object.assign(new Error(message), { cause: { kind: message } }) },
  });

it.each([
  ['refused', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ['shut down in the middle of a query', fromDriver('P2010', 'ConnectionClosed')],
  ['that cannot be found', fromDriver('P2010', 'DatabaseNotReachable')],
  ['that gave no connection in time', Object.assign(new Error('pool'), { code: 'P2024' })],
  ['cut', new Error('Connection terminated unexpectedly')],
])('a server %s is away', (_, error) => expect(isUnreachable(error)).toBe(true));

it.each([
  ['a rule that was broken', fromDriver('P2010', 'UniqueConstraintViolation')],
  ['a statement that is wrong', Object.assign(new Error('syntax error'), { code: '42601' })],
  ['nothing', undefined],
])('%s is not', (_, error) => expect(isUnreachable(error)).toBe(false));
