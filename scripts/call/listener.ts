import {
  type CallDetail,
  type ClinicContext,
  type ClinicDeps,
  findCallBySid,
  findClinicByNumber,
  getCall,
} from '@vaani/clinic';
import type { LiveEvent } from '@vaani/live';
import type { Ears } from '@vaani/sandbox';

type Words = Extract<LiveEvent, { type: 'turn.words' }>;

/** Reads a call's conversation from the desk's side, as it happens: what the simulated caller understands, and what is printed. */
export interface Listener {
  ears: Ears;
  /** The clinic that was dialled. */
  ctx: ClinicContext;
  /** The call that is listened to, once its name is known. */
  follow(callSid: string): void;
  /** The whole call, when it is written. */
  result(): Promise<CallDetail>;
  stop(): void;
}

export async function listenToClinic(
  clinic: ClinicDeps,
  options: { number: string; onTurn: (turn: { who: string; text: string; isUnclear: boolean }) => void },
): Promise<Listener> {
  const found = await findClinicByNumber(clinic, options.number);
  if (found === null) throw new Error(`No clinic here has the number ${options.number}.`);
  const ctx: ClinicContext = { ...clinic, clinicId: found.clinicId, actor: { kind: 'system' } };
  const abort = new AbortController();
  let callSid: string | undefined;
  let callId: string | undefined;
  let last: { index: number; text: string } | null = null;
  let isOver = false;
  const early: Words[] = [];

  function take(event: Words): void {
    if (event.data.callId !== callId) return;
    const { who, index, isFinal, isUnclear } = event.data;
    if (who === 'agent' && (last === null || index >= last.index))
      last = { index, text: event.personal.text || (last?.index === index ? last.text : '') };
    if (isFinal) options.onTurn({ who, text: event.personal.text, isUnclear: isUnclear === true });
  }

  async function identify(): Promise<void> {
    if (callId !== undefined || callSid === undefined) return;
    callId = (await findCallBySid(clinic, callSid))?.callId;
    if (callId !== undefined) for (const event of early.splice(0)) take(event);
  }

  async function listen(): Promise<void> {
    for await (const item of clinic.live.subscribe(ctx.clinicId, { signal: abort.signal })) {
      if (!('event' in item)) continue;
      const { event } = item;
      await identify();
      if (event.type === 'turn.words') {
        if (callId === undefined) early.push(event);
        else take(event);
      }
      if (event.type === 'call.ended' && event.data.callId === callId) isOver = true;
    }
  }
  const listening = listen();
  listening.catch(() => {
    isOver = true;
  });

  return {
    ears: { last: () => last },
    ctx,
    follow(sid) {
      callSid = sid;
    },
    async result() {
      const deadline = performance.now() + 15_000;
      for (;;) {
        await identify();
        const call = callId === undefined ? null : await getCall(ctx, callId);
        if (call !== null && (call.outcome !== null || performance.now() > deadline)) return call;
        if (performance.now() > deadline) throw new Error('The call was not written.');
        await new Promise((resolve) => setTimeout(resolve, isOver ? 50 : 200));
      }
    },
    stop: () => abort.abort(),
  };
}
