/** The states of a call, in their order; the last four are ends. */
export type CallStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled';

/** A call as the account holds it. */
export interface SandboxCall {
  sid: string;
  from: string;
  to: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  /** Of a leg that a `<Dial>` made: the call that dialled. */
  parentSid: string | null;
  status: CallStatus;
  startedAt: number;
  endedAt: number | null;
  /** What the call was told to do, oldest first: TwiML. */
  instructions: string[];
  /** Where TwiML is fetched once it is answered. */
  url: string | null;
  statusCallback: string | null;
  statusEvents: readonly string[];
  answeredBy: 'human' | 'machine_start' | null;
  detectsMachine: boolean;
  /** Told who picked up, where nobody waits for that. */
  machineCallback: string | null;
  ringS: number;
  /** Somebody else does what this call is told: a simulated caller with a socket of their own. */
  isPlayedElsewhere: boolean;
  /** What was said and played to whoever holds it: texts, and addresses of sounds. */
  heard: string[];
}

/** A call before anything has happened to it. */
export function newCall(of: Pick<SandboxCall, 'sid' | 'from' | 'to' | 'direction' | 'startedAt'>): SandboxCall {
  return {
    ...of,
    ...{ parentSid: null, status: 'queued', endedAt: null, instructions: [], url: null, statusCallback: null },
    ...{ statusEvents: ['completed'], answeredBy: null, detectsMachine: false, ringS: 60, heard: [] },
    machineCallback: null,
    isPlayedElsewhere: false,
  };
}

const ends: readonly CallStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];
export const hasEnded = ({ status }: SandboxCall): boolean => ends.includes(status);

const rfc2822 = (at: number | null): string | null =>
  at === null ? null : new Date(at).toUTCString().replace('GMT', '+0000');

/** A call as Twilio's REST interface writes it. */
export function callResource(call: SandboxCall, accountSid: string): object {
  return {
    sid: call.sid,
    account_sid: accountSid,
    parent_call_sid: call.parentSid,
    to: call.to,
    from: call.from,
    phone_number_sid: null,
    status: call.status,
    start_time: rfc2822(call.startedAt),
    end_time: rfc2822(call.endedAt),
    duration: call.endedAt === null ? null : String(Math.round((call.endedAt - call.startedAt) / 1_000)),
    price: null,
    price_unit: 'USD',
    direction: call.direction,
    answered_by: call.answeredBy,
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}.json`,
    subresource_uris: {},
    date_created: rfc2822(call.startedAt),
    date_updated: rfc2822(call.endedAt ?? call.startedAt),
    annotation: null,
  };
}
