import type { HandedOver, Way } from '../call/hand-over.ts';
import { askNumber, connectStream, dialPhones, hangUp, sayCallback, waitInRoom } from './twiml.ts';

const base = '/api/v1/voice';

/** The addresses of a caller's way to a person, and what they are told on it. */
export interface Ways {
  legUrls(caller: HandedOver, step: number, leg: number): { whisperUrl: string; statusUrl: string };
  /** Where somebody who listened presses the key. */
  keyUrl(caller: { clinicId: string; callId: string }, step: number, leg: number | null): string;
  afterDialUrl(step: number): string;
  /** Where a call is asked about that rang at the clinic first. */
  afterRingUrl: string;
  roomOf(callId: string): string;
  /** A call is connected to the agent, at this worker. */
  streamTwiml(callSid: string, token: string): string;
  twimlOf(way: Way, caller: HandedOver & { emergencyNumbers: readonly string[] }): string;
}

/** @param options.voiceUrl the public origin that Twilio was given. */
export function createWays({ voiceUrl }: { voiceUrl: string }): Ways {
  const door = (name: string, about: Record<string, string | number>) => {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(about)) query.set(key, String(value));
    return `${voiceUrl}${base}/${name}?${query}`;
  };
  const about = ({ ctx, callId }: HandedOver, step: number) => ({ clinic: ctx.clinicId, call: callId, step });
  const afterDialUrl = (step: number) => door('after-dial', { step });
  const roomOf = (callId: string) => `call-${callId}`;

  return {
    legUrls: (caller, step, leg) => ({
      whisperUrl: door('whisper', { ...about(caller, step), leg }),
      statusUrl: door('leg-status', { ...about(caller, step), leg }),
    }),
    keyUrl: ({ clinicId, callId }, step, leg) =>
      door('whisper-key', { clinic: clinicId, call: callId, step, ...(leg === null ? {} : { leg }) }),
    afterDialUrl,
    afterRingUrl: `${voiceUrl}${base}/after-ring`,
    roomOf,
    streamTwiml: (callSid, token) =>
      connectStream({
        streamUrl: `${voiceUrl.replace(/^http/, 'ws')}${base}/stream/${callSid}`,
        statusUrl: `${voiceUrl}${base}/stream-status`,
        token,
        afterUrl: `${voiceUrl}${base}/after-stream`,
      }),
    twimlOf(way, caller) {
      const urgent = caller.said === 'emergency' ? { emergencyNumbers: caller.emergencyNumbers } : {};
      switch (way.kind) {
        case 'hang-up':
          return hangUp();
        case 'call-back':
          return way.hasNumber
            ? sayCallback(urgent)
            : askNumber({ keysUrl: `${voiceUrl}${base}/keyed-number`, ...urgent });
        case 'wait':
          return waitInRoom({
            room: roomOf(caller.callId),
            musicUrl: `${voiceUrl}${base}/hold-music.wav`,
            afterUrl: afterDialUrl(way.step.step),
          });
        case 'dial': {
          const { step, phones, ringSeconds, isWarm } = way.step;
          const whisperUrl = door('whisper', about(caller, step));
          return dialPhones({
            ...{ phones, ringSeconds, callerId: caller.callerId, afterUrl: afterDialUrl(step) },
            ...(isWarm ? { whisperUrl } : {}),
          });
        }
      }
    },
  };
}
