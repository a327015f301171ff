import { z } from 'zod';

const address = z.strictObject({ email: z.email(), name: z.string().optional() });

/** The body of /v3/mail/send, as far as anybody here uses it; what is not known is refused. */
const mailSchema = z.strictObject({
  personalizations: z
    .array(
      z.strictObject({
        to: z.array(address).min(1),
        subject: z.string().optional(),
        headers: z.record(z.string(), z.string()).optional(),
        custom_args: z.record(z.string(), z.string()).optional(),
      }),
    )
    .min(1)
    .max(1_000),
  from: address,
  reply_to: address.optional(),
  subject: z.string().min(1),
  content: z.array(z.strictObject({ type: z.enum(['text/plain', 'text/html']), value: z.string().min(1) })).min(1),
  custom_args: z.record(z.string(), z.string()).optional(),
  categories: z.array(z.string()).max(10).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tracking_settings: z
    .strictObject({
      click_tracking: z.strictObject({ enable: z.boolean(), enable_text: z.boolean().optional() }).optional(),
      open_tracking: z.strictObject({ enable: z.boolean(), substitution_tag: z.string().optional() }).optional(),
      subscription_tracking: z.strictObject({ enable: z.boolean() }).optional(),
    })
    .optional(),
  mail_settings: z.strictObject({ sandbox_mode: z.strictObject({ enable: z.boolean() }).optional() }).optional(),
});

export type SandboxMail = z.infer<typeof mailSchema>;

/** What was posted, or the errors as SendGrid lists them. */
export function checkMail(body: string): { ok: true; mail: SandboxMail } | { ok: false; errors: object[] } {
  let posted: unknown;
  try {
    posted = JSON.parse(body);
  } catch {
    return { ok: false, errors: [{ message: 'Bad Request', field: null, help: null }] };
  }
  const parsed = mailSchema.safeParse(posted);
  if (parsed.success) return { ok: true, mail: parsed.data };
  const errors = parsed.error.issues.map(({ message, path }) => ({
    message,
    field: path.join('.') || null,
    help: null,
  }));
  return { ok: false, errors };
}
