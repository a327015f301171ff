import type { ChannelName } from './kinds.ts';

/** One message as a channel is given it. */
export interface OutgoingMessage {
  clinicId: string;
  /** E.164, or an e-mail address. */
  to: string;
  /** The clinic's own sender; null for the installation's. */
  from: string | null;
  /** For channels that have one. */
  subject: string;
  body: string;
  /** The registered template and what fills it, in its order. */
  template: { id: string; variables: readonly string[] } | null;
  /** By these the provider's reports find the attempt again. Ids only. */
  reference: { messageId: string; deliveryId: string };
}

/** What came of handing a message to a provider. */
export type SendOutcome =
  /** The provider has it, under its own name for it. */
  | { kind: 'accepted'; providerMessageId: string }
  /** It does not have it. `isFinal`: nor will it on another try; `isOptOut`: because the recipient said stop. */
  | { kind: 'refused'; code: string; isFinal: boolean; isOptOut?: boolean; retryAfterMs?: number }
  /** Nobody knows: the connection broke, or the answer was no answer. */
  | { kind: 'unknown'; code: string };

/** A message that the provider turned out to have. */
export interface FoundMessage {
  providerMessageId: string;
  /** It took it, and then could not deliver it. */
  failure: { code: string } | null;
}

/** A way for messages to travel. apps/worker brings those that a provider stands behind. */
export interface MessageChannel {
  channel: ChannelName;
  /** What it can do. */
  capabilities: {
    /** Where it sends to. */
    address: 'phone' | 'email' | 'any';
    /** It can say what it holds for a recipient: after an unknown outcome it is asked before anything is sent again. */
    canList: boolean;
    /** People can answer by it. */
    hasReplies: boolean;
    /** Where it wants a registered template: never, in India, or whenever the recipient has not written within a day. */
    template: 'never' | 'india' | 'unless-answering';
  };
  /** Has this clinic what it takes: an account, and a sender of its own or the installation's? */
  isSetUp(clinicId: string, sender: string | null): Promise<boolean>;
  /** Hands it over, within a deadline. Answers in every case; throws only what is a defect. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome>;
  /**
   * The message to this recipient whose text holds the marker, of those taken since an instant. Only where it can list.
   * @throws where the provider does not answer.
   */
  find(
    query: { clinicId: string; to: string; since: Date; marker: string },
    signal: AbortSignal,
  ): Promise<FoundMessage | null>;
}

/** Keeps the message where the desk can see it: what is used while no provider is set. */
export const localChannel: MessageChannel = {
  channel: 'local',
  capabilities: { address: 'any', canList: true, hasReplies: false, template: 'never' },
  isSetUp: async () => true,
  send: async ({ reference }) => ({ kind: 'accepted', providerMessageId: `local:${reference.messageId}` }),
  // Nothing leaves this machine: what was not noted was not shown either.
  find: async () => null,
};
