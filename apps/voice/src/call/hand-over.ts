import {
  type ClinicContext,
  claimStep,
  countSteps,
  listTransferSteps,
  noteTransferLegs,
  settleTransferStep,
  type TransferStatus,
  type TransferStep,
  takeTransferStep,
} from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { Telephony } from '@vaani/providers';
import type { CallbackPromises } from './callback-promises.ts';

/** A caller on their way to a person. */
export interface HandedOver {
  /** As the system. */
  ctx: ClinicContext;
  callId: string;
  callSid: string;
  /** Where they can be rung back; null where that is not known. */
  phone: string | null;
  /** What the legs to people show. */
  callerId: string;
  /** Why a person is wanted, as the brain says it. */
  said: string;
  /** The call is passed on to the clinic's own phone; nobody of the directory was asked for. */
  isPassedOn?: boolean;
  /** The entry of the directory that somebody at the desk chose. */
  entryId?: string;
}

/** What becomes of them now. */
export type Way =
  | { kind: 'hang-up' }
  | { kind: 'dial'; step: TransferStep }
  /** They wait in a room, and people are rung by REST. */
  | { kind: 'wait'; step: TransferStep }
  /** Nobody is left: somebody rings back, or their number is asked for first. */
  | { kind: 'call-back'; hasNumber: boolean };

/** Hands callers to people, one after another until somebody takes them. Every step is a row, so that any worker can go on with it. */
export interface HandOver {
  /** The way from a step on. Asked for again it is the same. */
  wayFrom(caller: HandedOver, step: number): Promise<Way>;
  /** A step came to nothing. True for the one who says it first: they go on. */
  settle(caller: HandedOver, step: number, status: Exclude<TransferStatus, 'ringing'>): Promise<boolean>;
  /** Somebody pressed the key: are they the first? */
  accept(caller: HandedOver, step: number, legSid: string): Promise<boolean>;
  /** One of the legs of a step that are rung by REST has ended. True where it was the last, and nobody took the caller. */
  legOver(caller: HandedOver, step: number, leg: number, status: string): Promise<boolean>;
  /** The caller hung up: nobody is rung for them any more. */
  gone(caller: HandedOver): Promise<boolean>;
}

export interface HandOverOptions {
  promises: CallbackPromises;
  logger: Logger;
  /** Null where Twilio's REST interface cannot be used: then nobody waits in a room. */
  telephony: Telephony | null;
  /** The addresses that a leg to a person is asked at, and reports to. */
  legUrls(caller: HandedOver, step: number, leg: number): { whisperUrl: string; statusUrl: string };
  signal: AbortSignal;
}

/** Claimed each time that a caller comes back from people to the agent. */
export const BACK_STEP = 'back:';

const UNPLACED = 'The call could not be put through.';
const GONE = 'Hung up while waiting for a person.';
const endsOf: Record<string, Exclude<TransferStatus, 'ringing'>> = {
  busy: 'busy',
  'no-answer': 'no_answer',
  canceled: 'no_answer',
  failed: 'failed',
};

/** What a leg's last status says of whoever was rung: one who picked up and took nobody has declined. */
export const endOf = (status: string): Exclude<TransferStatus, 'ringing'> => endsOf[status] ?? 'declined';

