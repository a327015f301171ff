import { type ClinicDeps, recordLegStatus, settleAttempt } from '@vaani/clinic';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { system } from '../call/after-stream.ts';
import { isMachine } from '../call/outbound.ts';
import type { Switchboard } from '../call/switchboard.ts';
import { callSidSchema, type Signed, sendXml } from './signed.ts';
import { hangUp } from './twiml.ts';

const base = '/api/v1/voice';
const about = { clinic: z.uuid(), attempt: z.uuid(), CallSid: callSidSchema };
const answeredBy = z.string().max(32).optional();
const pickedUpSchema = z.object({ ...about, From: z.string().max(64).default(''), AnsweredBy: answeredBy });
const statusSchema = z.object({ ...about, CallStatus: z.string().max(32), AnsweredBy: answeredBy });
const machineSchema = z.object({ ...about, AnsweredBy: answeredBy });

const ends: Record<string, 'busy' | 'no_answer' | 'failed'> = {
  busy: 'busy',
  'no-answer': 'no_answer',
  canceled: 'failed',
  failed: 'failed',
};

/** What Twilio asks and tells of calls that the clinic placed. */
export function openOutboundDoors(
  app: FastifyInstance,
  signed: Signed,
  options: { deps: ClinicDeps; switchboard: Switchboard; onLegOver: (callSid: string) => Promise<void> },
): void {
  const { deps, switchboard } = options;

  /** Somebody, or a machine, picked up. */
  app.post(
    `${base}/outbound`,
    signed(pickedUpSchema, async ({ clinic, attempt, CallSid, From, AnsweredBy }, reply) => {
      const pickup = await switchboard.pickUp({
        ...{ callSid: CallSid, clinicId: clinic, attemptId: attempt, from: From, answeredBy: AnsweredBy },
      });
      return sendXml(reply, pickup.kind === 'talk' ? switchboard.streamTwiml(CallSid) : hangUp());
    }),
  );

  /** Who picked up, once that is known: whoever it is, they are talked to by then. */
  app.post(
    `${base}/outbound-machine`,
    signed(machineSchema, async ({ clinic, attempt, CallSid, AnsweredBy }, reply) => {
      if (isMachine(AnsweredBy)) {
        switchboard.isMailbox(CallSid);
        await settleAttempt(system(deps, clinic), { attemptId: attempt, callSid: CallSid, status: 'voicemail' });
      }
      return reply.code(204).send();
    }),
  );

  app.post(
    `${base}/outbound-status`,
    signed(statusSchema, async ({ clinic, attempt, CallSid, CallStatus, AnsweredBy }, reply) => {
      const ctx = system(deps, clinic);
      const of = { attemptId: attempt, callSid: CallSid };
      switchboard.attemptOver(attempt, CallStatus);
      const end = ends[CallStatus];
      if (end !== undefined) await settleAttempt(ctx, { ...of, status: end });
      if (CallStatus === 'completed') {
        switchboard.over(CallSid);
        await recordLegStatus(ctx, CallSid, CallStatus);
        await options.onLegOver(CallSid);
        await settleAttempt(ctx, { ...of, status: isMachine(AnsweredBy) ? 'voicemail' : 'answered' });
      }
      return reply.code(204).send();
    }),
  );
}
