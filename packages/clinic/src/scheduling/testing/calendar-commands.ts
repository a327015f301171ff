import { randomUUID } from 'node:crypto';
import { newId } from '@vaani/db';
import fc from 'fast-check';
import { expect } from 'vitest';
import { markNoShow } from '../appointments/auto-no-show.ts';
import { changeStatus } from '../appointments/change-status.ts';
import { rescheduleAppointment } from '../appointments/reschedule.ts';
import { restoreAppointment } from '../appointments/restore.ts';
import { bookAppointment } from '../book.ts';
import { cancelAppointment } from '../cancel.ts';
import { holdSlot, releaseHold } from '../hold.ts';
import { blockTime, unblockTime } from '../hours/block-time.ts';
import { removeDateOverride, setDateOverride } from '../hours/date-overrides.ts';
import { mayMove } from '../statuses.ts';
import {
  type CalendarModel,
  type Claimed,
  capacities,
  GRACE,
  HOLD_SECONDS,
  isActive,
  LONGEST_HOLD_SECONDS,
  lengths,
  type ModelAppointment,
  touches,
} from './calendar-model.ts';
import { type RealCalendar, stored } from './real-calendar.ts';

export type CalendarCommand = fc.AsyncCommand<CalendarModel, RealCalendar>;

/** How often each kind of command did what it says, over all runs: a test in which nothing succeeds proves nothing. */
export const done = new Map<string, number>();

/** A command: does the same to both, and then both must tell the same. */
function command(
  name: string,
  act: (model: CalendarModel, real: RealCalendar) => Promise<boolean>,
  isDue: (model: CalendarModel) => boolean = () => true,
): CalendarCommand {
  return {
    toString: () => name,
    check: (model) => isDue(model),
    async run(model, real) {
      const isDone = await act(model, real);
      const kind = name.split(' ')[0] ?? name;
      done.set(kind, (done.get(kind) ?? 0) + (isDone ? 1 : 0));
      expect(await stored(real, model)).toEqual({
        appointments: model.appointments.map(told).sort(),
        holds: model.holds
          .filter(({ endsAt }) => endsAt > model.now)
          .map(({ doctor, from, to, lane }) => `${doctor} ${from} ${to} ${lane}`)
          .sort(),
        blocked: model.blocks
          .filter(({ isRemoved }) => !isRemoved)
          .flatMap(({ doctor, from, to }) =>
            Array.from({ length: capacities[doctor] ?? 0 }, (_, lane) => `${doctor} ${from} ${to} ${lane}`),
          )
          .sort(),
        broken: [],
      });
    },
  };
}

const told = ({ number, doctor, from, to, status, lane, isOverbooked }: ModelAppointment): string =>
  [`${number}:`, doctor, from, to, status, lane ?? '-', ...(isOverbooked ? ['on top'] : [])].join(' ');

const span = (doctor: number, from: number, service: number): Claimed => ({
  doctor,
  from,
  to: from + (lengths[service] ?? 0),
});
const key = () => ({ idempotencyKey: randomUUID() });
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const reasonOf = (result: { ok: boolean; reason?: string }): string => (result.ok ? 'ok' : (result.reason ?? ''));

/** Why a slot cannot be had, as the model sees it. */
function refusalOf(model: CalendarModel, wanted: Claimed, lane: number | null, isOverbooked: boolean): string | null {
  if (!model.isSlot(wanted)) return 'outside';
  return lane === null && !isOverbooked ? 'taken' : null;
}

interface Wish {
  doctor: number;
  from: number;
  service: number;
  isOverbooked: boolean;
}

const book = (wish: Wish, patient: number, owner: number | null): CalendarCommand =>
  command(`book ${JSON.stringify(wish)} for ${patient} by ${owner}`, async (model, real) => {
    const { doctor, from, service, isOverbooked } = wish;
    const wanted = span(doctor, from, service);
    const result = await bookAppointment(real.world.admin, {
      slot: real.slot(wanted, service),
      patientId: real.patientId(patient),
      isDespiteOwn: true,
      isOverbooked,
      ...(owner === null ? {} : { ownerToken: real.owner(owner) }),
      ...key(),
    });
    model.sweep({ doctor, from: 0, to: 1_440 });
    const lane = model.laneFor(wanted, owner === null ? {} : { owner });
    const refusal = refusalOf(model, wanted, lane, isOverbooked);
    expect(reasonOf(result)).toBe(refusal ?? 'ok');
    if (!result.ok) return false;
    const number = model.number();
    real.ids.set(number, result.appointment.id);
    const appointment = { ...wanted, number, service, status: 'scheduled' as const, lane: null, isOverbooked: false };
    model.take(appointment, lane, owner ?? undefined);
    return true;
  });

