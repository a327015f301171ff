import type { BoardCall } from './board.ts';
import type { NeededCall } from './board-store.ts';
import { inOrderOfNeed, type Need, needOf } from './need.ts';

/** The two sounds of the desk. */
export type Alert = 'emergency' | 'person-needed';

/** What each need sounds like; none: nothing, or a call that is over and can wait. */
const alertOf: Record<Need, Alert | null> = {
  emergency: 'emergency',
  'not-understood': 'person-needed',
  'wants-person': 'person-needed',
  upset: 'person-needed',
  failed: null,
  none: null,
};

/**
 * What is to be heard about calls, each need of a call once: the strongest of what is new.
 * @param told by call, what was told of it before; brought up to date. A call that is gone is forgotten.
 */
export function newAlert(calls: readonly BoardCall[], told: Map<string, Alert>): Alert | null {
  let alert: Alert | null = null;
  const there = new Set<string>();
  for (const call of calls) {
    there.add(call.callId);
    const wanted = call.ended ? null : alertOf[needOf(call)];
    const before = told.get(call.callId);
    if (wanted === null || before === wanted || before === 'emergency') continue;
    told.set(call.callId, wanted);
    if (alert !== 'emergency') alert = wanted;
  }
  for (const callId of told.keys()) if (!there.has(callId)) told.delete(callId);
  return alert;
}

/**
 * The calls under way that want a person, the neediest first.
 * @param before what was answered last: answered again where it says the same, so that nothing is drawn anew.
 */
export function neededNow(calls: readonly BoardCall[], before: readonly NeededCall[]): readonly NeededCall[] {
  const wanting = calls.filter((call) => !call.ended && alertOf[needOf(call)] !== null);
  const needed = inOrderOfNeed(wanting).map((call) => ({
    ...{ callId: call.callId, need: needOf(call) },
    name: call.personal.patientName || call.personal.caller,
  }));
  const isSame = (one: NeededCall, at: number) => {
    const other = before[at];
    return one.callId === other?.callId && one.need === other.need && one.name === other.name;
  };
  return needed.length === before.length && needed.every(isSame) ? before : needed;
}
