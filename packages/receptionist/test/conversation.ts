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
import { type CallAuthority, createAuthority } from '../src/tools/authority.ts';
import { readBackIdOf } from '../src/tools/read-back.ts';
import { clinic, patients, slotAt } from './clinic.ts';

interface Appointment {
  id: string;
  doctorId: string;
  startsAt: string;
  patientId?: string;
  name?: string;
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
        const isRight = /ravi|रवि/i.test(args.name ?? '') && (call.arguments.birth as { year: number }).year === 1985;
        if (!isRight) return { ok: false, code: 'not-verified' };
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
      case 'cancel_appointment': {
        const one = this.appointments.find(({ id }) => id === args.appointmentId);
        const refusal = this.authority.mayWrite(
          readBackIdOf({ kind: 'cancel', appointmentId: args.appointmentId ?? '' }),
        );
        if (refusal !== null) return { ok: false, code: refusal };
        if (one !== undefined) one.isCancelled = true;
        return { ok: true, value: { appointmentId: args.appointmentId } };
      }
      default:
        return { ok: true, value: { callbackId: 'c1' } };
    }
  }

  private book(args: Record<string, string>): ToolResult {
    const { doctorId = '', startsAt = '', patientId, name, phone } = args;
    const readBackId = readBackIdOf({
      kind: 'book',
      doctorId,
      startsAt,
      ...(patientId === undefined ? {} : { patientId }),
      ...(name === undefined ? {} : { name }),
      ...(phone === undefined ? {} : { phone }),
    });
    const refusal = this.authority.mayWrite(readBackId);
    if (refusal !== null) return { ok: false, code: refusal };
    this.authority.spend(readBackId);
    const id = `a${this.appointments.length + 1}`;
    this.authority.booked(id);
    const who = { ...(patientId === undefined ? {} : { patientId }), ...(name === undefined ? {} : { name }) };
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
