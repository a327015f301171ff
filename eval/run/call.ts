import { type ClinicContext, type ClinicProfile, getClinicProfile, patientsByPhone, startCall } from '@vaani/clinic';
import {
  type BrainContext,
  type BrainInput,
  type CallAuthority,
  createAuthority,
  type Expectation,
  executeTool,
  type SayAction,
  type ToolCall,
  type ToolContext,
  type ToolResult,
} from '@vaani/receptionist';
import type { EvalClinic } from '../clinic/world.ts';
import type { Language } from '../format/schema.ts';
import type { Mind } from './brains.ts';

export interface ToolRun {
  call: ToolCall;
  result: ToolResult;
}

/** What the receptionist says in one turn. */
export interface Said {
  text: string;
  expect: Expectation;
  readBackIds: string[];
}

/** One call on the real tools, in text. */
export interface EvalCall {
  tools: ToolContext;
  authority: CallAuthority;
  runs: ToolRun[];
  /** How the receptionist's part ended, or null while it goes on. */
  ended(): { kind: 'transfer'; reason: string } | { kind: 'end'; outcome: string } | null;
  /** Gives one input, and all tool results that follow. @returns what is said; `hear` it, or it is cut short */
  give(input: BrainInput): Promise<Said>;
  /** What was said has been played to its end. */
  hear(said: Said): void;
}

export interface CallOptions {
  clinic: EvalClinic;
  phone: string | null;
  hearing: 'local' | 'free';
  think: Mind['think'];
}

/** Opens a call as apps/voice does: the row, the patients of the phone, the guard, then the brain. */
export async function openCall({ clinic, phone, hearing, think }: CallOptions): Promise<EvalCall> {
  const { ctx } = clinic;
  const profile = await getClinicProfile(ctx);
  const language = languageOf(clinic, phone, profile);
  const { callId } = await startCall(ctx, { direction: 'inbound', from: phone, to: '+912066000001', language });
  const agent: ClinicContext = { ...ctx, actor: { kind: 'agent', callId } };
  const known = phone === null ? [] : await patientsByPhone(agent, phone);
  const authority = createAuthority({ hearing });
  const now = () => new Date(clinic.nowMs).toISOString();
  const tools: ToolContext = { ctx: agent, profile, authority, callerPhone: phone, callId, hearing, now };
  const context: BrainContext = {
    now: now(),
    zone: profile.zone,
    clinic: profile,
    candidates: known.flatMap(({ id, name }) => (name === null ? [] : [{ patientId: id, name }])),
    callerPhone: phone,
    hearing,
    languageGuess: language,
  };
  const brain = think(context);
  const runs: ToolRun[] = [];
  let ending: ReturnType<EvalCall['ended']> = null;

  return {
    tools,
    authority,
    runs,
    ended: () => ending,
    async give(input) {
      authority.listen(input);
      const said: SayAction[] = [];
      let expect: Expectation | undefined;
      for (let next: BrainInput | null = input; next !== null; ) {
        const step = await brain.step(next, context);
        expect = step.expect;
        next = null;
        for (const action of step.actions) {
          if (action.kind === 'say') said.push(action);
          if (action.kind === 'transfer') ending = { kind: 'transfer', reason: action.reason };
          if (action.kind === 'end') ending = { kind: 'end', outcome: action.outcome };
          if (action.kind !== 'tool') continue;
          const result = await executeTool(action.call, tools);
          runs.push({ call: action.call, result });
          next = { kind: 'tool-result', call: action.call, result };
        }
      }
      if (expect === undefined) throw new Error('the brain took no step');
      const readBackIds = said.flatMap(({ readBackId }) => (readBackId === undefined ? [] : [readBackId]));
      return { text: said.map(({ text }) => text).join(' '), expect, readBackIds };
    },
    hear({ readBackIds }) {
      for (const id of readBackIds) authority.heard(id);
    },
  };
}

/** The language that a call begins in: the one known of the phone, else the clinic's. */
function languageOf({ fixture }: EvalClinic, phone: string | null, profile: ClinicProfile): Language {
  const known = Object.values(fixture.people).find((person) => person.phone === phone);
  return known?.language ?? profile.language;
}
