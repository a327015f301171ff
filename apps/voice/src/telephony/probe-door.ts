import type { ClinicDeps } from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { Probed } from '@vaani/providers';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

const DEADLINE_MS = 10_000;

const bodySchema = z.object({ ticket: z.string().min(20).max(100) });

/** Asks each provider once for real, for somebody at the desk who wants to know. Each ticket is good for one time, as it costs a little. */
export function openProbeDoor(
  app: FastifyInstance,
  options: { path: string; deps: ClinicDeps; probe: (signal: AbortSignal) => Promise<Probed[]>; logger: Logger },
): void {
  const { deps, logger } = options;
  app.post(options.path, async (request, reply) => {
    const body = bodySchema.safeParse(request.body);
    if (!body.success) return reply.code(400).type('text/plain').send('The request is not understood.');
    const ticket = await deps.live.tickets.spend(body.data.ticket, 'probe');
    if (ticket === null) return reply.code(403).type('text/plain').send('The ticket is spent, or too old.');
    const providers = await options.probe(AbortSignal.timeout(DEADLINE_MS));
    logger.info('the providers were tried', {
      clinicId: ticket.clinicId,
      down: providers
        .filter(({ isUp }) => !isUp)
        .map(({ provider }) => provider)
        .join(', '),
    });
    return reply.header('cache-control', 'no-store').send({ providers });
  });
}
