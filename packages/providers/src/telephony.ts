/** Where an outgoing leg leads, and who is seen to call. */
export interface Dial {
  /** E.164. */
  to: string;
  /** E.164; null shows the caller's own. Twilio completes calls to Indian numbers only from numbers outside India. */
  callerId: string | null;
  /** Until it counts as not answered, seconds. */
  ringS: number;
  /** Told how the leg ended, and asked what comes then. */
  actionUrl: string;
}

/** A room in which the caller waits with music, and others join. */
export interface WaitingRoom {
  /** Names the room; unique to the call. */
  name: string;
  /** What is heard by one who is alone in it; null for the provider's own music. */
  musicUrl: string | null;
  /** Told who comes and goes. */
  statusUrl: string;
  /** The room ends when this one leaves. */
  endsWithThisOne: boolean;
}

/** What a call does: TwiML that is given, or that is asked for once it is answered. */
export type Instructions = { twiml: string } | { url: string };

export interface PlacedCall {
  to: string;
  from: string;
  instructions: Instructions;
  statusUrl: string;
  ringS: number;
  /** Says in the status callbacks whether a machine answered. */
  detectsMachine: boolean;
}

/**
 * What a phone line can be told about calls, by the call's name at the provider. Where the call is over already, `false` comes back: nothing is left to do.
 * @throws {ProviderFailure} from each.
 */
export interface Telephony {
  readonly name: string;
  /** Connects the caller to another phone. The stream of the call ends by it: say before that it will. */
  transfer(callSid: string, dial: Dial, signal: AbortSignal): Promise<boolean>;
  /** Brings a call into a room, to wait there or to join who waits. */
  join(callSid: string, room: WaitingRoom, signal: AbortSignal): Promise<boolean>;
  /** Holds one of a room with music, or lets it back into the talk. */
  setHold(
    callSid: string,
    room: Pick<WaitingRoom, 'name' | 'musicUrl'>,
    isOnHold: boolean,
    signal: AbortSignal,
  ): Promise<boolean>;
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
