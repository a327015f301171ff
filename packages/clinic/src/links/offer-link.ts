import { recordAudit } from '../audit/record.ts';
import type { ClinicDeps } from '../context.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { acceptOffer, declineOffer } from '../waitlist/answer-offer.ts';
import { type ClosedLink, clinicOf, isClosed, type LinkRequest, mayAct, type OpenLink, openLink } from './open-link.ts';

/** A time that is held for somebody who waits, as their page shows it. */
export interface LinkedOffer {
  state: 'open';
  language: 'en' | 'hi';
  zone: string;
  clinic: { name: string; nameHindi: string; phone: string | null };
  branch: { name: string; nameHindi: string; address: string };
  doctor: { name: string; nameHindi: string };
  startsAt: string;
  endsAt: string;
  /** Until when it can be answered. */
  expiresAt: string;
  /** `gone`: too late, or taken back. */
  status: 'open' | 'accepted' | 'declined' | 'gone';
}

/** Reads what an offer's link is about. The look is audited, and changes nothing. */
export async function readOfferLink(deps: ClinicDeps, request: LinkRequest): Promise<LinkedOffer | ClosedLink> {
  const link = await openLink(deps, request, 'offer');
  if (isClosed(link)) return link;
  const offer = await offerOf(link);
  return offer === null ? { state: 'forged' } : offer.view;
}

/**
 * What came of an answer. `gone`: too late, or somebody else has it; `own`: the patient has another appointment then, or with the same doctor that day;
 * `not-possible`: it was accepted before.
 */
export type OfferAnswerResult = 'done' | 'gone' | 'own' | 'not-possible' | ClosedLink['state'];

/** Takes an offered time, or leaves it, as the patient who waits. Pressed twice, it is done once. */
export async function answerOfferLink(
  deps: ClinicDeps,
  request: LinkRequest,
  answer: 'accept' | 'decline',
): Promise<OfferAnswerResult> {
  const link = await openLink(deps, request, 'offer');
  if (isClosed(link)) return link.state;
  if (!(await mayAct(link))) return 'busy';
  const offer = await offerOf(link);
  if (offer === null) return 'forged';
  if (answer === 'decline') {
    const declined = await declineOffer(link.ctx, { offerId: offer.id });
    return declined.ok ? 'done' : 'not-possible';
  }
  const accepted = await acceptOffer(link.ctx, { offerId: offer.id });
  if (accepted.ok) return 'done';
  return accepted.reason === 'same-day' || accepted.reason === 'same-time' ? 'own' : 'gone';
}

async function offerOf({ ctx, claims }: OpenLink): Promise<{ id: string; view: LinkedOffer } | null> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const message = await tx.messageJob.findUnique({
      where: { clinicId_id: { clinicId, id: claims.messageId } },
      select: {
        offer: {
          select: {
            id: true,
            status: true,
            startsAt: true,
            endsAt: true,
            expiresAt: true,
            doctor: { select: { name: true, nameHindi: true } },
            branch: { select: { name: true, nameHindi: true, address: true } },
            clinic: { select: { zone: true } },
          },
        },
      },
    });
    const offer = message?.offer ?? null;
    if (offer === null) return null;
    const { id, status, doctor, branch } = offer;
    await recordAudit(tenant, ctx.actor, { action: 'waitlist-offer.read', objectKind: 'waitlist-offer', objectId: id });
    const isAnswered = status === 'accepted' || status === 'declined';
    const isOpen = status === 'open' && offer.expiresAt.getTime() > ctx.clock.now();
    const view: LinkedOffer = {
      state: 'open',
      language: claims.language,
      zone: offer.clinic.zone,
      clinic: await clinicOf(tenant),
      branch,
      doctor,
      startsAt: iso(offer.startsAt),
      endsAt: iso(offer.endsAt),
      expiresAt: iso(offer.expiresAt),
      status: isOpen ? 'open' : isAnswered ? status : 'gone',
    };
    return { id, view };
  });
}
