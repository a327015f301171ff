import type { Slot } from '@vaani/clinic';
import type {
  BrainAction,
  BrainContext,
  BrainInput,
  BrainStep,
  SayAction,
  ToolCall,
  ToolResult,
} from '../src/brain.ts';
import { localOf } from '../src/language/civil.ts';
import { createDialogue, decide } from '../src/rules/decide.ts';
import type { DialogueState } from '../src/rules/state.ts';
import { openHoursOf } from '../src/times-said.ts';
import { type CallAuthority, createAuthority } from '../src/tools/authority.ts';
import { judgeSlot } from '../src/tools/judge-time.ts';
import { type ReadBack, readBackIdOf } from '../src/tools/read-back.ts';
import { clinic, patients, slotAt } from './clinic.ts';

interface Appointment {
  id: string;
  doctorId: string;
  startsAt: string;
  patientId?: string;
  name?: string;
  relation?: string;
  birth?: unknown;
  guardian?: unknown;
  isCancelled: boolean;
}

/**
 * One call in text against a calendar in memory that keeps the guard's rules: what the tools do there stands in tools' own tests, here it is the
 * dialogue that is looked at.
 */
export class Conversation {
  readonly appointments: Appointment[] = [];
  readonly calls: ToolCall[] = [];
  readonly authority: CallAuthority;
  readonly actions: BrainAction[] = [];
  /** Every slot from 09:00 to 20:00 is free but these instants. */
  readonly taken = new Set<string>();
  /** Who waits. */
  readonly waiting: Record<string, unknown>[] = [];
  /** Days on which the patient has an appointment with the doctor already. */
  readonly hasAnother = new Set<string>();
  queue: Record<string, unknown> = {};
  followUp: Record<string, unknown> = { isEntitled: false };
  /** Slots that somebody else takes between the offer and the hold. */
  readonly takenWhileDeciding = new Set<string>();
  isDatabaseDown = false;
  isHeard = true;
  step: BrainStep<DialogueState>;
  readonly context: BrainContext;

  constructor(context: BrainContext) {
    this.context = context;
    this.authority = createAuthority({ hearing: context.hearing });
    this.step = {
      state: createDialogue(context),
      actions: [],
      expect: decide(createDialogue(context), { kind: 'silence' }, context).expect,
    };
    this.give({ kind: 'call-started' });
  }

  hear(text: string, source: 'local' | 'stt' = this.context.hearing === 'local' ? 'local' : 'stt'): string {
    return this.give({ kind: 'heard', text, confidence: 1, source });
  }

  key(digits: string): string {
    return this.give({ kind: 'keyed', digits });
  }

  /** Gives one input and all tool results that follow; answers what was said. */
  give(input: BrainInput): string {
    this.authority.listen(input);
    let said = this.take(decide(this.step.state, input, this.context));
    for (let tool = this.pending(); tool !== null; tool = this.pending()) {
      said += ` ${this.take(decide(this.step.state, { kind: 'tool-result', call: tool, result: this.run(tool) }, this.context))}`;
    }
    return said.trim();
  }

  get ended(): string | null {
    const end = this.actions.find((action) => action.kind === 'end');
    return end?.kind === 'end' ? end.outcome : null;
  }

  get transferred(): string | null {
    const transfer = this.actions.findLast((action) => action.kind === 'transfer');
    return transfer?.kind === 'transfer' ? transfer.reason : null;
  }

  private take(step: BrainStep<DialogueState>): string {
    this.step = structuredClone(step);
    this.actions.push(...step.actions);
    const says = step.actions.filter((action): action is SayAction => action.kind === 'say');
    for (const { readBackId } of says) if (readBackId !== undefined && this.isHeard) this.authority.heard(readBackId);
    return says.map(({ text }) => text).join(' ');
  }

  private pending(): ToolCall | null {
    const tool = this.step.actions.find((action) => action.kind === 'tool');
    return tool?.kind === 'tool' ? tool.call : null;
  }

  private run(call: ToolCall): ToolResult {
    this.calls.push(call);
    if (this.isDatabaseDown) return { ok: false, code: 'unavailable' };
    const args = call.arguments as Record<string, string>;
    switch (call.name) {
      case 'search_slots':
        return { ok: true, value: { slots: this.search(args) } };
      case 'hold_slot': {
        const startsAt = args.startsAt ?? '';
        const doubt = this.doubt(args);
        if (doubt !== null) return { ok: false, code: doubt };
        if (!this.takenWhileDeciding.has(startsAt))
          return { ok: true, value: { slot: slotAt(args.doctorId ?? '', startsAt) } };
        this.taken.add(startsAt);
        const day = this.local(startsAt).date;
        const alternatives = this.search({ doctorId: args.doctorId ?? '', from: day, to: day });
        return { ok: false, code: 'taken', value: { alternatives } };
      }
      case 'book_appointment':
        return this.book(args);
      case 'identify_patient': {
        const birth = call.arguments.birth as { year?: number; date?: string; age?: number };
        const isBorn = birth.year === 1985 || birth.date === '1985-06-05' || birth.age === 41;
        if (!/ravi|रवि/i.test(args.name ?? '') || !isBorn) return { ok: false, code: 'not-verified' };
        this.authority.verify(patients.ravi);
        return { ok: true, value: { patientId: patients.ravi } };
      }
      case 'my_appointments':
        return {
          ok: true,
          value: {
            appointments: this.appointments.filter((one) => one.patientId === args.patientId && !one.isCancelled),
          },
        };
      case 'cancel_appointment':
      case 'restore_appointment':
        return this.change(args.appointmentId ?? '', call.name === 'cancel_appointment' ? 'cancel' : 'restore');
      case 'reschedule_appointment':
        return this.move(args);
      case 'join_waitlist': {
        const { language: _, ...wish } = call.arguments;
        const done = this.write({ kind: 'wait', ...wish } as ReadBack);
        if (done !== null) return done;
        this.waiting.push(wish);
        return { ok: true, value: { entryId: `w${this.waiting.length}` } };
      }
      case 'queue_status':
        return { ok: true, value: { ...this.queue, ...call.arguments } };
      case 'follow_up':
        return { ok: true, value: this.followUp };
      default:
        return { ok: true, value: { callbackId: 'c1' } };
    }
  }

