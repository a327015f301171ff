// A process that starts a product and waits to be killed: `node start-small-product.ts ROOT`, with the settings in its environment.
import { startProduct } from '../start-product.ts';

const product = await startProduct({
  root: process.argv[2] ?? '',
  env: process.env,
  prepareDatabase: async () => undefined,
});
process.stdout.write(`${JSON.stringify(product.pids())}\n`);
setInterval(() => undefined, 60_000);
