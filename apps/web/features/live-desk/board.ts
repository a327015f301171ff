import type { CallSnapshot, LiveEvent } from '@vaani/live';
import type { EndedCall } from '../../server/routers/live-schemas.ts';

export type Turn = CallSnapshot['personal']['turns'][number];

/** A tool the AI used, and when in the call; `isOk` is undefined while it runs. */
export type ToolNote = CallSnapshot['tools'][number];

/** A call as the desk shows it: the worker's snapshot, brought forward by events. */
export interface BoardCall extends CallSnapshot {
  ended: { outcome: string; durationMs: number; endedAt: string } | undefined;
}

/** Calls by id, in the order in which they began. */
export type Board = ReadonlyMap<string, BoardCall>;

const MAX_TURNS = 200;
const MAX_TOOLS = 100;

export const emptyBoard: Board = new Map();

/**
 * A board from what the workers tell now, and the calls that ended a moment ago, which are no longer theirs.
 * @param options.areAllTold false where the list may lack calls, because it was lost and its workers are only just writing it again: those that are known stay.
 */
export function fromSnapshots(
  before: Board,
  snapshots: readonly CallSnapshot[],
  { ended = [], areAllTold = true }: { ended?: readonly EndedCall[]; areAllTold?: boolean } = {},
): Board {
  const board = new Map<string, BoardCall>();
  for (const one of ended) board.set(one.callId, endedAs(one, before.get(one.callId)));
  for (const [callId, call] of before) if (call.ended || (!areAllTold && !board.has(callId))) board.set(callId, call);
  for (const snapshot of snapshots)
    board.set(snapshot.callId, { ...snapshot, ended: board.get(snapshot.callId)?.ended });
  return board;
}

/** A call as its record ends it. What was said, where this page did not hear it, stands in the record. */
function endedAs({ outcome, durationMs, endedAt, ...record }: EndedCall, known: BoardCall | undefined): BoardCall {
  const ended = { outcome, durationMs, endedAt };
  if (known !== undefined) return { ...known, state: 'ended', ended };
  const { callId, direction, language, startedAt, patientId, isVerified, caller, patientName } = record;
  return {
    ...{ callId, workerId: '', state: 'ended', direction, language, startedAt, isVerified, ended },
    ...{ activity: { key: 'goodbye', values: {} }, listenerIds: [], tools: [], fallbacks: [] },
    ...(patientId === null ? {} : { patientId }),
    personal: { caller, listenerNames: [], turns: [], ...(patientName === null ? {} : { patientName }) },
  };
}

/** Is this about a call under way that the board does not have? It was lost on the way here, and is to be fetched. */
export function isOfUnknownCall(board: Board, event: LiveEvent): boolean {
  if (event.type === 'call.started' || event.type === 'call.ended') return false;
  if (!event.type.startsWith('call.') && event.type !== 'turn.words') return false;
  return 'callId' in event.data && event.data.callId !== undefined && !board.has(event.data.callId);
}

/** The board after an event. An event told twice, or one older than what is known, changes nothing for the worse. */
export const applyEvent = (board: Board, event: LiveEvent): Board => applyEvents(board, [event]);

/** The board after events, in their order: one new board for all of them, or the same where nothing changed. */
export function applyEvents(board: Board, events: readonly LiveEvent[]): Board {
  let next: Map<string, BoardCall> | undefined;
  for (const event of events) {
    const changed = callAfter(next ?? board, event);
    if (changed === undefined) continue;
    next ??= new Map(board);
    next.set(changed.callId, changed);
  }
  return next ?? board;
}

/** The call that an event is about, as it is after it; undefined where it changes nothing. */
function callAfter(board: Board, event: LiveEvent): BoardCall | undefined {
  if (event.type === 'call.started') {
    const known = board.get(event.data.callId);
    if (known === undefined) return started(event);
    return known.ended ? again(known, event) : undefined;
  }
  if (!('callId' in event.data) || event.data.callId === undefined) return;
  const call = board.get(event.data.callId);
  if (call === undefined) return;
  const next = change(call, event);
  return next === call ? undefined : next;
}

const started = ({ data, personal }: Extract<LiveEvent, { type: 'call.started' }>): BoardCall => ({
  ...data,
  state: 'ringing',
  activity: { key: 'ringing', values: {} },
  isVerified: false,
  listenerIds: [],
  personal: { caller: personal.caller, listenerNames: [], turns: [] },
  tools: [],
  fallbacks: [],
  ended: undefined,
});

