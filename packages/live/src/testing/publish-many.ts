// A process of its own that publishes events: `node publish-many.ts URL CLINIC KEY FROM TO`.
import { once } from 'node:events';
import { createCipher, systemClock } from '@vaani/config';
import { createLive } from '../live.ts';
import { createRedis } from '../redis.ts';

const [url = '', clinicId = '', key = '', from = '0', to = '0'] = process.argv.slice(2);
const cipher = createCipher(Buffer.from(key, 'base64'), 'test');
const redis = createRedis(url);
const live = createLive({
  redis,
  clock: systemClock,
  publishDeadlineMs: 10_000,
  cipherFor: async () => ({
    sealText: (context, plain) => cipher.seal(plain, context),
    openText: (context, envelope) => cipher.open(envelope, context),
  }),
});
await once(redis, 'ready');
for (let index = Number(from); index < Number(to); index++) {
  const id = await live.publish(clinicId, {
    type: 'call.state',
    at: '2026-11-23T05:30:00Z',
    data: { callId: clinicId, state: index % 2 === 0 ? 'talking' : 'on-hold' },
    personal: {},
  });
  if (id === null) throw new Error('an event was not published');
  process.stdout.write(`${id}\n`);
}
await live.close();
