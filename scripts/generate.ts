// Makes the Prisma client from prisma/schema.prisma, without the network: `prisma generate` wants the path of a schema engine,
// which it never runs. Runs after every install.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = `${root}node_modules/prisma/build/index.js`;

if (!existsSync(cli)) {
  console.log('prisma is not installed (a production install): the client that is there stays as it is.');
} else {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (status !== 0) {
    console.error(stdout, stderr, error ?? '');
    console.error('The Prisma client could not be made from prisma/schema.prisma.');
    process.exit(1);
  }
}