/** Whom nobody could take comes back to the AI in the same call: what was said and known stays. */
function again(call: BoardCall, event: Extract<LiveEvent, { type: 'call.started' }>): BoardCall {
  const { ownerId: _id, ...rest } = call;
  const { ownerName: _name, ...personal } = call.personal;
  return {
    ...rest,
    ...event.data,
    state: 'talking',
    personal: { ...personal, listenerNames: [] },
    listenerIds: [],
    ended: undefined,
  };
}

function change(call: BoardCall, event: LiveEvent): BoardCall {
  switch (event.type) {
    case 'call.state':
      return call.ended ? call : { ...call, state: event.data.state };
    case 'call.language':
      return { ...call, language: event.data.language };
    case 'call.activity':
      return { ...call, activity: { key: event.data.activity, values: event.data.values } };
    case 'call.caller':
      return {
        ...call,
        patientId: event.data.patientId,
        isVerified: event.data.isVerified,
        personal: { ...call.personal, patientName: event.personal.name },
      };
    case 'turn.words':
      return withTurn(call, event);
    case 'call.tool':
      return withTool(call, event);
    case 'call.proposal': {
      const { callId: _callId, ...proposal } = event.data;
      const personal = { ...call.personal, patientName: event.personal.patientName || call.personal.patientName };
      return { ...call, proposal, personal: dropUndefined(personal) };
    }
    case 'call.provider':
      return {
        ...call,
        fallbacks: [
          ...call.fallbacks.filter(({ stage }) => stage !== event.data.stage),
          { stage: event.data.stage, to: event.data.to },
        ],
      };
    case 'call.owner':
      return withOwner(call, event);
    case 'call.listeners': {
      const { names: listenerNames } = event.personal;
      return { ...call, listenerIds: event.data.userIds, personal: { ...call.personal, listenerNames } };
    }
    case 'call.ended': {
      const { outcome, durationMs, endedAt } = event.data;
      return { ...call, state: 'ended', ended: { outcome, durationMs, endedAt } };
    }
    default:
      return call;
  }
}

function withOwner(call: BoardCall, { data, personal }: Extract<LiveEvent, { type: 'call.owner' }>): BoardCall {
  const { ownerId: _id, ...rest } = call;
  const { ownerName: _name, ...others } = call.personal;
  if (data.userId === null) return { ...rest, personal: others };
  return { ...rest, ownerId: data.userId, personal: { ...others, ownerName: personal.name } };
}

function withTurn(call: BoardCall, { data, personal }: Extract<LiveEvent, { type: 'turn.words' }>): BoardCall {
  const { callId: _callId, ...rest } = data;
  const turn: Turn = { ...rest, text: personal.text };
  const { turns } = call.personal;
  const at = turns.findIndex(({ turnId }) => turnId === turn.turnId);
  const known = turns[at];
  if (known?.isFinal && !turn.isFinal) return call;
  const next = known ? turns.with(at, turn) : [...turns, turn].sort((a, b) => a.index - b.index).slice(-MAX_TURNS);
  // Words are spoken: whoever still thinks that it rings missed the moment it was answered.
  const answered =
    call.state === 'ringing' ? ({ state: 'talking', activity: { key: 'greeting', values: {} } } as const) : {};
  return {
    ...call,
    ...answered,
    ...(turn.gapMs === undefined ? {} : { lastGapMs: turn.gapMs }),
    personal: { ...call.personal, turns: next },
  };
}

function withTool(call: BoardCall, { at, data }: Extract<LiveEvent, { type: 'call.tool' }>): BoardCall {
  const known = call.tools.find(({ toolCallId }) => toolCallId === data.toolCallId);
  if (known && data.phase === 'started') return call;
  const note: ToolNote = {
    toolCallId: data.toolCallId,
    tool: data.tool,
    atMs: known?.atMs ?? Math.max(0, Date.parse(at) - Date.parse(call.startedAt)),
    isOk: data.phase === 'finished' ? (data.isOk ?? false) : undefined,
    code: data.code,
    doctorId: data.doctorId ?? known?.doctorId,
    startsAt: data.startsAt ?? known?.startsAt,
  };
  const others = call.tools.filter(({ toolCallId }) => toolCallId !== data.toolCallId);
  return { ...call, tools: [...others, note].sort((a, b) => a.atMs - b.atMs).slice(-MAX_TOOLS) };
}

function dropUndefined<P extends { patientName?: string | undefined }>(
  personal: P,
): Omit<P, 'patientName'> & { patientName?: string } {
  const { patientName, ...rest } = personal;
  return patientName === undefined ? rest : { ...rest, patientName };
}
