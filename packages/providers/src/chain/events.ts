import type { FailureReason } from '../failure.ts';

export type StageName = 'hearing' | 'thinking' | 'speaking';

/** What a chain tells: for the desk, the log and the metrics. Names and times only, nothing that was said. */
export type ProviderEvent =
  /** Another provider took over; `to` is null where none is left. `callId` where it was within a call. */
  | {
      kind: 'switched';
      stage: StageName;
      from: string;
      to: string | null;
      reason: FailureReason | 'recovered';
      callId?: string;
    }
  /** The same provider was asked again, and what it had missed given to it. */
  | { kind: 'reopened'; stage: StageName; provider: string; reason: FailureReason; callId?: string }
  /** A provider is not asked any more, until a probe says that it is back. */
  | { kind: 'down'; stage: StageName; provider: string; reason: FailureReason }
  | { kind: 'recovered'; stage: StageName; provider: string; downMs: number }
  /** A request that was slow was made a second time beside the first; `hasWon` where the second was first to answer. */
  | { kind: 'hedged'; stage: StageName; provider: string; hasWon: boolean; callId?: string }
  /** How long an operation took until it gave something, or failed; `callId` where it was within a call. */
  | {
      kind: 'measured';
      stage: StageName;
      provider: string;
      operation: 'open' | 'final' | 'first-token' | 'first-audio';
      ms: number;
      isOk: boolean;
      callId?: string;
    };

export type OnProviderEvent = (event: ProviderEvent) => void;
