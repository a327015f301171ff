import { type ClinicDeps, deskSocketOf } from '@vaani/clinic';
import type { Clock, VoicePrices } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { ChainOrder, Telephony, VoiceChains } from '@vaani/providers';
import { executeTool } from '@vaani/receptionist';
import type { WebSocket } from 'ws';
import { createBrain } from '../brain/create-brain.ts';
import type { VoiceMetrics } from '../metrics.ts';
import { createMediaLine, type MediaLine } from '../telephony/media-line.ts';
import type { StreamTokens } from '../telephony/stream-token.ts';
import type { Ways } from '../telephony/ways.ts';
import type { SileroVad } from '../turn/silero/silero.ts';
import { type Admission, createAdmission } from './admission.ts';
import type { CallerOnTheWay, EndedCall } from './after-stream.ts';
import { createBrowserCalls } from './browser-calls.ts';
import type { CallTraces } from './call-traces.ts';
import { createCallWriter } from './call-writer.ts';
import type { CallbackPromises } from './callback-promises.ts';
import { createCallerTelling } from './caller-telling.ts';
import { createCallsInPerson } from './calls-in-person.ts';
import { createDesk, type Desk } from './desk.ts';
import { againstTransfer, serveDesk } from './desk-commands.ts';
import { createDeskHosts } from './desk-hosts.ts';
import type { Directory } from './directory.ts';
import type { HandOver, Way } from './hand-over.ts';
import { atMost } from './in-time.ts';
import { type PickedUp, type Pickup, receivePickup } from './outbound.ts';
import type { ProviderWatch } from './provider-watch.ts';
import { type ExpectedCall, type IncomingCall, type Reception, receiveCall } from './reception.ts';
import { rehearseTool } from './rehearse-tool.ts';
import { createSession, type Session } from './session.ts';

/** A stream that does not say `start` by then is closed. */
const START_DEADLINE_MS = 5_000;
/** Well under the registry's thirty seconds. */
const HEARTBEAT_MS = 10_000;
/** How a call ended is remembered for the question that Twilio asks next. */
const REMEMBERED_MS = 120_000;
const SHUTDOWN_MS = 3_000;
/** So long Twilio's questions are waited for about callers whose agent stops. */
const ASKED_MS = 4_000;

export interface SwitchboardOptions {
  deps: ClinicDeps;
  directory: Directory;
  promises: CallbackPromises;
  workerId: string;
  vad: SileroVad;
  /** Who hears, thinks and speaks in a clinic's calls: in its own order, or the installation's. Where there is no model the rules think. */
  chainsFor(order: ChainOrder): VoiceChains;
  watch: ProviderWatch;
  traces: CallTraces;
  prices: VoicePrices;
  tokens: StreamTokens;
  handOver: HandOver;
  ways: Ways;
  /** The public origin of this worker, as Twilio and browsers know it. */
  voiceUrl: string;
  /** Null where Twilio's REST interface cannot be used: callers are then handed over when Twilio asks. */
  telephony: Telephony | null;
  metrics: VoiceMetrics;
  logger: Logger;
  clock: Clock;
  limits: { maxCalls: number; maxCallMs: number; audioBufferMs: number };
}

interface OpenCall {
  expected: ExpectedCall;
  hasStream: boolean;
  /** A person speaks in it, not the agent. */
  isByPerson?: boolean;
  session?: Session;
  desk?: Desk;
}