const hold = (wish: Wish, owner: number): CalendarCommand =>
  command(`hold ${JSON.stringify(wish)} by ${owner}`, async (model, real) => {
    const { doctor, from, service } = wish;
    const wanted = span(doctor, from, service);
    const slot = real.slot(wanted, service);
    const result = await holdSlot(real.world.admin, { slot, ownerToken: real.owner(owner) });
    model.sweep({ doctor, from: 0, to: 1_440 });
    const lane = model.laneFor(wanted, { owner });
    expect(reasonOf(result)).toBe(refusalOf(model, wanted, lane, false) ?? 'ok');
    if (!result.ok || lane === null) return false;
    const own = model.heldBy(owner, wanted);
    const freed = model.release(owner, own);
    const endsAt = model.now + HOLD_SECONDS;
    if (own !== undefined) own.endsAt = Math.min(endsAt, own.madeAt + LONGEST_HOLD_SECONDS);
    else model.holds.push({ ...wanted, owner, lane, madeAt: model.now, endsAt });
    model.place(freed);
    return true;
  });

const release = (owner: number): CalendarCommand =>
  command(`release ${owner}`, async (model, real) => {
    await releaseHold(real.world.admin, { ownerToken: real.owner(owner) });
    const freed = model.release(owner);
    model.place(freed);
    return freed.length > 0;
  });

/** A command on one of the appointments there are. */
const onAppointment = (
  name: string,
  index: number,
  act: (model: CalendarModel, real: RealCalendar, one: ModelAppointment, id: string) => Promise<boolean>,
): CalendarCommand =>
  command(
    `${name} of ${index}`,
    async (model, real) => {
      const one = pick(model.appointments, index);
      const id = one === undefined ? undefined : real.ids.get(one.number);
      if (one === undefined || id === undefined) throw new Error('the model knows an appointment that is not there');
      return act(model, real, one, id);
    },
    (model) => model.appointments.length > 0,
  );

const move = (index: number, wish: Wish): CalendarCommand =>
  onAppointment(`move ${JSON.stringify(wish)}`, index, async (model, real, one, appointmentId) => {
    const { doctor, from, service, isOverbooked } = wish;
    const wanted = span(doctor, from, service);
    const isOwn = one.doctor === doctor && one.from === from && one.service === service;
    const moving = rescheduleAppointment(real.world.admin, {
      appointmentId,
      slot: real.slot(wanted, service),
      by: 'patient',
      isDespiteOwn: true,
      isOverbooked,
      ...key(),
    });
    if (isOwn && mayMove(one.status, 'rescheduled')) {
      await expect(moving).rejects.toMatchObject({ code: 'bad-input', field: 'slot.startsAt' });
      return false;
    }
    const result = await moving;
    model.sweep({ doctor, from: 0, to: 1_440 });
    const lane = model.laneFor(wanted, { appointment: one });
    const refusal = mayMove(one.status, 'rescheduled') ? refusalOf(model, wanted, lane, isOverbooked) : 'not-allowed';
    expect(reasonOf(result)).toBe(refusal ?? 'ok');
    if (!result.ok) return false;
    const number = model.number();
    real.ids.set(number, result.appointment.id);
    const freed = one.lane === null ? [] : [{ ...one, lane: one.lane }];
    one.status = 'rescheduled';
    one.lane = null;
    model.take({ ...wanted, number, service, status: 'scheduled', lane: null, isOverbooked: false }, lane);
    model.place(freed);
    return true;
  });

