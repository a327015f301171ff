import 'server-only';
import {
  changeMember,
  invite,
  listInvitations,
  listMembers,
  type MadeInvitation,
  memberChangeSchema,
  newInvitationSchema,
  removeMember,
  resetPassword,
  revokeInvitation,
  setMemberDisabled,
  signOutEverywhere,
  userIdSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import type { WebDeps } from '../deps.ts';
import { procedureFor, router } from '../trpc/base.ts';

const role = z.enum(['admin', 'receptionist', 'doctor']);
const memberOutput = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  doctorId: z.uuid().nullable(),
  isDisabled: z.boolean(),
  isShared: z.boolean(),
  isOnDuty: z.boolean(),
  lastSignInAt: z.string().nullable(),
  joinedAt: z.string(),
});
export type MemberRow = z.infer<typeof memberOutput>;

const invitationOutput = z.object({
  id: z.uuid(),
  purpose: z.enum(['join', 'reset']),
  email: z.string(),
  name: z.string(),
  role,
  state: z.enum(['open', 'used', 'expired', 'revoked']),
  madeByName: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type InvitationRow = z.infer<typeof invitationOutput>;
/** The link is in this one answer and nowhere else. */
const madeOutput = z.object({ invitation: invitationOutput, url: z.url() });

const withUrl = (deps: WebDeps, { invitation, path }: MadeInvitation) => ({
  invitation,
  url: `${deps.settings.webUrl}${path}`,
});
const admin = procedureFor('users.write');
const silent = admin.output(z.void());

/** Who can sign in to the clinic, and as what. */
export const usersRouter = router({
  list: admin.output(z.array(memberOutput)).query(({ ctx }) => listMembers(ctx.clinic)),
  invitations: admin.output(z.array(invitationOutput)).query(({ ctx }) => listInvitations(ctx.clinic)),

  invite: admin
    .input(newInvitationSchema)
    .output(madeOutput)
    .mutation(async ({ ctx, input }) => withUrl(ctx.deps, await invite(ctx.clinic, input))),
  /** A link by which they choose a new password; the old one is good until then. */
  resetPassword: admin
    .input(userIdSchema)
    .output(madeOutput)
    .mutation(async ({ ctx, input }) => withUrl(ctx.deps, await resetPassword(ctx.clinic, input))),
  revoke: silent
    .input(z.object({ invitationId: z.uuid() }))
    .mutation(({ ctx, input }) => revokeInvitation(ctx.clinic, input)),

  change: silent.input(memberChangeSchema).mutation(({ ctx, input }) => changeMember(ctx.clinic, input)),
  remove: silent.input(userIdSchema).mutation(({ ctx, input }) => removeMember(ctx.clinic, input)),
  setDisabled: silent
    .input(userIdSchema.extend({ isDisabled: z.boolean() }))
    .mutation(({ ctx, input }) => setMemberDisabled(ctx.clinic, input)),
  signOutEverywhere: silent.input(userIdSchema).mutation(({ ctx, input }) => signOutEverywhere(ctx.clinic, input)),
});
