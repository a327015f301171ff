/** What a call does: TwiML that is given, or that is asked for once it is answered. */
export type Instructions = { twiml: string } | { url: string };

export interface PlacedCall {
  to: string;
  from: string;
  instructions: Instructions;
  statusUrl: string;
  ringS: number;
  /** Told who picked up, a person or a machine, once that is known: they are talked to meanwhile. Null where nobody asks. */
  machineUrl: string | null;
}

/**
 * What a phone line can be told about calls, by the call's name at the provider. Where the call is over already, `false` comes back: nothing is left to do.
 * @throws {ProviderFailure} from each.
 */
export interface Telephony {
  readonly name: string;
  /** Gives a call new instructions. */
  redirect(callSid: string, instructions: Instructions, signal: AbortSignal): Promise<boolean>;
  /** Ends a call; `false` where it was over. */
  hangUp(callSid: string, signal: AbortSignal): Promise<boolean>;
  /** Places a call. There is no key against a second one: after a failure of unknown outcome ask `findPlaced` before trying again. */
  place(call: PlacedCall, signal: AbortSignal): Promise<{ callSid: string }>;
  /** The newest call placed from one number to another since then, or null. */
  findPlaced(
    query: { to: string; from: string; since: Date },
    signal: AbortSignal,
  ): Promise<{ callSid: string } | null>;
}
