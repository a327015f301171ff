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

export type ConferenceEvent = 'participant-join' | 'participant-leave' | 'conference-start' | 'conference-end';

/** How a call joins: what its TwiML says. */
export interface Joining {
  name: string;
  endsRoom: boolean;
  /** Told of what happens to this one from now on. */
  onEvent(event: ConferenceEvent, room: SandboxConference): void;
  /** It is no longer in the room. */
  onLeft(): void;
}

/** The account's conferences: made by TwiML that names one, steered by REST. */
export function createConferences(accountSid: string) {
  const held: SandboxConference[] = [];
  const joinings = new Map<string, Joining>();
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
  const remove = (room: SandboxConference, { callSid }: SandboxParticipant): void => {
    const joining = joinings.get(callSid);
    joinings.delete(callSid);
    joining?.onEvent('participant-leave', room);
    if (room.status === 'completed') joining?.onEvent('conference-end', room);
    joining?.onLeft();
  };
  const close = (room: SandboxConference): void => {
    room.status = 'completed';
    for (const one of room.participants.splice(0)) remove(room, one);
  };

  return {
    held,
    join(callSid: string, joining: Joining): void {
      let room = held.find((one) => one.name === joining.name && one.status !== 'completed');
      if (room === undefined) {
        room = { sid: `CF${randomBytes(16).toString('hex')}`, name: joining.name, status: 'init', participants: [] };
        held.push(room);
      }
      const { endsRoom } = joining;
      room.participants.push({ callSid, isOnHold: false, isMuted: false, holdUrl: null, endsRoom });
      joinings.set(callSid, joining);
      joining.onEvent('participant-join', room);
      // One alone waits with music; with two it begins.
      if (room.participants.length < 2 || room.status !== 'init') return;
      room.status = 'in-progress';
      for (const one of room.participants) joinings.get(one.callSid)?.onEvent('conference-start', room);
    },
    leave(callSid: string): void {
      for (const room of held) {
        const at = room.participants.findIndex((one) => one.callSid === callSid);
        if (at < 0) continue;
        const [gone] = room.participants.splice(at, 1);
        if (gone === undefined) continue;
        if (gone.endsRoom || room.participants.length === 0) room.status = 'completed';
        remove(room, gone);
        if (room.status === 'completed') close(room);
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

export type Conferences = ReturnType<typeof createConferences>;

function flag(form: URLSearchParams, name: string): boolean | undefined {
  const value = form.get(name);
  if (value === null) return undefined;
  if (value !== 'true' && value !== 'false') throw new TwilioError(20001);
  return value === 'true';
}
