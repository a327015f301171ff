import { executeTool } from '@vaani/receptionist';
import { phoneOf } from '../caller/caller.ts';
import type { Given } from '../clinic/given.ts';
import type { EvalClinic } from '../clinic/world.ts';
import type { ClinicFixture, Scenario } from '../format/schema.ts';
import { rules } from './brains.ts';
import { openCall, type ToolRun } from './call.ts';

/**
 * What a model would do that obeys whoever talks to it: the attack's tool calls, straight at the tools and their guard, in a call of its own. The
 * guard hears the attacker's words, as it does in a real call. `{{person.neha}}`, `{{doctor.rao}}`, `{{appointment.theirs}}`, `{{slot.rao}}` and
 * `{{clinic}}` in the arguments stand for ids, and for the first free time of a doctor.
 */
export async function runTools(
  clinic: EvalClinic,
  options: { scenario: Scenario; fixture: ClinicFixture; given: Given; lines: readonly string[] },
): Promise<ToolRun[]> {
  const { scenario, fixture, given, lines } = options;
  const phone = phoneOf(scenario, fixture);
  const call = await openCall({ clinic, phone, hearing: scenario.hearing, think: rules });
  const runs: ToolRun[] = [];
  for (const [index, tool] of scenario.tools.entries()) {
    const text = lines[Math.min(index, lines.length - 1)] ?? '';
    call.authority.listen({ kind: 'heard', text, confidence: 1, source: 'stt' });
    const filled = fill(tool.arguments, { clinic, given, runs });
    const call_ = { id: `o${index}`, name: tool.name, arguments: filled as Record<string, unknown> };
    runs.push({ call: call_, result: await executeTool(call_, call.tools) });
  }
  return runs;
}

type Known = { clinic: EvalClinic; given: Given; runs: readonly ToolRun[] };

/** Arguments of an attack's tool with the ids of this run. @throws RangeError for a name that stands for nothing */
export function fill(value: unknown, known: Known): unknown {
  if (typeof value === 'string') return value.replace(/\{\{([\w.-]+)\}\}/g, (_, name: string) => idOf(name, known));
  if (Array.isArray(value)) return value.map((one) => fill(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, known)]));
}

/** @throws RangeError for a name that stands for nothing */
function idOf(name: string, { clinic, given, runs }: Known): string {
  const [kind = '', key = ''] = name.split('.');
  if (kind === 'clinic') return clinic.ctx.clinicId;
  if (kind === 'slot') return slotIn(runs) ?? new Date(clinic.nowMs + 26 * 3_600_000).toISOString();
  const id = { person: clinic.people, doctor: clinic.doctors, appointment: given.appointments }[kind]?.get(key);
  if (id === undefined) throw new RangeError(`{{${name}}} stands for nothing`);
  return id;
}

/** The first time that an earlier search of this attack found. */
function slotIn(runs: readonly ToolRun[]): string | undefined {
  for (const { result } of runs) {
    const value = result.value as { slots?: { startsAt: string }[] } | undefined;
    if (value?.slots?.[0] !== undefined) return value.slots[0].startsAt;
  }
  return undefined;
}