/** This worker's calls: those expected, those under way, and how the last ones ended. */
export interface Switchboard {
  readonly admission: Admission;
  receive(incoming: IncomingCall): Promise<Reception>;
  /** Takes a call that was placed, and picked up. */
  pickUp(pickedUp: PickedUp): Promise<Pickup>;
  /** What a call is told to come to the agent. */
  streamTwiml(callSid: string): string;
  /** What a caller is told on their way to people. Whom nobody could take comes back to the agent where that is of use. */
  twimlOf(way: Way, caller: CallerOnTheWay): Promise<string>;
  /** Who answers browsers that come for a call. */
  readonly deskHosts: ReturnType<typeof createDeskHosts> & ReturnType<typeof createBrowserCalls>;
  /** Twilio says that a call which was placed has ended. */
  attemptOver(attemptId: string, status: string): void;
  /** A machine picked up a call that was placed: the agent ends it. A person who speaks in it hears that themselves. */
  isMailbox(callSid: string): void;
  /** May a stream open for this call? */
  mayOpen(callSid: string): 'yes' | 'unknown' | 'taken';
  /** Takes an upgraded socket. */
  connect(socket: WebSocket, callSid: string): void;
  endingOf(callSid: string): EndedCall | undefined;
  /** Twilio was told where a caller goes whose stream has ended. */
  answered(callSid: string): void;
  /** Twilio says the call is over, whatever we thought. */
  over(callSid: string): void;
  readonly sessions: number;
  readonly isStopping: boolean;
  /** Takes no more calls, and lets go of those under way once Twilio was told where their callers go. */
  close(): Promise<void>;
}

