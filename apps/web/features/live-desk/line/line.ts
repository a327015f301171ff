import { refusalOf } from '../../trpc/refusal.ts';
import { LineFailure, type LineFailureCode } from '../../voice-line/line-failure.ts';
import type { VoiceLine, VoiceLineOptions } from '../../voice-line/open-voice-line.ts';

export type LinePurpose = 'listen' | 'take-over' | 'call-back';

/** What a line is for. `objectId` is the call's id, or of a call-back the promise's; `callId` of a call-back is known once somebody answers. */
interface About {
  purpose: LinePurpose;
  objectId: string;
  callId: string | null;
}

/** Where this browser's line to a call stands. */
export type LineState =
  | { phase: 'off' }
  | (About & { phase: 'connecting' | 'again' })
  | (About & {
      phase: 'open';
      isMuted: boolean;
      isMicrophoneLost: boolean;
      /** Milliseconds since the epoch. */
      since: number;
    })
  | (About & { phase: 'over'; sentence: string | null })
  | (About & { phase: 'failed'; fault: LineFailureCode | 'lost'; sentence: string | null });

export interface Line {
  open(purpose: LinePurpose, objectId: string): Promise<void>;
  mute(isMuted: boolean): void;
  /** Ends it, and forgets how it ended. */
  close(): void;
}

export interface LineDeps {
  onState: (state: LineState) => void;
  tickets: Record<LinePurpose, (objectId: string) => Promise<{ url: string; ticket: string }>>;
  open: (options: VoiceLineOptions) => Promise<VoiceLine>;
  /** Before the call is touched: a caller must not wait for a question that the browser puts to somebody else. */
  askMicrophone: (signal: AbortSignal) => Promise<void>;
  /** Gives a call back to the AI; whether it could is the worker's to say on the call itself. */
  handBack: (callId: string) => void;
  now: () => number;
  /** Resolves after so long, or when the signal aborts. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** While the socket of whoever speaks with a caller is lost, the caller hears hold music for ten seconds: it is tried again after each of these pauses, ms. */
const AGAIN_AFTER_MS = [0, 500, 1_000, 2_000, 2_500, 2_500];
/** A line that has stood so long has all its tries again. */
const STEADY_MS = 10_000;

/** One line from its opening to its end. */
interface Current {
  stop: AbortController;
  state: LineState;
  voice: VoiceLine | null;
  /** Pauses before the tries that are left. */
  again: number[];
  /** It stood, and broke. */
  isLost: boolean;
}

/** The browser's one line to a call: asked for, opened, muted, lost and opened again, ended. A new one ends the one before. */
export function createLine(deps: LineDeps): Line {
  let current: Current | undefined;

  function show(mine: Current, state: LineState): void {
    if (current !== mine) return;
    mine.state = state;
    deps.onState(state);
  }

  async function connect(mine: Current, about: About): Promise<void> {
    const { signal } = mine.stop;
    const hasMicrophone = about.purpose !== 'listen';
    try {
      if (hasMicrophone) await deps.askMicrophone(signal);
      const { url, ticket } = await deps.tickets[about.purpose](about.objectId);
      signal.throwIfAborted();
      mine.voice = await deps.open({
        ...{ url, ticket, hasMicrophone, signal, isLeaving: about.purpose === 'take-over' },
        onEvent: (event) => hear(mine, about, event),
      });
    } catch (error) {
      if (signal.aborted) return;
      const known = error instanceof LineFailure ? error : null;
      const sentence = known === null ? refusalOf(error) : known.sentence;
      const fault = known?.code ?? (sentence === null ? 'unreachable' : 'refused');
      if (!mine.isLost || fault !== 'unreachable') show(mine, { phase: 'failed', ...about, fault, sentence });
      else if (!connectAgain(mine, about)) show(mine, { phase: 'failed', ...about, fault: 'lost', sentence: null });
    }
  }

  /** Where a network was away for a moment. False where there is no try left. */
  function connectAgain(mine: Current, about: About): boolean {
    const pauseMs = mine.again.shift();
    if (about.purpose !== 'take-over' || pauseMs === undefined) return false;
    const { signal } = mine.stop;
    show(mine, { phase: 'again', ...about });
    void deps.wait(pauseMs, signal).then(() => {
      if (!signal.aborted) void connect(mine, about);
    });
    return true;
  }

  function hear(mine: Current, about: About, event: Parameters<VoiceLineOptions['onEvent']>[0]): void {
    const { state } = mine;
    switch (event.event) {
      case 'ready': {
        const callId = event.callId ?? about.callId;
        const isOpen = { isMuted: false, isMicrophoneLost: false, since: deps.now() };
        show(mine, { phase: 'open', ...about, callId, ...isOpen });
        break;
      }
      case 'microphone-lost':
        if (state.phase === 'open') show(mine, { ...state, isMicrophoneLost: true });
        break;
      case 'ended':
        show(mine, { phase: 'over', ...aboutOf(state, about), sentence: event.sentence || null });
        break;
      case 'lost':
        if (state.phase === 'open' && deps.now() - state.since >= STEADY_MS) mine.again = [...AGAIN_AFTER_MS];
        mine.isLost = true;
        if (!connectAgain(mine, about))
          show(mine, { phase: 'failed', ...aboutOf(state, about), fault: 'lost', sentence: null });
    }
  }

  /** Who goes to another call leaves none without anybody. */
  function leave(): void {
    const { state } = current ?? {};
    if (state?.phase === 'open' && state.purpose === 'take-over') deps.handBack(state.objectId);
    stop();
  }

  function stop(): void {
    current?.stop.abort();
    current?.voice?.close();
    current = undefined;
  }

  return {
    async open(purpose, objectId) {
      leave();
      const about = { purpose, objectId, callId: purpose === 'call-back' ? null : objectId };
      const mine: Current = {
        stop: new AbortController(),
        state: { phase: 'off' },
        voice: null,
        again: [...AGAIN_AFTER_MS],
        isLost: false,
      };
      current = mine;
      show(mine, { phase: 'connecting', ...about });
      await connect(mine, about);
    },
    mute(isMuted) {
      if (current?.state.phase !== 'open') return;
      current.voice?.mute(isMuted);
      show(current, { ...current.state, isMuted });
    },
    close() {
      stop();
      deps.onState({ phase: 'off' });
    },
  };
}

/** With the call's id, where it was learnt meanwhile. */
const aboutOf = (state: LineState, { purpose, objectId, callId }: About): About => ({
  ...{ purpose, objectId },
  callId: state.phase === 'off' ? callId : state.callId,
});
