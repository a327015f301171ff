import type { ClinicContext } from '../context.ts';
import type { MessageChannel, SendOutcome } from './channel.ts';
import { type After, NOT_TAKEN, noteOutcome } from './note-outcome.ts';
import { type NextStep, type Patience, planSend, stop, patience as usual } from './plan-send.ts';
import { publishMessage } from './publish-message.ts';

/** Where in the sending of a message it is: a process may end at each of them. */
export type SendStep = 'before-attempt' | 'after-attempt' | 'after-send' | 'after-note';

/** What the process that sends brings. */
export interface MessageSender {
  /** All there are, the local one among them. */
  channels: readonly MessageChannel[];
  /** Origin of the patients' page. */
  webUrl: string;
  patience?: Patience;
  /** Told of each step. */
  onStep?: (step: SendStep, messageId: string) => void | Promise<void>;
  /** Ends what is under way. */
  signal?: AbortSignal;
}

/** A channel that refuses for good is followed by the next: more rounds than there are channels would be a defect. */
const MOST_ROUNDS = 10;

/**
 * The job that sends one message. It writes that it tries, tries, and notes what came of it; a try whose end is not known is asked about before another
 * is made. A message that was cancelled, sent before or has become pointless is left alone. Whatever can pass is tried again by a job of its own,
 * written with the note.
 * @throws where a provider that must be asked does not answer, or the database is away: the queue tries again.
 */
export async function sendMessage(ctx: ClinicContext, messageId: string, sender: MessageSender): Promise<void> {
  const { channels, webUrl, patience = usual } = sender;
  const signal = sender.signal ?? new AbortController().signal;
  const plan = { channels, webUrl, patience };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    await sender.onStep?.('before-attempt', messageId);
    const began = ctx.clock.monotonic();
    const step = await ctx.db.withTenant(ctx.clinicId, (tenant) => planSend(tenant, ctx, messageId, plan));
    if (step.kind === 'nothing') return publishMessage(ctx, messageId);
    await sender.onStep?.('after-attempt', messageId);
    const outcome =
      step.kind === 'ask' ? await ask(ctx, step, signal) : await send(ctx, step, { began, patience, signal });
    await sender.onStep?.('after-send', messageId);
    const deliveryId = step.kind === 'ask' ? step.deliveryId : step.message.reference.deliveryId;
    const after = await ctx.db.withTenant(
      ctx.clinicId,
      (tenant): Promise<After> => noteOutcome(tenant, ctx, { messageId, deliveryId }, outcome, patience),
    );
    await sender.onStep?.('after-note', messageId);
    if (after !== 'again') return publishMessage(ctx, messageId);
  }
  throw new Error('a message went round all its channels and was neither sent nor given up');
}

/** What the provider holds decides what came of an attempt whose end was not noted. */
async function ask(
  ctx: ClinicContext,
  { channel, to, since, marker }: NextStep & { kind: 'ask' },
  signal: AbortSignal,
): Promise<SendOutcome> {
  const found = await channel.find({ clinicId: ctx.clinicId, to, since, marker }, signal);
  if (found === null) return { kind: 'refused', code: NOT_TAKEN, isFinal: false };
  if (found.failure !== null) return { kind: 'refused', code: found.failure.code, isFinal: true };
  return { kind: 'accepted', providerMessageId: found.providerMessageId };
}

/**
 * Hands it over, unless this process has slept since it wrote that it would: another may have asked about the attempt by now and made one of its own.
 */
async function send(
  ctx: ClinicContext,
  { channel, message }: NextStep & { kind: 'send' },
  { began, patience, signal }: { began: number; patience: Patience; signal: AbortSignal },
): Promise<SendOutcome> {
  const left = patience.settleMs - patience.deadlineMs - (ctx.clock.monotonic() - began);
  if (left <= 0) return { kind: 'refused', code: 'stalled', isFinal: false };
  return channel.send(message, signal);
}

/** All tries of the job failed: the message is listed for the desk as dead. */
export async function giveUpMessage(ctx: ClinicContext, messageId: string): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId, id: messageId, status: { in: ['waiting' as const, 'sending' as const] } };
    if ((await tx.messageJob.count({ where })) > 0) await stop(tenant, messageId, 'dead', 'gave-up');
  });
  await publishMessage(ctx, messageId);
}