export function createSwitchboard(options: SwitchboardOptions): Switchboard {
  const { deps, directory, promises, handOver, workerId, tokens, metrics, logger, clock, limits } = options;
  const admission = createAdmission({ most: limits.maxCalls, clock });
  const calls = new Map<string, OpenCall>();
  const endings = new Map<string, EndedCall>();
  /** What was said in calls that have ended, until it is written. */
  const writing = new Map<string, Promise<void>>();
  const sockets = new Set<WebSocket>();
  const stopping = new AbortController();
  /** Of callers whose agent stops: what to do once Twilio has asked. */
  const asking = new Map<string, () => void>();

  const forget = (callSid: string) => {
    calls.delete(callSid);
    admission.release(callSid);
  };
  /** Apart from where a call's session can be seen: what the timer keeps would keep all of it, two minutes long. */
  function remember(callSid: string, ended: EndedCall): void {
    endings.set(callSid, ended);
    clock.after(REMEMBERED_MS, () => {
      if (endings.get(callSid) === ended) endings.delete(callSid);
    });
  }
  const stopHeartbeat = clock.every(HEARTBEAT_MS, () => {
    const byClinic = Map.groupBy(
      [...calls.values()].filter(({ session }) => session !== undefined),
      ({ expected }) => expected.ctx.clinicId,
    );
    for (const [clinicId, open] of byClinic) {
      void deps.live.calls
        .touch(
          clinicId,
          open.map(({ expected }) => expected.callId),
        )
        .then((lost) => {
          for (const { expected, desk } of open) if (lost.includes(expected.callId)) desk?.putAgain();
        });
    }
  });

  const sessionOf = (clinicId: string, callId: string): Session | undefined =>
    [...calls.values()].find(({ expected }) => expected.callId === callId && expected.ctx.clinicId === clinicId)
      ?.session;
  const commands = serveDesk({ live: deps.live, workerId, sessionOf, metrics, clock });
  const telling = createCallerTelling({
    ...options,
    ...{ admission, expect, forget, signal: stopping.signal },
    isKept: (callSid) => calls.get(callSid)?.hasStream === false,
    written: async (callSid) => writing.get(callSid),
  });
  const inPerson = createCallsInPerson({
    ...{ deps, telephony: options.telephony, voiceUrl: options.voiceUrl, logger, signal: stopping.signal },
  });

  function connect(socket: WebSocket, callSid: string): void {
    const call = calls.get(callSid);
    if (call === undefined || call.hasStream) {
      socket.close(1008, 'no such call');
      return;
    }
    call.hasStream = true;
    sockets.add(socket);
    const cancelStart = clock.after(START_DEADLINE_MS, () => socket.close(1008, 'no start'));
    const line = createMediaLine(socket, clock, {
      onStart({ callSid: said, parameters }) {
        if (call.session !== undefined) return;
        cancelStart();
        if (said !== callSid || !tokens.spend(parameters.token ?? '', callSid)) {
          metrics.refusedStreams.inc({ reason: 'token' });
          call.hasStream = false;
          return line.close(1008, 'the token is not good');
        }
        admission.occupy(callSid);
        begin(call, line);
      },
      onAudio: (audio) => call.session?.audio(audio),
      onMark: (name) => call.session?.mark(name),
      onDigit: (digit) => call.session?.digit(digit),
      onFramesAmiss: (what, frames) => metrics.framesAmiss.inc({ what }, frames),
      onMalformed: () => metrics.malformedFrames.inc(),
      onEnd() {
        cancelStart();
        sockets.delete(socket);
        if (call.session === undefined) call.hasStream = false;
        else call.session.hungUp();
      },
    });
  }

  function begin(call: OpenCall, line: MediaLine): void {
    const { ctx, callId, callSid, profile, candidates, callerPhone, language, direction, opening, resumed } =
      call.expected;
    const person = call.expected.attemptId === undefined ? undefined : inPerson.pickedUp(call.expected.attemptId);
    if (person !== undefined) call.isByPerson = true;
    const trace = options.traces.begin({ callId, clinicId: ctx.clinicId, language });
    const writer = createCallWriter({ ctx, callId, clock, logger, onTurn: trace.turn });
    const desk = createDesk({
      ctx,
      callId,
      workerId,
      phone: callerPhone,
      language,
      startedAt: resumed?.startedAt ?? new Date(deps.clock.now()).toISOString(),
      direction,
      ...(resumed === undefined ? {} : { earlier: resumed.turns }),
    });
    const elapsedMs = resumed === undefined ? 0 : Math.max(0, deps.clock.now() - Date.parse(resumed.startedAt));
    const began = clock.monotonic() - elapsedMs;
    call.desk = desk;
    metrics.started();
    logger.info('a call began', { callId, language });
    const { vad, watch, prices } = options;
    const { stt, tts, llm } = options.chainsFor(profile.providers ?? {});
    const log = logger.with({ callId });
    call.session = createSession({
      ...{ ctx, callId, profile, candidates, callerPhone, language, vad, stt, tts, watch, line, desk, writer },
      ...{ metrics, clock, prices, logger: log },
      ...(opening === undefined ? {} : { opening }),
      ...(person === undefined ? {} : { person }),
      ...(direction === 'browser' ? { mayBeTyped: true } : {}),
      ...(resumed === undefined ? {} : { resumed: { ...resumed, elapsedMs } }),
      deskUrl: deskSocketOf(options.voiceUrl),
      againstTransfer: (entryId) => againstTransfer(call.expected, entryId),
      execute: trace.around(call.expected.isDraft === true ? rehearseTool : executeTool),
      createBrain: (usage, isUrgent) =>
        createBrain({ llm, callId, usage, onWasted: metrics.wasted, isUrgent, logger: log }),
      limits,
      onEnd(ending) {
        const durationMs = Math.round(clock.monotonic() - began);
        trace.end({ outcome: ending.outcome, code: ending.by });
        logger.info('a call ended', { callId, outcome: ending.outcome, reason: ending.by, durationMs });
        const ended = { ending, call: call.expected };
        remember(callSid, ended);
        forget(callSid);
        const done = Promise.all([writer.written(), desk.ended(ending.outcome, durationMs)]).then(() => undefined);
        writing.set(callSid, done);
        void done.finally(() => {
          if (writing.get(callSid) === done) writing.delete(callSid);
        });
        const isBrowser = call.expected.direction === 'browser';
        const isHandedOver = isBrowser && ending.transferReason !== undefined;
        const close = () => line.close(1000, isHandedOver ? 'handed over' : 'the call is over');
        if (ending.transferReason === undefined || isBrowser || options.telephony === null || stopping.signal.aborted)
          close();
        // The new instructions end the stream. Where they fail, Twilio asks for them when it is closed.
        else void telling.handOverNow(ended, options.telephony).finally(close);
      },
    });
  }

  /** A place for a call from a browser, which begins once the browser is told. */
  async function placeBrowserCall(callSid: string, make: () => Promise<ExpectedCall>) {
    const drop = () => forget(callSid);
    if (!admission.reserve(callSid, drop)) {
      metrics.callsFull.inc();
      return null;
    }
    try {
      const call: OpenCall = { expected: await make(), hasStream: true };
      calls.set(callSid, call);
      return {
        drop,
        begin(line: MediaLine): Session {
          admission.occupy(callSid);
          begin(call, line);
          if (call.session === undefined) throw new Error('a call has begun without a session');
          return call.session;
        },
      };
    } catch (error) {
      drop();
      throw error;
    }
  }

  /** Twilio opens its stream next; meanwhile the voice and the model open their connections. */
  function expect(call: ExpectedCall): void {
    if (!calls.has(call.callSid)) calls.set(call.callSid, { expected: call, hasStream: false });
    const { tts, llm } = options.chainsFor(call.profile.providers ?? {});
    void tts.warm?.(stopping.signal);
    void llm?.warm?.(stopping.signal);
  }

  return {
    admission,
    get sessions() {
      return [...calls.values()].filter(({ session }) => session !== undefined).length;
    },
    async receive(incoming) {
      const reception = await receiveCall(deps, incoming, {
        ...{ directory, promises, handOver, logger, admission, workerId },
        onExpired: forget,
        onFull: () => metrics.callsFull.inc(),
        onBlocked: () => metrics.callsBlocked.inc(),
        onLimited: () => metrics.callsLimited.inc(),
        onCapped: () => metrics.callsCapped.inc(),
      });
      if (reception.kind === 'talk') expect(reception.call);
      return reception;
    },
    async pickUp(pickedUp) {
      const pickup = await receivePickup(deps, pickedUp, { directory, admission, workerId, onExpired: forget });
      if (pickup.kind === 'talk') expect(pickup.call);
      return pickup;
    },
    streamTwiml: telling.streamTwiml,
    twimlOf: telling.twimlOf,
    deskHosts: {
      ...createDeskHosts({ sessionOf, inPerson }),
      ...createBrowserCalls({ deps, workerId, place: placeBrowserCall }),
    },
    attemptOver: (attemptId, status) => inPerson.over(attemptId, status),
    isMailbox(callSid) {
      const call = calls.get(callSid);
      if (call === undefined || call.isByPerson === true) return;
      if (call.session !== undefined) return call.session.end({ outcome: 'abandoned', by: 'caller' });
      forget(callSid);
      options.telephony?.hangUp(callSid, stopping.signal).catch((error: unknown) => {
        logger.warn('a mailbox could not be hung up on', error instanceof Error ? { error } : {});
      });
    },
    mayOpen(callSid) {
      const call = calls.get(callSid);
      if (call === undefined) return 'unknown';
      return call.hasStream ? 'taken' : 'yes';
    },
    connect,
    endingOf: (callSid) => endings.get(callSid),
    answered: (callSid) => asking.get(callSid)?.(),
    get isStopping() {
      return stopping.signal.aborted;
    },
    over(callSid) {
      asking.get(callSid)?.();
      const call = calls.get(callSid);
      if (call === undefined) return;
      if (call.session === undefined) forget(callSid);
      else call.session.hungUp();
    },
    async close() {
      stopping.abort();
      admission.shut();
      stopHeartbeat();
      const asked = [...calls.values()].map(async ({ session, expected: { callSid, direction } }) => {
        if (session === undefined) return;
        session.end({ outcome: 'failed', transferReason: 'trouble', by: 'failure' });
        if (direction !== 'browser') await new Promise<void>((resolve) => asking.set(callSid, resolve));
      });
      for (const socket of sockets) socket.close(1001, 'the service stops');
      await atMost(clock, ASKED_MS, asked);
      await atMost(clock, SHUTDOWN_MS, [...writing.values(), commands.then((stop) => stop())]);
    },
  };
}
