import { randomUUID } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { ChannelHub } from './channel-hub.ts';
import { type CommandAck, type LiveCommand, liveCommandSchema } from './commands.ts';
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

export type CommandHandler = (
  target: { clinicId: string; callId: string },
  command: LiveCommand,
) => Promise<CommandAck>;

/** Commands from the desk to the worker that owns a call, and its answers. */
export interface CommandBus {
  /** Never throws: what went wrong is in the answer. */
  send(clinicId: string, callId: string, command: LiveCommand, options?: { timeoutMs?: number }): Promise<CommandAck>;
  /** Answers commands for the calls of a worker until stopped. */
  serve(workerId: string, handler: CommandHandler): Promise<() => void>;
}

const TIMEOUT_MS = 2_000;

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

  return {
    async send(clinicId, callId, command, options) {
      try {
        listening ??= hub.listen(keys.acknowledgements(asker), onReply);
        await listening;
        const owner = await deps.registry.owner(clinicId, callId);
        if (owner === null)
          return { ok: false, code: 'no-owner', sentence: 'The call is over, or its worker is gone.' };
        const id = randomUUID();
        return await new Promise<CommandAck>((resolve, reject) => {
          const cancel = clock.after(options?.timeoutMs ?? TIMEOUT_MS, () =>
            finish({ ok: false, code: 'timeout', sentence: 'The worker did not answer in time.' }),
          );
          const finish = (ack: CommandAck) => {
            cancel();
            waiting.delete(id);
            resolve(ack);
          };
          waiting.set(id, finish);
          redis.publish(keys.commands(owner), JSON.stringify({ id, replyTo: asker, clinicId, callId, command })).then(
            (heard) => {
              if (heard === 0) finish({ ok: false, code: 'no-owner', sentence: 'The worker of this call is gone.' });
            },
            (error) => {
              cancel();
              waiting.delete(id);
              reject(error);
            },
          );
        });
      } catch {
        listening = undefined;
        return {
          ok: false,
          code: 'redis-down',
          sentence: 'The live connection is down. The call goes on; try again in a moment.',
        };
      }
    },
    async serve(workerId, handler) {
      return hub.listen(keys.commands(workerId), (line) => {
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
