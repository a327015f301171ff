import type { Cancel, Clock } from '@vaani/config';
import { type FailureReason, ProviderFailure } from '../failure.ts';
import { inTime } from '../in-time.ts';
import type { HeardWord, SpeechToText, SpeechToTextEvent, SpeechToTextStream } from '../speech-to-text.ts';
import type { OnProviderEvent } from './events.ts';
import { createKeptSound } from './kept-sound.ts';
import type { HearingMember, hearingDeadlines } from './speech-to-text-chain.ts';

const STAGE = 'hearing';
const BYTES_A_MS = 8;
/** Speech that is noticed after a turn's end may have begun so long before it. */
const NOTICED_LATE_MS = 100;

interface Active {
  member: HearingMember;
  stream: SpeechToTextStream;
  /** Sound of the call before this one's first frame. */
  fromMs: number;
}

/** Finals that are asked for and have not come. */
interface DueFinals {
  /** When each was asked of whoever listens now, and where in the call's sound; the oldest first. */
  asked: { at: number; endMs: number }[];
  /** So many more were asked of one who is gone: whoever listens now hears all in one go, and its next final answers them too. */
  merged: number;
  cancel: Cancel;
}

/**
 * One call's hearing through whoever is up.
 * @throws {ProviderFailure} from `start`, where nobody is.
 */
