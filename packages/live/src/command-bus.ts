import { randomUUID } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { ChannelHub } from './channel-hub.ts';
import { type CommandAck, commandAckSchema, type LiveCommand, liveCommandSchema } from './commands.ts';
import { withDeadline } from './deadline.ts';
import { keys } from './keys.ts';
import type { CallRegistry } from './registry.ts';
import { runTake } from './scripts.ts';
import type { LiveCipher } from './wire.ts';

/** Who acts and what is to be said is personal: command and answer are sealed under the clinic's key. */
const requestSchema = z.object({
  id: z.string(),
  replyTo: z.string(),
  clinicId: z.uuid(),
  callId: z.uuid(),
  sealed: z.string(),
  /** It lies in Redis too, to be taken: by the worker who does it, or by the asker who has waited long enough. */
  isToBeTaken: z.boolean().default(false),
});
const replySchema = z.object({ id: z.string(), sealed: z.string() });

const requestContext = (id: string) => `command|${id}`;
const replyContext = (id: string) => `ack|${id}`;

/** What a worker does with a command for one of its calls. */
export type CommandHandler = (
  target: { clinicId: string; callId: string },
  command: LiveCommand,
) => Promise<CommandAck>;

/** Commands from the desk to the worker that owns a call, and its answers. */
export interface CommandBus {
  /**
   * Never throws: what went wrong is in the answer. Two seconds, unless told otherwise; a command that no worker has taken by then is taken back, so that
   * nothing is done of which was said that it was not.
   */
  send(clinicId: string, callId: string, command: LiveCommand, options?: { timeoutMs?: number }): Promise<CommandAck>;
  /** Answers commands for the calls of a worker until stopped. */
  serve(workerId: string, handler: CommandHandler): Promise<() => Promise<void>>;
}

const TIMEOUT_MS = 2_000;
/** A worker that has taken a command is doing it: its answer is waited for so much longer. */
const TAKEN_MS = 2_000;
/** Longer than anybody waits. */
const KEPT_MS = 60_000;

const late: CommandAck = { ok: false, code: 'timeout', sentence: 'The worker did not answer in time.' };
const gone: CommandAck = { ok: false, code: 'no-owner', sentence: 'The call is over, or its worker is gone.' };
const failed: CommandAck = { ok: false, code: 'refused', sentence: 'The worker could not do it.' };
const down: CommandAck = {
  ok: false,
  code: 'redis-down',
  sentence: 'The live connection is down. The call goes on; try again in a moment.',
};

export function createCommandBus(deps: {
  redis: Redis;
  hub: ChannelHub;
  registry: CallRegistry;
  cipherFor: (clinicId: string) => Promise<LiveCipher>;
  clock: Clock;
}): CommandBus {
  const { redis, hub, clock, cipherFor } = deps;
  const asker = randomUUID();
  const waiting = new Map<string, { cipher: LiveCipher; answer: (ack: CommandAck) => void }>();
  let listening: Promise<unknown> | undefined;

  function onReply(line: string): void {
    const reply = replySchema.safeParse(parseJson(line));
    if (!reply.success) return;
    const { id, sealed } = reply.data;
    const asked = waiting.get(id);
    const ack = commandAckSchema.safeParse(asked === undefined ? null : opened(asked.cipher, replyContext(id), sealed));
    if (ack.success) asked?.answer(ack.data);
  }

  async function ask(
    { id, clinicId, callId }: { id: string; clinicId: string; callId: string },
    command: LiveCommand,
    isWanted: () => boolean,
  ): Promise<CommandAck> {
    listening ??= hub.listen(keys.acknowledgements(asker), onReply);
    await listening;
    const owner = await deps.registry.owner(clinicId, callId);
    if (owner === null) return gone;
    const { promise, resolve } = Promise.withResolvers<CommandAck>();
    const cipher = await cipherFor(clinicId);
    waiting.set(id, { cipher, answer: resolve });
    const sealed = cipher.sealText(requestContext(id), JSON.stringify(command));
    const request = JSON.stringify({ id, replyTo: asker, clinicId, callId, sealed, isToBeTaken: true });
    await redis.set(keys.command(id), '1', 'PX', KEPT_MS);
    if (!isWanted()) return late;
    const heardBy = await redis.publish(keys.commands(owner), request);
    return heardBy === 0 ? gone : promise;
  }

  return {
    async send(clinicId, callId, command, options) {
      if (redis.status !== 'ready') return down;
      const id = randomUUID();
      const timeoutMs = options?.timeoutMs ?? TIMEOUT_MS;
      let isWanted = true;
      try {
        const asking = ask({ id, clinicId, callId }, command, () => isWanted);
        const ack = await withDeadline(clock, timeoutMs, asking, () => {
          isWanted = false;
          return late;
        });
        if (ack !== late || (await runTake(redis, keys.command(id))) !== null) return ack;
        return await withDeadline(clock, TAKEN_MS, asking, () => late);
      } catch {
        listening = undefined;
        return down;
      } finally {
        waiting.delete(id);
      }
    },
    async serve(workerId, handler) {
      async function answer(line: string): Promise<void> {
        const request = requestSchema.safeParse(parseJson(line));
        if (!request.success) return;
        const { id, replyTo, clinicId, callId, sealed, isToBeTaken } = request.data;
        // A worker that stood still finds what was asked of it meanwhile, and nobody waits for it any more.
        if (isToBeTaken && (await runTake(redis, keys.command(id))) === null) return;
        const cipher = await cipherFor(clinicId);
        const command = liveCommandSchema.safeParse(opened(cipher, requestContext(id), sealed));
        const ack = command.success
          ? await handler({ clinicId, callId }, command.data).catch(() => failed)
          : ({ ok: false, code: 'unknown', sentence: 'This worker does not know that command.' } as const);
        const reply = { id, sealed: cipher.sealText(replyContext(id), JSON.stringify(ack)) };
        await redis.publish(keys.acknowledgements(replyTo), JSON.stringify(reply));
      }
      const stop = await hub.listen(keys.commands(workerId), (line) => {
        // The asker waits with a deadline of its own.
        answer(line).catch(() => undefined);
      });
      return async () => stop();
    },
  };
}

/** What was sealed, or undefined where it was not by this clinic. */
function opened(cipher: LiveCipher, context: string, sealed: string): unknown {
  try {
    return JSON.parse(cipher.openText(context, sealed));
  } catch {
    return undefined;
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
