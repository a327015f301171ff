// Guards the whole calendar against sequences that nobody thought of: whatever is done, the database holds what a simple model of it says, no two
// claims overlap, and each active appointment has its time.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CalendarWorld, calendarWorld } from '../testing/calendar-world.ts';
import { setNoShowGrace } from './appointments/auto-no-show.ts';
import { addDays } from './civil-time.ts';
import { calendarCommands, done } from './testing/calendar-commands.ts';
import { CalendarModel, capacities, GRACE, lengths, weekHours } from './testing/calendar-model.ts';
import { realCalendar } from './testing/real-calendar.ts';

/** Runs stop after this, however slow the machine is. */
const LONGEST_MS = 30_000;

let world: CalendarWorld;
beforeAll(async () => {
  world = await calendarWorld({ now: '2026-11-24T03:00:00Z', patients: 12 });
  const { house, ours, admin } = world;
  const run = (sql: string, values: unknown[]) => house.owner.query(sql, values);
  await run('DELETE FROM breaks WHERE clinic_id = $1', [ours.clinicId]);
  await run('UPDATE weekly_windows SET from_min = $2, to_min = $3 WHERE clinic_id = $1', [
    ours.clinicId,
    weekHours.from,
    weekHours.to,
  ]);
  await run(
    `INSERT INTO doctor_services (id, clinic_id, doctor_id, service_id) VALUES (gen_random_uuid(), $1, $2, $3)`,
    [ours.clinicId, ours.doctorIds[1], ours.vaccination],
  );
  for (const [index, serviceId] of [ours.consultation, ours.vaccination].entries())
    await run('UPDATE services SET duration_min = $1, buffer_after_min = 0 WHERE id = $2', [lengths[index], serviceId]);
  for (const [index, capacity] of capacities.entries())
    await run('UPDATE doctors SET capacity = $1, grid_min = 15 WHERE id = $2', [capacity, ours.doctorIds[index]]);
  await setNoShowGrace(admin, { graceMin: GRACE });
});
afterAll(() => world.house.close());

it('holds what a simple model of it says, whatever is done', { timeout: 120_000 }, async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(calendarCommands, { maxCommands: 40, size: 'max' }), async (commands) => {
      // Each run has a day of its own, so that nothing is left of the one before.
      const real = realCalendar(world, addDays('2026-12-01', runs++));
      await fc.asyncModelRun(() => {
        const model = new CalendarModel();
        real.setNow(model.now);
        return { model, real };
      }, commands);
    }),
    { numRuns: 40, interruptAfterTimeLimit: LONGEST_MS },
  );
  // Whatever the machine, something of everything that matters was done.
  for (const kind of ['book', 'move', 'cancel', 'hold']) expect([kind, done.get(kind) ?? 0]).not.toEqual([kind, 0]);
  expect(await world.overlaps()).toBe(0);
});
