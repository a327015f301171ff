import { TwilioError } from '../errors.ts';

const createFields = new Set([
  ...['To', 'From', 'Url', 'Method', 'Twiml', 'FallbackUrl', 'FallbackMethod', 'Timeout', 'TimeLimit'],
  ...['StatusCallback', 'StatusCallbackMethod', 'StatusCallbackEvent', 'MachineDetection', 'AsyncAmd'],
  ...['AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod', 'MachineDetectionTimeout'],
]);
const updateFields = new Set([
  ...['Url', 'Method', 'Twiml', 'Status', 'FallbackUrl', 'FallbackMethod', 'StatusCallback', 'StatusCallbackMethod'],
  'TimeLimit',
]);
const statusEvents = ['initiated', 'ringing', 'answered', 'completed'];
const MOST_TWIML = 4_000;

export interface CheckedCall {
  to: string;
  from: string;
  twiml: string | null;
  url: string | null;
  statusCallback: string | null;
  statusEvents: string[];
  ringS: number;
  detectsMachine: boolean;
  /** Where it is told who picked up, while the call goes on. */
  machineCallback: string | null;
}

export type CallChange = { kind: 'twiml'; twiml: string } | { kind: 'url'; url: string } | { kind: 'end' };

/** Checks a call to be placed as Twilio does. @throws {TwilioError} */
export function checkCall(form: URLSearchParams, numbers: ReadonlySet<string>): CheckedCall {
  refuseUnknown(form, createFields);
  const to = form.get('To') ?? '';
  const from = form.get('From') ?? '';
  if (to === '') throw new TwilioError(21201);
  if (from === '') throw new TwilioError(21213);
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new TwilioError(21217);
  if (!numbers.has(from)) throw new TwilioError(21210);
  const twiml = form.get('Twiml');
  const url = form.get('Url');
  if ((twiml === null) === (url === null)) throw new TwilioError(21218);
  if (twiml !== null) checkTwiml(twiml);
  if (url !== null) checkUrl(url, 21205);
  const statusCallback = form.get('StatusCallback');
  if (statusCallback !== null) checkUrl(statusCallback, 21609);
  const events = form.getAll('StatusCallbackEvent');
  if (events.some((event) => !statusEvents.includes(event))) throw new TwilioError(21626);
  const ringS = Number(form.get('Timeout') ?? '60');
  if (!Number.isInteger(ringS) || ringS < 1 || ringS > 600) throw new TwilioError(20001);
  const detection = form.get('MachineDetection');
  if (detection !== null && detection !== 'Enable' && detection !== 'DetectMessageEnd') throw new TwilioError(20001);
  const isAsync = form.get('AsyncAmd') === 'true';
  const machineCallback = isAsync ? form.get('AsyncAmdStatusCallback') : null;
  if (machineCallback !== null) checkUrl(machineCallback, 21609);
  return {
    ...{ to, from, twiml, url, statusCallback, ringS, machineCallback },
    statusEvents: events.length > 0 ? events : ['completed'],
    detectsMachine: detection !== null,
  };
}

/** @throws {TwilioError} */
export function checkChange(form: URLSearchParams): CallChange {
  refuseUnknown(form, updateFields);
  const twiml = form.get('Twiml');
  const url = form.get('Url');
  const status = form.get('Status');
  if ([twiml, url, status].filter((value) => value !== null).length !== 1) throw new TwilioError(21218);
  if (twiml !== null) {
    checkTwiml(twiml);
    return { kind: 'twiml', twiml };
  }
  if (url !== null) {
    checkUrl(url, 21205);
    return { kind: 'url', url };
  }
  if (status !== 'completed' && status !== 'canceled') throw new TwilioError(20001);
  return { kind: 'end' };
}

export function refuseUnknown(form: URLSearchParams, known: ReadonlySet<string>): void {
  for (const name of form.keys()) if (!known.has(name)) throw new TwilioError(20001);
}

export function checkUrl(url: string, code: number): void {
  if (!/^https?:\/\/[^_/]+(\/|$)/.test(url)) throw new TwilioError(code);
}

const verbs = new Set([
  ...['Response', 'Say', 'Play', 'Pause', 'Gather', 'Dial', 'Number', 'Conference', 'Connect', 'Stream', 'Parameter'],
  ...['Hangup', 'Redirect', 'Reject', 'Start', 'Stop', 'Leave'],
]);

/** TwiML is an XML document of one Response, of known verbs, each closed. */
function checkTwiml(twiml: string): void {
  if (twiml.length > MOST_TWIML) throw new TwilioError(12100);
  const open: string[] = [];
  const body = twiml.replace(/^<\?xml[^>]*\?>\s*/, '');
  if (!/^<Response(\s[^>]*)?\/?>/.test(body)) throw new TwilioError(12100);
  for (const [, closing, name = '', selfClosing] of body.matchAll(/<(\/?)([A-Za-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (!verbs.has(name)) throw new TwilioError(12100);
    if (closing === '/') {
      if (open.pop() !== name) throw new TwilioError(12100);
    } else if (selfClosing !== '/') open.push(name);
  }
  if (open.length > 0 || /&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(body)) throw new TwilioError(12100);
}