export function createHearingStream(options: {
  members: readonly HearingMember[];
  clock: Clock;
  deadlines: typeof hearingDeadlines;
  request: Parameters<SpeechToText['open']>[0];
  onEvent: OnProviderEvent;
}): SpeechToTextStream & { start(): Promise<void> } {
  const { members, clock, deadlines, request, onEvent } = options;
  const inCall = request.callId === undefined ? {} : { callId: request.callId };
  const closing = new AbortController();
  const signal = AbortSignal.any([request.signal, closing.signal]);
  const kept = createKeptSound();
  let active: Active | undefined;
  let changing: Promise<void> | undefined;
  let totalMs = 0;
  let isInUtterance = false;
  /** Where the speech begins that no final was asked for yet, as the call's voice activity has it. */
  let speechFromMs: number | undefined;
  let expectation: Parameters<SpeechToTextStream['expect']>[0] | undefined;
  let due: DueFinals | undefined;
  /** Who has failed since the last final, or was given a second try. */
  let tried = new Set<HearingMember>();
  let reopened = new Set<HearingMember>();
  /** Who listened last, and whether nobody does since. */
  let lastName: string | undefined;
  let isLost = false;

  const emit = (event: SpeechToTextEvent) => {
    if (!signal.aborted) request.onEvent(event);
  };
  const stops = members.map(({ health }) => health.onRecovered(() => improve()));

  /**
   * Opens one and gives it what the one before had not settled.
   * @param why it takes over: told before it says anything.
   * @throws {ProviderFailure}
   */
  async function use(
    member: HearingMember,
    why: FailureReason | 'recovered',
    canUse: () => boolean = () => true,
  ): Promise<void> {
    const { stt, health } = member;
    const began = clock.monotonic();
    const measured = (isOk: boolean) =>
      onEvent({
        ...{ kind: 'measured', stage: STAGE, provider: stt.name, operation: 'open', isOk, ...inCall },
        ms: clock.monotonic() - began,
      });
    const me = Symbol(stt.name);
    let opened: SpeechToTextStream;
    try {
      const openMs = isLast(member) ? deadlines.lastOpenMs : deadlines.openMs;
      opened = await inTime(clock, openMs, signal, { provider: stt.name, operation: 'open' }, (ended) =>
        stt.open({
          ...request,
          language: expectation?.language ?? request.language,
          signal: AbortSignal.any([signal, ended]),
          onEvent: (event) => {
            if (listening === me) onMemberEvent(member, event);
          },
        }),
      );
    } catch (error) {
      if (error instanceof ProviderFailure) {
        measured(false);
        health.failed(error);
      }
      throw error;
    }
    measured(true);
    if (signal.aborted || !canUse()) return opened.close();
    const before = active;
    listening = me;
    active = { member, stream: opened, fromMs: totalMs - kept.ms };
    void before?.stream.close();
    tell(stt, why);
    if (expectation !== undefined) opened.expect(expectation);
    if (isInUtterance || due !== undefined) opened.speechStarted(0);
    for (const frame of kept.frames) opened.write(frame);
    if (due === undefined) return;
    due.merged += due.asked.length - 1;
    due.asked = due.asked.slice(-1).map(({ endMs }) => ({ at: clock.monotonic(), endMs }));
    opened.finalize();
    armDeadline();
  }
  let listening: symbol | undefined;

  function onMemberEvent(member: HearingMember, event: SpeechToTextEvent): void {
    switch (event.kind) {
      case 'failure':
        // What was expected could not be set: it hears on with what was expected before.
        if (event.failure.operation === 'expect') emit(event);
        else if (isLast(member) && event.isFatal !== true) loseUtterance(event);
        else lose(member, event.failure);
        return;
      case 'final':
        emit(onCallTime(event));
        answerMerged();
        onFinal(member);
        return;
      case 'interim':
        if (event.text !== '' && !isInUtterance) {
          isInUtterance = true;
          kept.begin();
        }
        emit(onCallTime(event));
        return;
      default:
        emit(event);
    }
  }

  const isLast = (member: HearingMember) => member === members.at(-1);

  /** Behind the last one stands nobody: what it could not make out is lost, and it listens on. */
  function loseUtterance(event: SpeechToTextEvent & { kind: 'failure' }): void {
    const lost = due;
    settled();
    emit(event);
    answerMerged(lost);
  }

  /** The words of several turns came as one final: the others are told that there is nothing left for them. */
  function answerMerged(finals = due): void {
    if (finals === undefined) return;
    const { merged } = finals;
    finals.merged = 0;
    for (let left = merged; left > 0; left--) emit({ kind: 'final', text: '', confidence: 0, isRejected: false });
  }

  function onCallTime<E extends SpeechToTextEvent & { words?: HeardWord[] }>(event: E): E {
    const shiftMs = active?.fromMs ?? 0;
    if (event.words === undefined || shiftMs === 0) return event;
    const words = event.words.map((word) => ({
      ...word,
      startMs: word.startMs + shiftMs,
      endMs: word.endMs + shiftMs,
    }));
    return { ...event, words };
  }

  function onFinal(member: HearingMember): void {
    member.health.succeeded();
    const [oldest] = due?.asked.splice(0, 1) ?? [];
    if (due !== undefined && oldest !== undefined) {
      const ms = clock.monotonic() - oldest.at;
      onEvent({
        kind: 'measured',
        stage: STAGE,
        provider: member.stt.name,
        operation: 'final',
        ms,
        isOk: true,
        ...inCall,
      });
      if (due.asked.length > 0) {
        // What this one told need not be heard again, should the next not come.
        kept.keepLast(totalMs - oldest.endMs + NOTICED_LATE_MS);
        armDeadline();
        return;
      }
    }
    settled();
    improve();
  }

  /** Nothing is under way: what was said is not needed any more, and who failed may be asked again. */
  function settled(): void {
    due?.cancel();
    due = undefined;
    // Whoever has begun again meanwhile is to be heard wholly.
    isInUtterance = speechFromMs !== undefined;
    if (speechFromMs === undefined) kept.clear();
    else kept.keepLast(totalMs - speechFromMs);
    tried = new Set();
    reopened = new Set();
  }

  /** For the oldest that is due: the next one's time does not begin anew with it. */
  function armDeadline(): void {
    const [oldest] = due?.asked ?? [];
    if (due === undefined || oldest === undefined || active === undefined) return;
    due.cancel();
    const { member } = active;
    // It has a deadline of its own, and says so.
    if (isLast(member)) return;
    const { hasInterims, hasFreeText } = member.stt.capabilities;
    const ms = hasInterims && hasFreeText ? deadlines.liveFinalMs : deadlines.lateFinalMs;
    due.cancel = clock.after(Math.max(0, oldest.at + ms - clock.monotonic()), () => {
      const { name } = member.stt;
      onEvent({ kind: 'measured', stage: STAGE, provider: name, operation: 'final', ms, isOk: false, ...inCall });
      lose(
        member,
        new ProviderFailure({
          ...{ provider: name, operation: 'hear', reason: 'timeout', message: `no final within ${ms} ms` },
          ...{ isRetryable: true, lost: 'utterance' },
        }),
      );
    });
  }

  function lose(member: HearingMember, failure: ProviderFailure): void {
    member.health.failed(failure);
    const mayReopen = failure.reason === 'closed' || failure.reason === 'garbled';
    if (mayReopen && !reopened.has(member) && member.health.isUp) reopened.add(member);
    else tried.add(member);
    listening = undefined;
    void active?.stream.close();
    active = undefined;
    due?.cancel();
    change(failure);
  }

  /** Takes the next who is up, until one can be opened. */
  function change(failure: ProviderFailure): void {
    changing ??= takeOver(failure).finally(() => {
      changing = undefined;
    });
  }

  async function takeOver(first: ProviderFailure): Promise<void> {
    let failure = first;
    for (;;) {
      const next = members.find((member) => member.health.isUp && !tried.has(member));
      if (next === undefined || signal.aborted) break;
      try {
        await use(next, failure.reason);
        return;
      } catch (error) {
        if (!(error instanceof ProviderFailure)) throw error;
        tried.add(next);
        failure = error;
      }
    }
    if (!signal.aborted) nobodyIsLeft(failure);
  }

  function tell({ name, capabilities }: SpeechToText, reason: FailureReason | 'recovered'): void {
    const from = lastName;
    lastName = name;
    if (from === undefined) return;
    if (from === name && reason !== 'recovered')
      onEvent({ kind: 'reopened', stage: STAGE, provider: name, reason, ...inCall });
    if (from !== name) onEvent({ kind: 'switched', stage: STAGE, from, to: name, reason, ...inCall });
    if (from !== name || isLost) emit({ kind: 'switched', from, to: name, capabilities });
    isLost = false;
  }

  function nobodyIsLeft(failure: ProviderFailure): void {
    const finals = due === undefined ? 0 : due.asked.length + due.merged;
    if (lastName !== undefined)
      onEvent({ kind: 'switched', stage: STAGE, from: lastName, to: null, reason: failure.reason, ...inCall });
    settled();
    isLost = true;
    emit({ kind: 'failure', failure, isFatal: true });
    // Whoever waits for what was said is told that it was not made out.
    for (let left = finals; left > 0; left--) emit({ kind: 'final', text: '', confidence: 0, isRejected: true });
  }

  /** Goes back to one that stands further up, when nothing is under way. */
  function improve(): void {
    const isQuiet = () => !isInUtterance && due === undefined;
    const at = active === undefined ? members.length : members.indexOf(active.member);
    const better = members.slice(0, at).find(({ health }) => health.isUp);
    if (better === undefined || changing !== undefined || signal.aborted || !isQuiet()) return;
    changing = use(better, 'recovered', isQuiet)
      .catch((error: unknown) => {
        // It was not back after all: the one that listens goes on.
        if (!(error instanceof ProviderFailure) && !signal.aborted) throw error;
      })
      .finally(() => {
        changing = undefined;
      });
  }

  /** Nobody listens, and somebody speaks: perhaps one is back. */
  function tryAgain(): void {
    if (active === undefined && changing === undefined && lastName !== undefined)
      change(
        new ProviderFailure({
          ...{ provider: lastName, operation: 'hear', reason: 'closed', message: 'nobody listens' },
          isRetryable: true,
        }),
      );
  }

  return {
    async start() {
      const usable = members.filter(({ health }) => health.isUp);
      let failure: unknown;
      let reason: FailureReason = 'busy';
      // Who should listen, were all well: it is told where another does.
      lastName = members[0]?.stt.name;
      for (const member of usable.length > 0 ? usable : members) {
        try {
          if (member === members[0]) lastName = undefined;
          await use(member, reason);
          return;
        } catch (error) {
          if (!(error instanceof ProviderFailure)) throw error;
          failure = error;
          reason = error.reason;
          lastName = error.provider;
        }
      }
      throw failure;
    },
    write(frame) {
      if (signal.aborted) return;
      totalMs += frame.length / BYTES_A_MS;
      kept.push(frame);
      active?.stream.write(frame);
    },
    expect(next) {
      expectation = next;
      active?.stream.expect(next);
    },
    speechStarted(prerollMs) {
      if (signal.aborted) return;
      isInUtterance = true;
      speechFromMs ??= totalMs - prerollMs;
      kept.begin();
      tryAgain();
      active?.stream.speechStarted(prerollMs);
    },
    finalize(silentMs) {
      if (signal.aborted) return;
      due = {
        asked: [...(due?.asked ?? []), { at: clock.monotonic(), endMs: totalMs }],
        merged: due?.merged ?? 0,
        cancel: due?.cancel ?? (() => undefined),
      };
      speechFromMs = undefined;
      tryAgain();
      armDeadline();
      active?.stream.finalize(silentMs);
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort(new Error('the call is over'));
      for (const stop of stops) stop();
      due?.cancel();
      await active?.stream.close();
      await changing?.catch(() => undefined);
    },
  };
}
