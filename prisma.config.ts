import { defineConfig } from 'prisma/config';

/** For the ordinary Prisma CLI. The product applies migrations itself: docs/decisions/0002-migrations.md. */
export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