export function createHandOver(options: HandOverOptions): HandOver {
  const { promises, logger, telephony, signal } = options;

  async function wayFrom(caller: HandedOver, step: number): Promise<Way> {
    const { ctx, callId, said, isPassedOn = false } = caller;
    const { entryId } = caller;
    const chosen =
      entryId === undefined ? {} : { chosen: { entryId, times: await countSteps(ctx, caller.callSid, BACK_STEP) } };
    const isOwnPhoneFirst = isPassedOn && step === 1;
    const taken = await takeTransferStep(ctx, { callId, said, step, isOwnPhoneFirst, ...chosen });
    if (taken === null) {
      const hasNumber = caller.phone !== null;
      const reason = `${UNPLACED} (${said.slice(0, 60)})`;
      await promises.make(ctx, { callSid: caller.callSid, phone: caller.phone, reason });
      return { kind: 'call-back', hasNumber };
    }
    if (taken.status === 'accepted' || taken.status === 'gone') return { kind: 'hang-up' };
    // Twilio asks again for a step that has come to nothing since.
    if (taken.status !== 'ringing') return wayFrom(caller, step + 1);
    if (!taken.isWarm || telephony === null) return { kind: 'dial', step: taken };
    // Whoever claims it rings; a repeated question finds the phones ringing.
    const isRinging =
      !(await claimStep(ctx, caller.callSid, `ring:${step}`)) || (await ringLegs(caller, taken, telephony));
    return isRinging ? { kind: 'wait', step: taken } : wayFrom(caller, step + 1);
  }

  /** Rings everybody of a step at once. A leg that cannot be placed is one that has ended. False where none could. */
  async function ringLegs(caller: HandedOver, step: TransferStep, line: Telephony): Promise<boolean> {
    const legSids: string[] = [];
    const lost: number[] = [];
    await Promise.all(
      step.phones.map(async (to, leg) => {
        const { whisperUrl, statusUrl } = options.legUrls(caller, step.step, leg);
        try {
          const { callSid } = await line.place(
            {
              ...{ to, from: caller.callerId, instructions: { url: whisperUrl }, statusUrl },
              ...{ ringS: step.ringSeconds, detectsMachine: false },
            },
            signal,
          );
          legSids.push(callSid);
        } catch (error) {
          logger.warn('a person could not be rung', {
            callId: caller.callId,
            ...(error instanceof Error ? { error } : {}),
          });
          lost.push(leg);
        }
      }),
    );
    await noteTransferLegs(caller.ctx, { callId: caller.callId, step: step.step, legSids });
    for (const leg of lost) await claimStep(caller.ctx, caller.callSid, `over:${step.step}:${leg}`);
    if (legSids.length > 0) return true;
    await settle(caller, step.step, 'failed');
    return false;
  }

  async function settle(
    { ctx, callId }: HandedOver,
    step: number,
    status: Exclude<TransferStatus, 'ringing'>,
  ): Promise<boolean> {
    return settleTransferStep(ctx, { callId, step, status });
  }

  async function hangUpLegs(legSids: readonly string[], callId: string): Promise<void> {
    if (telephony === null) return;
    await Promise.all(
      legSids.map((sid) =>
        telephony.hangUp(sid, signal).catch((error: unknown) => {
          logger.warn('a leg could not be ended', { callId, ...(error instanceof Error ? { error } : {}) });
        }),
      ),
    );
  }

  return {
    wayFrom,
    settle,
    async accept({ ctx, callId }, step, legSid) {
      const isFirst = await settleTransferStep(ctx, { callId, step, status: 'accepted', acceptedSid: legSid });
      const known = (await listTransferSteps(ctx, callId)).find((one) => one.step === step);
      if (isFirst)
        await hangUpLegs(
          (known?.legSids ?? []).filter((sid) => sid !== legSid),
          callId,
        );
      // Twilio repeats itself: the one who took the caller has taken them.
      return isFirst || known?.acceptedSid === legSid;
    },
    async legOver(caller, step, leg, status) {
      const { ctx, callId, callSid } = caller;
      if (!(await claimStep(ctx, callSid, `over:${step}:${leg}`))) return false;
      const known = (await listTransferSteps(ctx, callId)).find((one) => one.step === step);
      if (known === undefined || (await countSteps(ctx, callSid, `over:${step}:`)) < known.phones.length) return false;
      return settle(caller, step, endOf(status));
    },
    async gone(caller) {
      const { ctx, callId } = caller;
      const ringing = (await listTransferSteps(ctx, callId)).find(({ status }) => status === 'ringing');
      // A phone that the caller's own leg dials stops ringing by itself, and Twilio tells how that ended.
      if (ringing === undefined || ringing.legSids.length === 0) return false;
      if (!(await settle(caller, ringing.step, 'gone'))) return false;
      await hangUpLegs(ringing.legSids, callId);
      if (caller.phone !== null)
        await promises.make(ctx, { callSid: caller.callSid, phone: caller.phone, reason: GONE });
      return true;
    },
  };
}