const cancel = (index: number): CalendarCommand =>
  onAppointment('cancel', index, async (model, real, one, appointmentId) => {
    const result = await cancelAppointment(real.world.admin, { appointmentId, by: 'clinic', ...key() });
    const isAllowed = one.status === 'cancelled' || mayMove(one.status, 'cancelled');
    expect(reasonOf(result)).toBe(isAllowed ? 'ok' : 'not-allowed');
    if (!isAllowed || one.status === 'cancelled') return false;
    model.leave(one, 'cancelled');
    return true;
  });

const restore = (index: number): CalendarCommand =>
  onAppointment('restore', index, async (model, real, one, appointmentId) => {
    const result = await restoreAppointment(real.world.admin, { appointmentId, isDespiteOwn: true, ...key() });
    if (one.status !== 'cancelled') {
      expect(reasonOf(result)).toBe('not-allowed');
      return false;
    }
    model.sweep(one);
    const lane = model.laneFor(one);
    const isHad = model.isOpen(one) && !model.isPast(one.to);
    expect(reasonOf(result)).toBe(!isHad ? 'outside' : lane === null ? 'taken' : 'ok');
    if (!result.ok) return false;
    Object.assign(one, { status: 'scheduled', lane, isOverbooked: false });
    return true;
  });

type Target = 'confirmed' | 'checked_in' | 'in_consultation' | 'completed' | 'no_show';

const setStatus = (index: number, to: Target): CalendarCommand =>
  onAppointment(to, index, async (model, real, one, appointmentId) => {
    const result = await changeStatus(real.world.admin, { appointmentId, to });
    if (one.status === to) {
      expect(reasonOf(result)).toBe('ok');
      return false;
    }
    const isEarly = to === 'no_show' ? model.now < one.from * 60 : to !== 'confirmed' && model.now < 0;
    const expected = !mayMove(one.status, to) ? 'not-allowed' : isEarly ? 'too-early' : 'ok';
    expect(reasonOf(result)).toBe(expected);
    if (expected !== 'ok') return false;
    if (one.status === 'no_show') {
      // Who was there after all has the lowest lane that is free, or is put on top.
      model.sweep(one);
      const lane = model.freeLanes(one)[0] ?? null;
      Object.assign(one, { status: to, lane, isOverbooked: lane === null });
    } else if (isActive(to)) one.status = to;
    else model.leave(one, to);
    return true;
  });

const noShow = (index: number): CalendarCommand =>
  onAppointment('job', index, async (model, real, one, appointmentId) => {
    await markNoShow(real.world.ctx, appointmentId);
    const isAwaited = one.status === 'scheduled' || one.status === 'confirmed';
    if (!isAwaited || model.now < (one.from + GRACE) * 60) return false;
    model.leave(one, 'no_show');
    return true;
  });

const block = (doctor: number, from: number, length: number): CalendarCommand =>
  command(
    `block ${doctor} ${from} ${length}`,
    async (model, real) => {
      const wanted = { doctor, from, to: from + length };
      const result = await blockTime(real.world.admin, {
        doctorId: real.doctorId(doctor),
        startsAt: real.instant(from),
        endsAt: real.instant(wanted.to),
        label: 'Surgery',
        ...key(),
      });
      model.sweep(wanted);
      const inTheWay = model.active().filter((one) => touches(one, wanted));
      const isBlocked = model.blocks.some((one) => !one.isRemoved && touches(one, wanted));
      const isHeld = model.holds.some((one) => touches(one, wanted));
      const expected = inTheWay.length > 0 ? 'appointments' : isBlocked ? 'blocked' : isHeld ? 'held' : 'ok';
      expect(reasonOf(result)).toBe(expected);
      if (!result.ok) {
        const ids = inTheWay.map(({ number }) => real.ids.get(number));
        expect(new Set(result.appointments.map(({ id }) => id))).toEqual(new Set(ids));
        return false;
      }
      const number = model.number();
      real.ids.set(number, result.block.id);
      model.blocks.push({ ...wanted, number, isRemoved: false });
      return true;
    },
    (model) => !model.isPast(from + length),
  );

