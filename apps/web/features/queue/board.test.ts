// Guards: everybody stands on the board once, at the stage where they are, with how long they have waited.
import { expect, it } from 'vitest';
import type { Token } from '../../server/routers/queue-schemas.ts';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { boardOf } from './board.ts';

const appointment = (id: string, status: Appointment['status'], startsAt: string) =>
  ({ id, status, startsAt, doctorId: 'a', patientName: id }) as Appointment;
const token = (over: Partial<Token>) =>
  ({
    ...{ id: 't', doctorId: 'a', number: 1, status: 'waiting', appointmentId: null, calledAt: null, name: null },
    ...{ issuedAt: '2026-11-30T04:00:00Z', ...over },
  }) as Token;

it('puts an appointment and its number together, and a walk-in by itself', () => {
  const board = boardOf(
    [
      appointment('late', 'scheduled', '2026-11-30T05:00:00Z'),
      appointment('early', 'confirmed', '2026-11-30T04:30:00Z'),
      appointment('here', 'checked_in', '2026-11-30T04:15:00Z'),
      appointment('gone', 'cancelled', '2026-11-30T04:15:00Z'),
    ],
    [
      token({ id: 'own', appointmentId: 'here' }),
      token({ id: 'walk-in', name: 'Ravi', issuedAt: '2026-11-30T03:50:00Z' }),
    ],
  );
  expect(board.expected.map(({ key }) => key)).toEqual(['early', 'late']);
  expect(board.waiting.map(({ key, name }) => [key, name])).toEqual([
    ['walk-in', 'Ravi'],
    ['here', 'here'],
  ]);
  expect(board.waiting[1]).toMatchObject({ token: { id: 'own' }, waitingSince: '2026-11-30T04:00:00Z' });
});

it('says how long somebody waited once they are inside', () => {
  const inside = token({ id: 'own', appointmentId: 'in', status: 'called', calledAt: '2026-11-30T04:20:00Z' });
  const { inside: seen } = boardOf([appointment('in', 'in_consultation', '2026-11-30T04:15:00Z')], [inside]);
  expect(seen).toMatchObject([{ waitedMs: 20 * 60_000, waitingSince: '2026-11-30T04:20:00Z' }]);
});

it('does not count a walk-in who went home', () => {
  const board = boardOf([], [token({ status: 'cancelled' }), token({ id: 'skipped', status: 'skipped' })]);
  expect(board.waiting.map(({ key }) => key)).toEqual(['skipped']);
});
