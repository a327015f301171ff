import { randomBytes } from 'node:crypto';
import type { RoomAnswer } from '../../room.ts';
import { TwilioError } from '../errors.ts';
import { refuseUnknown } from './check-call.ts';

export interface SandboxParticipant {
  callSid: string;
  isOnHold: boolean;
  isMuted: boolean;
  holdUrl: string | null;
  /** The room ends when this one leaves. */
  endsRoom: boolean;
}

/** A room in which calls are joined. */
export interface SandboxConference {
  sid: string;
  name: string;
  status: 'init' | 'in-progress' | 'completed';
  participants: SandboxParticipant[];
}

/** The account's conferences: made by TwiML that names one, steered by REST. */
export function createConferences(accountSid: string, onEmptied: (callSids: string[]) => void) {
  const held: SandboxConference[] = [];
  const base = `/2010-04-01/Accounts/${accountSid}/Conferences`;

  const resource = ({ sid, name, status }: SandboxConference) => ({
    ...{ sid, account_sid: accountSid, friendly_name: name, status, region: 'us1', api_version: '2010-04-01' },
    uri: `${base}/${sid}.json`,
  });
  const participantResource = (room: SandboxConference, one: SandboxParticipant) => ({
    ...{ account_sid: accountSid, call_sid: one.callSid, conference_sid: room.sid, status: 'connected' },
    ...{ hold: one.isOnHold, muted: one.isMuted, end_conference_on_exit: one.endsRoom, coaching: false },
    uri: `${base}/${room.sid}/Participants/${one.callSid}.json`,
  });
  const find = (sid: string): SandboxConference => {
    const room = held.find((one) => one.sid === sid && one.status !== 'completed');
    if (room === undefined) throw new TwilioError(20404);
    return room;
  };
  const close = (room: SandboxConference): void => {
    room.status = 'completed';
    onEmptied(room.participants.splice(0).map(({ callSid }) => callSid));
  };

  return {
    held,
    /** A call's TwiML says `<Dial><Conference>name`. */
    join(callSid: string, twiml: string): void {
      const [, attributes = '', name] = /<Conference\b([^>]*)>([^<]+)<\/Conference>/.exec(twiml) ?? [];
      if (name === undefined) return;
      let room = held.find((one) => one.name === name && one.status !== 'completed');
      if (room === undefined) {
        room = { sid: `CF${randomBytes(16).toString('hex')}`, name, status: 'init', participants: [] };
        held.push(room);
      }
      room.participants.push({
        callSid,
        isOnHold: false,
        isMuted: false,
        holdUrl: null,
        endsRoom: /\bendConferenceOnExit="true"/.test(attributes),
      });
      // One alone waits with music; with two it begins.
      if (room.participants.length > 1) room.status = 'in-progress';
    },
    leave(callSid: string): void {
      for (const room of held) {
        const at = room.participants.findIndex((one) => one.callSid === callSid);
        if (at < 0) continue;
        const [gone] = room.participants.splice(at, 1);
        if (gone?.endsRoom || room.participants.length === 0) close(room);
      }
    },
    /** @throws {TwilioError} */
    handle(method: string, path: string, query: URLSearchParams, form: URLSearchParams): RoomAnswer | null {
      if (path === `${base}.json` && method === 'GET') {
        const name = query.get('FriendlyName');
        const status = query.get('Status');
        const rooms = held.filter(
          (room) => (name === null || room.name === name) && (status === null || room.status === status),
        );
        return { status: 200, body: { conferences: rooms.map(resource), next_page_uri: null, page: 0 } };
      }
      const [, sid, callSid] =
        new RegExp(`^${base}/(CF[0-9a-f]{32})(?:/Participants/(CA[0-9a-f]{32}))?\\.json$`).exec(path) ?? [];
      if (sid === undefined) return null;
      const room = find(sid);
      if (callSid === undefined) {
        if (method === 'POST') {
          refuseUnknown(form, new Set(['Status', 'AnnounceUrl', 'AnnounceMethod']));
          if (form.get('Status') === 'completed') close(room);
        }
        return { status: 200, body: resource(room) };
      }
      const one = room.participants.find((participant) => participant.callSid === callSid);
      if (one === undefined) throw new TwilioError(20404);
      if (method === 'POST') {
        refuseUnknown(form, new Set(['Hold', 'HoldUrl', 'HoldMethod', 'Muted', 'EndConferenceOnExit']));
        one.isOnHold = flag(form, 'Hold') ?? one.isOnHold;
        one.isMuted = flag(form, 'Muted') ?? one.isMuted;
        one.holdUrl = form.get('HoldUrl') ?? one.holdUrl;
      }
      return { status: 200, body: participantResource(room, one) };
    },
  };
}

function flag(form: URLSearchParams, name: string): boolean | undefined {
  const value = form.get(name);
  if (value === null) return undefined;
  if (value !== 'true' && value !== 'false') throw new TwilioError(20001);
  return value === 'true';
}
