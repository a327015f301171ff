import {
  type ClinicContext,
  type ClinicDeps,
  findCallBySid,
  findClinicByNumber,
  listTransferSteps,
  type PhoneSettings,
  savePhoneSettings,
  saveTransferDirectory,
  type TransferDirectory,
} from '@vaani/clinic';
import { systemClock } from '@vaani/config';
import { type SpeechToText, twilioCalls } from '@vaani/providers';
import {
  type Answered,
  type Callback,
  type Delivery,
  type Fault,
  type FaultPlan,
  type Latency,
  type PhonePlan,
  startTwilioCalls,
  type TwilioCalls,
  untilTold,
} from '@vaani/sandbox';
import { expect } from 'vitest';
import { demoNumbers } from '../../../../prisma/seed.ts';
import { path } from './phone.ts';
import { quickVoice } from './stand-ins.ts';
import type { VoiceWorker, VoiceWorld } from './voice-world.ts';

/** A number of the account outside India, which may ring Indian phones. */
export const abroad = '+12025550100';
const accountSid = `AC${'0b'.repeat(16)}`;

type Entry = TransferDirectory['entries'][number];
export const entry = (label: string, phone: string, over: Partial<Entry> = {}): Entry => ({
  ...{ label, phone, reasons: [], weekdays: [], fromMin: 0, toMin: 1_440, group: null, userId: null, doctorId: null },
  ...{ languages: [], isWarm: false, ringSeconds: 20, ...over },
});
export const ordinary: PhoneSettings = {
  ...{ answers: 'always', afterRings: 4, afterHoursEn: null, afterHoursHi: null, callerId: abroad },
  ...{ callingFromMin: 0, callingToMin: 1_440, callsBackItself: false, monthlyCapPaise: null },
};

/** The phone network, as the real library and a worker meet it: everything that Twilio does with calls, on loopback. */
export interface PhoneLine {
  twilio: TwilioCalls;
  worker: VoiceWorker;
  voice: ReturnType<typeof quickVoice>;
  ctx: ClinicContext;
  /** What phones do; all others are answered by people who press nothing. */
  plans: Map<string, Answered | PhonePlan>;
  fault(fault: Fault | null): void;
  /** Somebody rings the clinic. Resolves with the name of the call. */
  ring(from?: string, more?: { forwardedFrom?: string }): Promise<string>;
  /** The same, and the AI has begun to speak. */
  talk(from?: string): Promise<string>;
  call(callSid: string): ReturnType<TwilioCalls['calls']>[number];
  /** The newest call to a phone. */
  callTo(phone: string): ReturnType<TwilioCalls['calls']>[number] | undefined;
  steps(callSid: string): Promise<string[]>;
  callback(callSid: string): Promise<{ status: string; phone: string | null; reason: string } | null>;
  close(): Promise<void>;
}

export async function startPhoneLine(
  world: VoiceWorld,
  options: {
    directory?: Entry[];
    settings?: Partial<PhoneSettings>;
    ringMs?: number;
    deliveries?: (callback: Callback) => Delivery;
    /** Without Twilio's REST interface. */
    hasRest?: boolean;
    maxCalls?: number;
    /** What goes wrong at Twilio's interface, and how long it takes, request by request. */
    faults?: FaultPlan;
    latency?: Latency;
    onRequest?: (operation: string) => void;
    /** Between an answer and the verdict on who gave it. */
    detectionMs?: number;
    stt?: SpeechToText;
  } = {},
): Promise<PhoneLine> {
  const ctx = await clinicOf(world.deps);
  await savePhoneSettings(ctx, { ...ordinary, ...options.settings });
  await saveTransferDirectory(ctx, { entries: options.directory ?? [] });
  const plans = new Map<string, Answered | PhonePlan>();
  const faults = untilTold();
  const twilio = await startTwilioCalls({
    ...{ accountSid, authToken: world.authToken, clock: systemClock },
    faults: { next: (operation) => options.faults?.next(operation) ?? faults.next(operation) },
    ...(options.latency === undefined ? {} : { latency: options.latency }),
    ...(options.onRequest === undefined ? {} : { onRequest: options.onRequest }),
    ...(options.detectionMs === undefined ? {} : { detectionMs: options.detectionMs }),
    numbers: [abroad, demoNumbers.asha],
    answers: (to) => plans.get(to) ?? 'human',
    ...(options.ringMs === undefined ? {} : { ringMs: options.ringMs }),
    ...(options.deliveries === undefined ? {} : { deliveries: options.deliveries }),
  });
  const account = { accountSid, authToken: world.authToken, apiUrl: twilio.url };
  const voice = quickVoice(60);
  const worker = await world.startWorker({
    tts: voice,
    ...(options.stt === undefined ? {} : { stt: options.stt }),
    ...(options.maxCalls === undefined ? {} : { maxCalls: options.maxCalls }),
    ...(options.hasRest === false
      ? {}
      : { telephony: twilioCalls({ account: async () => account, clock: systemClock }) }),
  });
  const call = (callSid: string) => {
    const found = twilio.calls().find(({ sid }) => sid === callSid);
    if (found === undefined) throw new Error('there is no such call');
    return found;
  };
  const idOf = async (callSid: string) => (await findCallBySid(world.deps, callSid))?.callId ?? null;
  const ring: PhoneLine['ring'] = (from = '+916000100001', more = {}) =>
    twilio.ring({
      ...{ from, to: demoNumbers.asha, ...more },
      url: `${worker.voiceUrl}${path}/incoming`,
      statusCallback: `${worker.voiceUrl}${path}/status`,
    });
  return {
    ...{ twilio, worker, voice, ctx, plans, call, ring, fault: faults.set },
    async talk(from) {
      const sid = await ring(from);
      await expect.poll(() => twilio.streamOf(sid)?.lastHeardAtMs ?? null, { timeout: 20_000 }).not.toBeNull();
      return sid;
    },
    callTo: (phone) => twilio.calls().findLast(({ to }) => to === phone),
    async steps(callSid) {
      const callId = await idOf(callSid);
      if (callId === null) return [];
      return (await listTransferSteps(ctx, callId)).map(({ label, status }) => `${label}: ${status}`);
    },
    async callback(callSid) {
      const callId = await idOf(callSid);
      return ctx.db.withTenant(ctx.clinicId, async ({ tx, cipher }) => {
        const select = { id: true, status: true, phone: true, reason: true } as const;
        const row = callId === null ? null : await tx.callback.findFirst({ where: { callId }, select });
        if (row === null) return null;
        const open = (column: string, sealed: string) => cipher.open('callbacks', column, row.id, sealed);
        return {
          status: row.status,
          phone: row.phone === null ? null : open('phone', row.phone),
          reason: open('reason', row.reason),
        };
      });
    },
    async close() {
      for (const { sid } of twilio.calls()) await twilio.end(sid);
      await worker.close();
      await twilio.close();
      await savePhoneSettings(ctx, ordinary);
    },
  };
}

async function clinicOf(deps: ClinicDeps): Promise<ClinicContext> {
  const found = await findClinicByNumber(deps, demoNumbers.asha);
  if (found === null) throw new Error('the demo clinic has no number');
  return { ...deps, clinicId: found.clinicId, actor: { kind: 'system' } };
}
