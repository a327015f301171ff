import { type ClinicContext, maskPhone } from '@vaani/clinic';
import type { CallSnapshot, LiveEvent } from '@vaani/live';

type EventOf<T extends LiveEvent['type']> = Extract<LiveEvent, { type: T }>;
type Turn = CallSnapshot['personal']['turns'][number];

const MOST_TURNS = 200;
const MOST_TOOLS = 100;

/** Somebody of the staff who does something with a call. */
export interface Colleague {
  userId: string;
  name: string;
}

/** What the desk sees of a call: its events in order, and the snapshot that a page begins with. Redis may be away: the talk never waits. */
export interface Desk {
  readonly snapshot: CallSnapshot;
  started(): void;
  state(state: CallSnapshot['state']): void;
  language(language: CallSnapshot['language']): void;
  activity(activity: { key: string; values?: Record<string, string> }): void;
  words(turn: Turn): void;
  tool(data: EventOf<'call.tool'>['data']): void;
  caller(patientId: string, name: string, isVerified: boolean): void;
  /** Another provider serves a stage from now on. */
  provider(change: { stage: EventOf<'call.provider'>['data']['stage']; from: string; to: string }): void;
  proposal(proposal: NonNullable<CallSnapshot['proposal']>, patientName: string): void;
  /** Who has the call now; null: nobody. */
  owner(owner: Colleague | null): void;
  /** Who listens now. */
  listeners(listeners: readonly Colleague[]): void;
  ended(outcome: string, durationMs: number): Promise<void>;
  /** Writes the snapshot again, where Redis lost it. */
  putAgain(): void;
}

export function createDesk(options: {
  ctx: ClinicContext;
  callId: string;
  workerId: string;
  phone: string | null;
  language: CallSnapshot['language'];
  startedAt: string;
  direction?: 'inbound' | 'outbound' | 'browser';
  /** What was said before, in a call that goes on. */
  earlier?: readonly Omit<Turn, 'isFinal'>[];
}): Desk {
  const { ctx, callId, workerId, phone, language, startedAt, direction = 'inbound', earlier = [] } = options;
  const caller = phone === null ? '' : maskPhone(phone);
  const snapshot: CallSnapshot = {
    callId,
    workerId,
    state: 'talking',
    direction,
    language,
    startedAt,
    activity: { key: 'greeting', values: {} },
    isVerified: false,
    listenerIds: [],
    tools: [],
    fallbacks: [],
    personal: {
      ...{ caller, listenerNames: [] },
      turns: earlier.slice(-MOST_TURNS).map((turn) => ({ ...turn, isFinal: true })),
    },
  };
  let chain: Promise<unknown> = Promise.resolve();
  let isPutDue = false;

  const at = () => new Date(ctx.clock.now()).toISOString();
  const tell = (event: LiveEvent) => {
    chain = chain.then(() => ctx.live.publish(ctx.clinicId, event));
    put();
  };
  /** One write stands for all changes that came before it ran. */
  const put = () => {
    if (isPutDue) return;
    isPutDue = true;
    chain = chain.then(() => {
      isPutDue = false;
      // A heartbeat that comes back late must not put a call there again that has ended.
      if (snapshot.state === 'ended') return;
      return ctx.live.calls.put(ctx.clinicId, snapshot);
    });
  };

  return {
    snapshot,
    putAgain: put,
    started: () =>
      tell({
        type: 'call.started',
        at: at(),
        data: { callId, direction, language, startedAt, workerId },
        personal: { caller },
      }),
    state(state) {
      snapshot.state = state;
      tell({ type: 'call.state', at: at(), data: { callId, state }, personal: {} });
    },
    language(next) {
      if (snapshot.language === next) return;
      snapshot.language = next;
      tell({ type: 'call.language', at: at(), data: { callId, language: next }, personal: {} });
    },
    activity({ key, values = {} }) {
      const same = snapshot.activity.key === key && JSON.stringify(snapshot.activity.values) === JSON.stringify(values);
      if (same) return;
      snapshot.activity = { key, values };
      tell({ type: 'call.activity', at: at(), data: { callId, activity: key, values }, personal: {} });
    },
    words(turn) {
      const { turns } = snapshot.personal;
      const index = turns.findIndex(({ turnId }) => turnId === turn.turnId);
      if (index >= 0) turns[index] = turn;
      else turns.push(turn);
      if (turns.length > MOST_TURNS) turns.shift();
      if (turn.gapMs !== undefined) snapshot.lastGapMs = turn.gapMs;
      const { text, ...data } = turn;
      tell({ type: 'turn.words', at: at(), data: { callId, ...data }, personal: { text } });
    },
    tool(data) {
      snapshot.tools = withTool(snapshot.tools, data, Math.max(0, ctx.clock.now() - Date.parse(startedAt)));
      tell({ type: 'call.tool', at: at(), data, personal: {} });
    },
    caller(patientId, name, isVerified) {
      snapshot.patientId = patientId;
      snapshot.isVerified = isVerified;
      snapshot.personal.patientName = name;
      tell({ type: 'call.caller', at: at(), data: { callId, patientId, isVerified }, personal: { name } });
    },
    provider({ stage, from, to }) {
      snapshot.fallbacks = [...snapshot.fallbacks.filter((known) => known.stage !== stage), { stage, to }];
      tell({ type: 'call.provider', at: at(), data: { callId, stage, from, to }, personal: {} });
    },
    proposal(proposal, patientName) {
      snapshot.proposal = proposal;
      tell({ type: 'call.proposal', at: at(), data: { callId, ...proposal }, personal: { patientName } });
    },
    owner(owner) {
      delete snapshot.ownerId;
      delete snapshot.personal.ownerName;
      if (owner !== null) {
        snapshot.ownerId = owner.userId;
        snapshot.personal.ownerName = owner.name;
      }
      const data = { callId, userId: owner?.userId ?? null };
      tell({ type: 'call.owner', at: at(), data, personal: { name: owner?.name ?? '' } });
    },
    listeners(listeners) {
      snapshot.listenerIds = listeners.map(({ userId }) => userId);
      snapshot.personal.listenerNames = listeners.map(({ name }) => name);
      const data = { callId, userIds: snapshot.listenerIds };
      tell({ type: 'call.listeners', at: at(), data, personal: { names: snapshot.personal.listenerNames } });
    },
    async ended(outcome, durationMs) {
      snapshot.state = 'ended';
      const ending: LiveEvent = {
        type: 'call.ended',
        at: at(),
        data: { callId, outcome, durationMs, endedAt: at() },
        personal: {},
      };
      chain = chain
        .then(() => ctx.live.publish(ctx.clinicId, ending))
        .then(() => ctx.live.calls.remove(ctx.clinicId, callId));
      await chain;
    },
  };
}

/** The tools of a call after one began or finished; it keeps the moment at which it began. */
function withTool(
  tools: CallSnapshot['tools'],
  { callId: _callId, phase: _phase, ...note }: EventOf<'call.tool'>['data'],
  atMs: number,
): CallSnapshot['tools'] {
  const at = tools.findIndex(({ toolCallId }) => toolCallId === note.toolCallId);
  const known = tools[at];
  if (known !== undefined) return tools.with(at, { ...known, ...note });
  return [...tools, { ...note, atMs }].slice(-MOST_TOOLS);
}
