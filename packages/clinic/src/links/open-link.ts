import { type Tenant, UnknownClinicError } from '@vaani/db';
import type { ClinicContext, ClinicDeps } from '../context.ts';
import { countTry, digest } from '../people/try-limit.ts';
import { type LinkClaims, type LinkPurpose, readLink } from './link-token.ts';

/** A link as somebody follows it. */
export interface LinkRequest {
  token: string;
  /** Where the request came from, for limits: never written down as it is. */
  address: string;
}

/** Why a link opens nothing. `expired` is said only where it was good once. */
export type ClosedLink =
  | { state: 'forged' }
  | { state: 'busy' }
  | { state: 'expired'; language: 'en' | 'hi'; clinic: { name: string; nameHindi: string; phone: string | null } };

/** Who follows a link: in the clinic of the link, as the patient it was sent to. */
export interface OpenLink {
  ctx: ClinicContext;
  claims: LinkClaims;
}

/** A mobile operator's whole customers may come from one address. */
const FOLLOWED = { limit: 300, windowMs: 60_000 } as const;
/** Nobody mistypes a link this often. */
const FORGED = { limit: 30, windowMs: 10 * 60_000 } as const;
/** What one link does: confirming, thinking again, moving a few times. */
const ACTED = { limit: 30, windowMs: 60 * 60_000 } as const;

/**
 * Opens a link: its signature, its purpose, its time. Nothing is changed by it, however often and by whomever it is opened: messengers look behind links
 * before people do.
 */
export async function openLink(
  deps: ClinicDeps,
  { token, address }: LinkRequest,
  purpose: LinkPurpose,
): Promise<OpenLink | ClosedLink> {
  const from = digest(address);
  const followed = await countTry(deps, `link|${from}`, FOLLOWED);
  if (!followed.allowed) return { state: 'busy' };
  const link = readLink(token);
  const isSigned = link !== null && link.claims.purpose === purpose && (await isSignedByClinic(deps, link));
  if (link === null || !isSigned) {
    const forged = await countTry(deps, `link-forged|${from}`, FORGED);
    return { state: forged.allowed ? 'forged' : 'busy' };
  }
  const { claims } = link;
  const ctx: ClinicContext = { ...deps, clinicId: claims.clinicId, actor: { kind: 'patient', via: 'link' } };
  if (claims.expiresAt > deps.clock.now()) return { ctx, claims };
  const clinic = await ctx.db.withTenant(ctx.clinicId, clinicOf);
  return { state: 'expired', language: claims.language, clinic };
}

/** Which kind of page a link asks for, before anything of it is believed: only to choose the page that then checks it. */
export function purposeOfLink(token: string): LinkPurpose | null {
  return readLink(token)?.claims.purpose ?? null;
}

async function isSignedByClinic(deps: ClinicDeps, link: NonNullable<ReturnType<typeof readLink>>): Promise<boolean> {
  try {
    return link.isSignedBy(await deps.db.cipherFor(link.claims.clinicId));
  } catch (error) {
    // A made-up clinic has no keys: the link is as good as a wrong signature.
    if (error instanceof UnknownClinicError) return false;
    throw error;
  }
}

/** Counts what is done by one link, so that nobody plays with it. */
export async function mayAct({ ctx, claims }: OpenLink): Promise<boolean> {
  return (await countTry(ctx, `link-act|${claims.messageId}`, ACTED)).allowed;
}

export const isClosed = (link: OpenLink | ClosedLink): link is ClosedLink => 'state' in link;

/** What a page says of the clinic: nothing that does not stand on its door. */
export async function clinicOf({
  tx,
  clinicId,
}: Tenant): Promise<{ name: string; nameHindi: string; phone: string | null }> {
  const { ownPhone, ...named } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { name: true, nameHindi: true, ownPhone: true },
  });
  return { ...named, phone: ownPhone };
}
