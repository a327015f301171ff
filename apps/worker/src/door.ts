import { allClinicIds, type ClinicDeps } from '@vaani/clinic';
import type { Metrics } from '@vaani/observability';
import Fastify from 'fastify';

/** The worker's only door: is it alive, can it work, what does it count. */
export async function startDoor(options: {
  host: string;
  port: number;
  clinic: ClinicDeps;
  metrics: Metrics;
}): Promise<{ port: number; close(): Promise<void> }> {
  const { clinic, metrics } = options;
  const app = Fastify({ logger: false });
  app.get('/health', async () => ({ status: 'alive' }));
  app.get('/ready', async (_, reply) => {
    const isUp = await allClinicIds(clinic).then(
      () => true,
      () => false,
    );
    return reply
      .code(isUp ? 200 : 503)
      .send({ status: isUp ? 'ready' : 'the database is away', redis: clinic.live.status() });
  });
  app.get('/metrics', async (_, reply) => {
    const { contentType, text } = await metrics.expose();
    return reply.type(contentType).send(text);
  });
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () => app.close(),
  };
}
