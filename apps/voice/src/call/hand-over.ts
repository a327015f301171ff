import {
  type ClinicContext,
  claimStep,
  countSteps,
  getTransferStep,
  isLegOver,
  listTransferSteps,
  noteTransferLegs,
  settleTransferStep,
  type TransferStatus,
  type TransferStep,
  takeTransferStep,
} from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { Telephony } from '@vaani/providers';
import { bringOut } from './bring-out.ts';
import type { CallbackPromises } from './callback-promises.ts';
import { insist } from './insist.ts';

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
  /** They wait in a room. Once they are told, people are to be rung: `HandOver.ring`. */
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
  /** Rings everybody of a step at once, for a caller who was told to wait. Asked again the phones are ringing. Never throws. */
  ring(caller: HandedOver, step: TransferStep): Promise<void>;
  /** One of the legs of a step that are rung by REST has ended. After the last, where nobody took the caller, they go on. Never throws. */
  legOver(caller: HandedOver, step: number, leg: number, status: string): Promise<void>;
  /**
   * The caller hung up: nobody is rung for them any more.
   * @param isUntold before they were told where they go: nothing was dialled either.
   */
  gone(caller: HandedOver, isUntold?: boolean): Promise<boolean>;
}

export interface HandOverOptions {
  promises: CallbackPromises;
  logger: Logger;
  /** Null where Twilio's REST interface cannot be used: then nobody waits in a room. */
  telephony: Telephony | null;
  /** The addresses that a leg to a person is asked at, and reports to. */
  legUrls(caller: HandedOver, step: number, leg: number): { whisperUrl: string; statusUrl: string };
  /** Where Twilio asks what a caller does after a step. */
  afterUrl(step: number): string;
  clock: Clock;
  signal: AbortSignal;
}

/** Claimed each time that a caller comes back from people to the agent. */
export const BACK_STEP = 'back:';

/** The legs of a step: those that ring, and which could not be placed. */
interface Placed {
  legSids: string[];
  lost: number[];
}

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
  const { promises, logger, telephony, clock, signal } = options;
  const errorIn = (error: unknown) => (error instanceof Error ? { error } : {});

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
    return { kind: isRungByRest(taken) ? 'wait' : 'dial', step: taken };
  }

  const isRungByRest = ({ isWarm }: TransferStep): boolean => isWarm && telephony !== null;

  async function ring(caller: HandedOver, step: TransferStep): Promise<void> {
    if (telephony === null) return;
    const { ctx, callId, callSid } = caller;
    let isOurs: boolean | undefined;
    let placing: Promise<Placed> | undefined;
    await insist({ clock, logger, callId }, async () => {
      isOurs ??= await claimStep(ctx, callSid, `ring:${step.step}`);
      if (!isOurs || (placing === undefined && !(await isWaiting(caller, step.step)))) return;
      placing ??= placeLegs(caller, step, telephony);
      const { legSids, lost } = await placing;
      await noteTransferLegs(ctx, { callId, step: step.step, legSids });
      // Whoever hung up, or was taken, while the phones were being rung was not known to them.
      if (!(await isWaiting(caller, step.step))) await endOthers(caller, step.step, legSids);
      else if (lost.length > 0) await legsOver(caller, step.step, lost, 'failed');
    });
  }

  /** Is the caller of a step still there, and nobody else's? One who is not is not waited for. */
  async function isWaiting(caller: HandedOver, step: number): Promise<boolean> {
    if (await isLegOver(caller.ctx, caller.callSid)) await gone(caller, true);
    return (await getTransferStep(caller.ctx, { callId: caller.callId, step }))?.status === 'ringing';
  }

  async function endOthers({ ctx, callId }: HandedOver, step: number, legSids: readonly string[]): Promise<void> {
    const known = await getTransferStep(ctx, { callId, step });
    await hangUpLegs(
      legSids.filter((sid) => sid !== known?.acceptedSid),
      callId,
    );
  }

  /** A leg that cannot be placed is one that has ended. */
  async function placeLegs(caller: HandedOver, step: TransferStep, line: Telephony): Promise<Placed> {
    const legSids: string[] = [];
    const lost: number[] = [];
    await Promise.all(
      step.phones.map(async (to, leg) => {
        const { whisperUrl, statusUrl } = options.legUrls(caller, step.step, leg);
        try {
          const { callSid } = await line.place(
            {
              ...{ to, from: caller.callerId, instructions: { url: whisperUrl }, statusUrl },
              ...{ ringS: step.ringSeconds, machineUrl: null },
            },
            signal,
          );
          legSids.push(callSid);
        } catch (error) {
          logger.warn('a person could not be rung', { callId: caller.callId, ...errorIn(error) });
          lost.push(leg);
        }
      }),
    );
    return { legSids, lost };
  }

  /** Legs of a step have ended: after the last, where nobody took the caller, they go on. */
  async function legsOver(
    caller: HandedOver,
    step: number,
    legs: readonly number[],
    status: Exclude<TransferStatus, 'ringing'>,
  ): Promise<void> {
    const { ctx, callId, callSid } = caller;
    let isOurs = false;
    await insist({ clock, logger, callId }, async () => {
      for (const leg of legs) await claimStep(ctx, callSid, `over:${step}:${leg}`);
      isOurs ||= (await areAllOver(caller, step)) && (await settle(caller, step, status));
      if (isOurs) await goOn(caller, step);
    });
  }

  async function areAllOver({ ctx, callId, callSid }: HandedOver, step: number): Promise<boolean> {
    const known = await getTransferStep(ctx, { callId, step });
    return known !== null && (await countSteps(ctx, callSid, `over:${step}:`)) >= known.phones.length;
  }

  /** In their room they hear music, whoever is rung; where nobody is, they come out of it. */
  async function goOn(caller: HandedOver, step: number): Promise<void> {
    const way = await wayFrom(caller, step + 1);
    if (way.kind === 'wait') void ring(caller, way.step);
    else if (telephony !== null)
      void bringOut({ telephony, clock, logger, signal }, caller, { step, url: options.afterUrl(step) });
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
          logger.warn('a leg could not be ended', { callId, ...errorIn(error) });
        }),
      ),
    );
  }

  async function gone(caller: HandedOver, isUntold = false): Promise<boolean> {
    const { ctx, callId, callSid, phone } = caller;
    const ringing = (await listTransferSteps(ctx, callId)).find(({ status }) => status === 'ringing');
    // A phone that the caller's own leg dials stops ringing by itself, and Twilio tells how that ended.
    if (ringing === undefined || !(isUntold || isRungByRest(ringing))) return false;
    if (!(await settle(caller, ringing.step, 'gone'))) return false;
    await hangUpLegs(ringing.legSids, callId);
    if (phone !== null) await promises.make(ctx, { callSid, phone, reason: GONE });
    return true;
  }

  return {
    wayFrom,
    settle,
    ring,
    async accept(caller, step, legSid) {
      const { ctx, callId } = caller;
      const isFirst =
        (await isWaiting(caller, step)) &&
        (await settleTransferStep(ctx, { callId, step, status: 'accepted', acceptedSid: legSid }));
      const known = await getTransferStep(ctx, { callId, step });
      if (isFirst) await endOthers(caller, step, known?.legSids ?? []);
      // Twilio repeats itself: the one who took the caller has taken them.
      return isFirst || known?.acceptedSid === legSid;
    },
    legOver: (caller, step, leg, status) => legsOver(caller, step, [leg], endOf(status)),
    gone,
  };
}