const unblock = (index: number): CalendarCommand =>
  command(
    `unblock ${index}`,
    async (model, real) => {
      const one = pick(model.blocks, index);
      if (one === undefined) throw new Error('there is no block');
      const blockId = real.ids.get(one.number) ?? '';
      expect((await unblockTime(real.world.admin, { blockId })).ok).toBe(true);
      if (one.isRemoved) return false;
      one.isRemoved = true;
      model.place(Array.from({ length: capacities[one.doctor] ?? 0 }, (_, lane) => ({ ...one, lane })));
      return true;
    },
    (model) => model.blocks.length > 0,
  );

const override = (doctor: number, hours: readonly { from: number; to: number }[] | null): CalendarCommand =>
  command(`hours ${doctor} ${JSON.stringify(hours)}`, async (model, real) => {
    const at = { doctorId: real.doctorId(doctor), date: real.date };
    const result =
      hours === null
        ? await removeDateOverride(real.world.admin, at)
        : await setDateOverride(real.world.admin, {
            ...at,
            hours: hours.map(({ from, to }) => ({ fromMin: from, toMin: to })),
          });
    const isNothing = hours === null && !model.overrides.has(doctor);
    if (hours === null) model.overrides.delete(doctor);
    else model.overrides.set(doctor, hours);
    const caught = model
      .active()
      .filter((one) => one.doctor === doctor && !model.isPast(one.to) && !model.isWithinHours(one));
    const ids = isNothing ? [] : caught.map(({ number }) => real.ids.get(number));
    expect(new Set(result.outside.map(({ id }) => id))).toEqual(new Set(ids));
    return !isNothing;
  });

const leave = (doctor: number, from: number, length: number): CalendarCommand =>
  command(`leave ${doctor} ${from} ${length}`, async (model, real) => {
    const { house, ours } = real.world;
    await house.owner.query(
      `INSERT INTO leaves (id, clinic_id, doctor_id, starts_at, ends_at, label) VALUES ($1, $2, $3, $4, $5, 'Away')`,
      [newId(), ours.clinicId, real.doctorId(doctor), real.instant(from), real.instant(from + length)],
    );
    model.leaves.push({ doctor, from, to: from + length });
    return true;
  });

/** Time goes on: by a little, so that holds lapse, or into the day itself. */
const wait = (seconds: number): CalendarCommand =>
  command(`wait ${seconds}`, async (model, real) => {
    model.now = seconds > 600 && model.now < 0 ? 9 * 3_600 - 600 : model.now + seconds;
    real.setNow(model.now);
    return true;
  });

const doctor = fc.constantFrom(0, 1);
const start = fc.constantFrom(540, 555, 570, 585, 600, 615);
const wish = fc.record({ doctor, from: start, service: fc.constantFrom(0, 1), isOverbooked: fc.boolean() });
const patient = fc.nat({ max: 7 });
const owner = fc.nat({ max: 2 });
const index = fc.nat({ max: 30 });
const hours = fc.constantFrom(
  null,
  [],
  [{ from: 540, to: 585 }],
  [
    { from: 555, to: 600 },
    { from: 600, to: 645 },
  ],
);

/** Everything that may be done, what matters most more often. */
export const calendarCommands: fc.Arbitrary<CalendarCommand>[] = [
  ...Array.from({ length: 4 }, () =>
    fc.tuple(wish, patient, fc.option(owner, { freq: 2 })).map((args) => book(...args)),
  ),
  ...Array.from({ length: 3 }, () => fc.tuple(index, wish).map((args) => move(...args))),
  ...Array.from({ length: 2 }, () => fc.tuple(wish, owner).map((args) => hold(...args))),
  ...Array.from({ length: 2 }, () => index.map(cancel)),
  index.map(restore),
  owner.map(release),
  ...Array.from({ length: 2 }, () =>
    fc
      .tuple(index, fc.constantFrom<Target>('confirmed', 'checked_in', 'in_consultation', 'completed', 'no_show'))
      .map((args) => setStatus(...args)),
  ),
  index.map(noShow),
  fc.tuple(doctor, start, fc.constantFrom(15, 45)).map((args) => block(...args)),
  fc.nat({ max: 5 }).map(unblock),
  fc.tuple(doctor, hours).map((args) => override(...args)),
  fc.tuple(doctor, start, fc.constantFrom(15, 30)).map((args) => leave(...args)),
  fc.constantFrom(60, 100, 300, 900).map(wait),
];