  /** As the tools do: a slot is what the caller said, or chose of what they heard. */
  private doubt({ doctorId = '', startsAt = '' }: Record<string, string>): string | null {
    const { now, zone } = this.context;
    const open = openHoursOf(clinic, doctorId);
    const place = { now, zone, ...(open === undefined ? {} : { open }) };
    const doubt = judgeSlot({ doctorId, startsAt }, this.authority.talk(), place);
    if (doubt === null) this.authority.settle(doctorId, startsAt);
    return doubt;
  }

  /** Null where the write may go on; its token is spent then. */
  private write(readBack: ReadBack): ToolResult | null {
    const readBackId = readBackIdOf(readBack);
    const refusal = this.authority.mayWrite(readBackId);
    if (refusal !== null) return { ok: false, code: refusal };
    this.authority.spend(readBackId);
    return null;
  }

  private change(appointmentId: string, kind: 'cancel' | 'restore'): ToolResult {
    const one = this.appointments.find(({ id }) => id === appointmentId);
    const refusal = this.write({ kind, appointmentId });
    if (refusal !== null) return refusal;
    if (one !== undefined) one.isCancelled = kind === 'cancel';
    return { ok: true, value: { appointmentId } };
  }

  private move(args: Record<string, string>): ToolResult {
    const { appointmentId = '', doctorId = '', startsAt = '' } = args;
    const doubt = this.doubt(args);
    if (doubt !== null) return { ok: false, code: doubt };
    const refusal = this.write({ kind: 'move', appointmentId, doctorId, startsAt });
    if (refusal !== null) return refusal;
    const one = this.appointments.find(({ id }) => id === appointmentId);
    if (one === undefined) return { ok: false, code: 'not-found' };
    Object.assign(one, { id: `${appointmentId}-moved`, doctorId, startsAt });
    return { ok: true, value: { appointmentId: one.id, previousId: appointmentId, doctorId, startsAt } };
  }

  private book(args: Record<string, string>): ToolResult {
    const { doctorId = '', startsAt = '', patientId, name, relation } = args;
    const doubt = this.doubt(args);
    if (doubt !== null) return { ok: false, code: doubt };
    const { language: _, ...values } = args;
    const refusal = this.write({ kind: 'book', ...values } as unknown as ReadBack);
    if (refusal !== null) return refusal;
    if (this.hasAnother.delete(startsAt.slice(0, 10)))
      return { ok: false, code: 'same-day', value: { alternatives: [] } };
    const id = `a${this.appointments.length + 1}`;
    this.authority.booked(id);
    const { birth, guardian } = args as { birth?: unknown; guardian?: unknown };
    const who = {
      ...(patientId === undefined ? {} : { patientId }),
      ...(name === undefined ? {} : { name }),
      ...(relation === undefined ? {} : { relation }),
      ...(birth === undefined ? {} : { birth }),
      ...(guardian === undefined ? {} : { guardian }),
    };
    this.appointments.push({ id, doctorId, startsAt, isCancelled: false, ...who });
    return { ok: true, value: { appointmentId: id, doctorId, startsAt } };
  }

  private search(args: Record<string, string>): Slot[] {
    const doctors = clinic.doctors.filter((one) => one.id === args.doctorId || one.speciality === args.speciality);
    const parts: Record<string, [string, string]> = {
      morning: ['00:00', '12:00'],
      afternoon: ['12:00', '17:00'],
      evening: ['16:00', '21:00'],
      night: ['19:00', '24:00'],
    };
    const [partFrom, partTo] = parts[args.part ?? ''] ?? ['00:00', '24:00'];
    const slots: Slot[] = [];
    for (let at = Date.parse(this.context.now) + 3_600_000; at < Date.parse(`${args.to}T18:30:00Z`); at += 900_000) {
      const startsAt = new Date(at).toISOString().replace('.000Z', 'Z');
      const { date, time } = this.local(startsAt);
      const isOpen = time >= '09:00' && time < '20:00' && date >= (args.from ?? '') && date <= (args.to ?? '');
      const isWanted =
        time >= (args.timeFrom ?? '00:00') && time < (args.timeTo ?? '24:00') && time >= partFrom && time < partTo;
      const [one] = doctors;
      if (isOpen && isWanted && one !== undefined && !this.taken.has(startsAt)) slots.push(slotAt(one.id, startsAt));
    }
    const stride = Math.max(1, Math.floor(slots.length / 3));
    return slots.filter((_, index) => index % stride === 0).slice(0, Number(args.limit ?? 3));
  }

  private local(instant: string): { date: string; time: string } {
    const { minutes } = localOf(instant, clinic.zone);
    const date = new Date(Date.parse(instant) + 19_800_000).toISOString().slice(0, 10);
    return {
      date,
      time: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    };
  }
}
