import { randomBytes } from 'node:crypto';
import {
  type ClinicContext,
  type ClinicProfile,
  connectClinic,
  getClinicProfile,
  patientsByPhone,
  startCall,
} from '@vaani/clinic';
import { type Clock, parseKeyRing, systemClock } from '@vaani/config';
import { clinicByNumber } from '@vaani/db';
import { createLogger } from '@vaani/observability';
import { testDatabase, testRedisUrl } from '@vaani/services/testing';
import { demoNumbers } from '../../../../prisma/factories/callers.ts';
import { seedDemo } from '../../../../prisma/seed.ts';
import type { BrainContext, BrainInput, SayAction, ToolCall, ToolResult } from '../brain.ts';
import { createDialogue, decide } from '../rules/decide.ts';
import { createAuthority } from '../tools/authority.ts';
import { executeTool } from '../tools/execute.ts';
import { offerIdOf } from '../tools/offer-id.ts';
import type { ToolContext } from '../tools/tool-context.ts';

/** Monday 23 November 2026, 10:30 in Pune. */
export const HOUSE_NOW = Date.parse('2026-11-23T05:00:00Z');
const clock: Clock = { ...systemClock, now: () => HOUSE_NOW };

export interface Caller {
  phone: string;
  language: 'en' | 'hi' | 'hi-en';
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** The demo clinic on a real database, and calls in text on the real tools. */
export async function openHouse() {
  const database = await testDatabase();
  const deps = await connectClinic({
    databaseUrl: database.appUrl,
    redisUrl: testRedisUrl(),
    keyRing: parseKeyRing(`test:${randomBytes(32).toString('base64')}`),
    clock,
    logger: createLogger({ service: 'receptionist-test', level: 'error' }),
    poolSize: 4,
  });
  await seedDemo({ db: deps.db, ownerUrl: database.ownerUrl, now: HOUSE_NOW });
  const found = await clinicByNumber(deps.db, demoNumbers.asha);
  if (found === null) throw new Error('the demo clinic has no number');
  const { clinicId } = found;
  const system: ClinicContext = { ...deps, clinicId, actor: { kind: 'system' } };
  const profile: ClinicProfile = await getClinicProfile(system);

  /** A call of this caller: the guard, the tools, and what the brains are told. */
  async function startedCall(caller: Caller, hearing: 'local' | 'free' = 'local') {
    const { callId } = await startCall(system, {
      direction: 'inbound',
      from: caller.phone,
      to: demoNumbers.asha,
      language: caller.language,
    });
    const ctx: ClinicContext = { ...deps, clinicId, actor: { kind: 'agent', callId } };
    const known = await patientsByPhone(ctx, caller.phone);
    const now = () => new Date(clock.now()).toISOString();
    const authority = createAuthority({ hearing });
    const t: ToolContext = { ctx, profile, authority, callerPhone: caller.phone, callId, hearing, now };
    const context: BrainContext = {
      now: now(),
      zone: profile.zone,
      clinic: profile,
      candidates: known.flatMap(({ id, name }) => (name === null ? [] : [{ patientId: id, name }])),
      callerPhone: caller.phone,
      hearing,
      languageGuess: caller.language,
    };
    return { t, context, callId };
  }

  /** The same, talked to in text by the rules. */
  async function openCall(caller: Caller, hearing: 'local' | 'free' = 'local') {
    const { t, context, callId } = await startedCall(caller, hearing);
    const { authority } = t;
    let state = createDialogue(context);
    const results: { call: ToolCall; result: ToolResult }[] = [];
    const hear = (say: SayAction): string => {
      if (say.readBackId !== undefined) authority.heard(say.readBackId);
      return say.text;
    };
    const give = async (input: BrainInput): Promise<string> => {
      authority.listen(input);
      const said: string[] = [];
      for (let next: BrainInput | null = input; next !== null; ) {
        const step = decide(state, next, context);
        state = step.state;
        next = null;
        for (const action of step.actions) {
          if (action.kind === 'say') said.push(hear(action));
          if (action.kind !== 'tool') continue;
          const result = await executeTool(action.call, t);
          results.push({ call: action.call, result });
          next = { kind: 'tool-result', call: action.call, result };
        }
      }
      return said.join(' ');
    };
    await give({ kind: 'call-started' });
    const source = hearing === 'local' ? 'local' : 'stt';
    return {
      t,
      callId,
      results,
      say: (text: string) => give({ kind: 'heard', text, confidence: 1, source }),
      key: (digits: string) => give({ kind: 'keyed', digits }),
    };
  }

  return {
    system,
    profile,
    startedCall,
    openCall,
    async close() {
      await deps.close();
      await database.drop();
    },
  };
}

/** Runs a tool as a model would ask for it. */
export const runTool = (t: ToolContext, name: string, args: Record<string, unknown>) =>
  executeTool({ id: 't', name, arguments: args }, t);

/** These slots were read to the caller, and heard. */
export const readOut = (t: ToolContext, slots: readonly { doctorId: string; startsAt: string }[]) =>
  t.authority.heard(offerIdOf({ slots }));
