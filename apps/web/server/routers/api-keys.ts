import 'server-only';
import {
  createApiKey,
  listApiKeys,
  newApiKeySchema,
  revokeApiKey,
  rotateApiKey,
  rotationSchema,
  scopeSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';

const keyOutput = z.object({
  id: z.uuid(),
  name: z.string(),
  hint: z.string(),
  scopes: z.array(scopeSchema),
  state: z.enum(['active', 'replaced', 'expired', 'revoked']),
  makerName: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  replacedById: z.uuid().nullable(),
});
/** The secret is in this one answer and nowhere else. */
const madeOutput = z.object({ key: keyOutput, secret: z.string() });

export const apiKeysRouter = router({
  list: procedureFor('keys.write')
    .output(z.array(keyOutput))
    .query(({ ctx }) => listApiKeys(ctx.clinic)),

  create: procedureFor('keys.write')
    .input(newApiKeySchema)
    .output(madeOutput)
    .mutation(({ ctx, input }) => createApiKey(ctx.clinic, input)),

  /** A successor; the old key goes on for a while. */
  rotate: procedureFor('keys.write')
    .input(rotationSchema)
    .output(madeOutput)
    .mutation(({ ctx, input }) => rotateApiKey(ctx.clinic, input)),

  revoke: procedureFor('keys.write')
    .input(z.object({ keyId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => revokeApiKey(ctx.clinic, input.keyId)),
});
