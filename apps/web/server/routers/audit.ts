import 'server-only';
import { auditActorKinds, auditQuerySchema, getAuditEntry, listAudit } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';

const lineOutput = z.object({
  id: z.uuid(),
  at: z.string(),
  actorKind: z.enum(auditActorKinds),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  objectKind: z.string(),
  objectId: z.string().nullable(),
  outcome: z.enum(['done', 'denied']),
  fields: z.array(z.string()),
  address: z.string().nullable(),
  agent: z.string().nullable(),
});
export type AuditLine = z.infer<typeof lineOutput>;
const values = z.record(z.string(), z.unknown()).nullable();
const reading = procedureFor('audit.read');

/** Who did what, and who looked. Looking here is written down as well. */
export const auditRouter = router({
  list: reading
    .input(auditQuerySchema)
    .output(z.object({ lines: z.array(lineOutput), next: z.string().nullable() }))
    .query(({ ctx, input }) => listAudit(ctx.clinic, input)),
  entry: reading
    .input(z.object({ entryId: z.uuid() }))
    .output(lineOutput.extend({ old: values, new: values }).nullable())
    .query(({ ctx, input }) => getAuditEntry(ctx.clinic, input)),
});
