import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function capture() {
  const lines: string[] = [];
  return {
    lines,
    logger: createLogger({ service: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } }),
  };
}

it('writes known keys and drops all others, so that no name or number slips through', () => {
  const { lines, logger } = capture();
  logger.info('booked', { callId: 'c1', name: 'Asha Kulkarni', phone: '+919810012345', transcript: 'hello' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ service: 'test', msg: 'booked', callId: 'c1' });
  expect(lines.join('')).not.toMatch(/Asha|9810012345|hello/);
});

it('keeps the place of an error, and not its words', () => {
  const { lines, logger } = capture();
  const cause = Object.assign(new Error('row Asha Kulkarni exists'), { code: '23505' });
  logger.error('could not write', { error: new TypeError('patient Asha Kulkarni is odd', { cause }) });
  const line = JSON.parse(lines[0] ?? '');
  expect(line.error.name).toBe('TypeError');
  expect(line.error.cause.code).toBe('23505');
  expect(line.error.frames[0]).toContain('logger.test.ts');
  expect(lines.join('')).not.toContain('Asha');
});

it('carries fields along', () => {
  const { lines, logger } = capture();
  logger.with({ callId: 'c2', secret: 'x' }).warn('late', { gapMs: 900 });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ callId: 'c2', gapMs: 900, level: 40 });
  expect(lines[0]).not.toContain('secret');
});
