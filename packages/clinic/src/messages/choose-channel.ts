import type { MessageChannel } from './channel.ts';
import { mayTryAgain } from './retry-policy.ts';

/** Where a message could go, and what speaks against it. */
export interface Candidate {
  channel: MessageChannel;
  /** The clinic's own sender; null for the installation's. */
  sender: string | null;
  /** The recipient by this channel; null where there is none that it reaches. */
  address: string | null;
  hasOptedOut: boolean;
  /** It was refused by it for good. */
  isRefused: boolean;
  /** How often it was refused by it in a way that may pass. */
  refusals: number;
  /** The registered template, where the clinic has one for this message. */
  template: { id: string; text: string | null } | null;
  /** The recipient wrote to us by this channel within a day. */
  isAnswering: boolean;
}

export type Choice =
  | { kind: 'send'; candidate: Candidate & { address: string } }
  | { kind: 'none'; reason: ChoiceReason };

/** Why a message goes by no channel. Keys of the message catalogue. */
export type ChoiceReason = 'no-template' | 'opted-out' | 'refused' | 'no-address' | 'no-channel';

/** The first channel, in the clinic's order, that nothing speaks against. One that was busy is left sooner where another comes after it. */
export function chooseChannel(candidates: readonly Candidate[]): Choice {
  const open = candidates.filter((candidate) => againstIt(candidate) === null);
  for (const [index, candidate] of open.entries()) {
    const { address, refusals } = candidate;
    if (address === null || !mayTryAgain(refusals, index + 1 < open.length)) continue;
    return { kind: 'send', candidate: { ...candidate, address } };
  }
  if (open.length > 0) return { kind: 'none', reason: 'refused' };
  // What is told is what became of the first channel that could have reached somebody.
  const reasons = candidates.map(againstIt).filter((reason) => reason !== null);
  return { kind: 'none', reason: reasons.find((reason) => reason !== 'no-address') ?? reasons[0] ?? 'no-channel' };
}

/** What speaks against a channel, or null. */
export function againstIt(candidate: Candidate): ChoiceReason | null {
  if (candidate.address === null) return 'no-address';
  if (candidate.hasOptedOut) return 'opted-out';
  if (candidate.isRefused) return 'refused';
  return candidate.template === null && needsTemplate(candidate) ? 'no-template' : null;
}

function needsTemplate({ channel, address, isAnswering }: Candidate): boolean {
  switch (channel.capabilities.template) {
    case 'never':
      return false;
    case 'india':
      return address?.startsWith('+91') === true;
    case 'unless-answering':
      return !isAnswering;
  }
}

/** The phone as far as a message can reach it: landlines of India begin with other digits than mobiles, and show nothing. */
export function reachable(phone: string | null): string | null {
  if (phone === null) return null;
  return phone.startsWith('+91') && !/^\+91[6-9]/.test(phone) ? null : phone;
}
