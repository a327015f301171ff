import { randomUUID } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { ChannelHub } from './channel-hub.ts';
import { type CommandAck, type LiveCommand, liveCommandSchema } from './commands.ts';
import { withDeadline } from './deadline.ts';
import { keys } from './keys.ts';
import type { CallRegistry } from './registry.ts';

const requestSchema = z.object({
  id: z.string(),
  replyTo: z.string(),
  clinicId: z.uuid(),
  callId: z.uuid(),
  command: z.unknown(),
});
const replySchema = z.object({
  id: z.string(),
  ack: z.union([
    z.object({ ok: z.literal(true) }),
    z.object({ ok: z.literal(false), code: z.enum(['refused', 'unknown']), sentence: z.string() }),
  ]),
});

/** What a worker does with a command for one of its calls. */
export type CommandHandler = (
  target: { clinicId: string; callId: string },
  command: LiveCommand,
) => Promise<CommandAck>;

/** Commands from the desk to the worker that owns a call, and its answers. */
export interface CommandBus {
  /** Never throws: what went wrong is in the answer. Two seconds, unless told otherwise. */
  send(clinicId: string, callId: string, command: LiveCommand, options?: { timeoutMs?: number }): Promise<CommandAck>;
  /** Answers commands for the calls of a worker until stopped. */
  serve(workerId: string, handler: CommandHandler): Promise<() => Promise<void>>;
}

const TIMEOUT_MS = 2_000;

const late: CommandAck = { ok: false, code: 'timeout', sentence: 'The worker did not answer in time.' };
const gone: CommandAck = { ok: false, code: 'no-owner', sentence: 'The call is over, or its worker is gone.' };
const down: CommandAck = {
  ok: false,
  code: 'redis-down',
  sentence: 'The live connection is down. The call goes on; try again in a moment.',
};

export function createCommandBus(deps: {
  redis: Redis;
  hub: ChannelHub;
  registry: CallRegistry;
  clock: Clock;
}): CommandBus {
  const { redis, hub, clock } = deps;
  const asker = randomUUID();
  const waiting = new Map<string, (ack: CommandAck) => void>();
  let listening: Promise<unknown> | undefined;

  function onReply(line: string): void {
    const reply = replySchema.safeParse(parseJson(line));
    if (reply.success) waiting.get(reply.data.id)?.(reply.data.ack);
  }

  async function ask(id: string, clinicId: string, callId: string, command: LiveCommand): Promise<CommandAck> {
    listening ??= hub.listen(keys.acknowledgements(asker), onReply);
    await listening;
    const owner = await deps.registry.owner(clinicId, callId);
    if (owner === null) return gone;
    const { promise, resolve } = Promise.withResolvers<CommandAck>();
    waiting.set(id, resolve);
    const request = JSON.stringify({ id, replyTo: asker, clinicId, callId, command });
    const heardBy = await redis.publish(keys.commands(owner), request);
    return heardBy === 0 ? gone : promise;
  }

  return {
    async send(clinicId, callId, command, options) {
      if (redis.status !== 'ready') return down;
      const id = randomUUID();
      const timeoutMs = options?.timeoutMs ?? TIMEOUT_MS;
      try {
        return await withDeadline(clock, timeoutMs, ask(id, clinicId, callId, command), () => late);
      } catch {
        listening = undefined;
        return down;
      } finally {
        waiting.delete(id);
      }
    },
    async serve(workerId, handler) {
      const stop = await hub.listen(keys.commands(workerId), (line) => {
        const request = requestSchema.safeParse(parseJson(line));
        if (!request.success) return;
        const { id, replyTo, clinicId, callId } = request.data;
        const command = liveCommandSchema.safeParse(request.data.command);
        const answer: Promise<CommandAck> = command.success
          ? handler({ clinicId, callId }, command.data)
          : Promise.resolve({ ok: false, code: 'unknown', sentence: 'This worker does not know that command.' });
        answer
          .catch((): CommandAck => ({ ok: false, code: 'refused', sentence: 'The worker could not do it.' }))
          .then((ack) => redis.publish(keys.acknowledgements(replyTo), JSON.stringify({ id, ack })))
          // The asker waits with a deadline of its own.
          .catch(() => undefined);
      });
      return async () => stop();
    },
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
