import type { Switchboard } from '../call/switchboard.ts';
import type { VoiceMetrics } from '../metrics.ts';
import { isSignedByTwilio } from './signature.ts';
import type { UpgradeDoor } from './upgrades.ts';

/** A media message is some 350 bytes; `start` a little more. */
const MOST_BYTES = 16_384;

/** Twilio's media streams: of calls that are expected, signed by Twilio. */
export function streamDoor(options: {
  switchboard: Switchboard;
  authToken: string;
  streamOrigin: string;
  path: string;
  metrics: VoiceMetrics;
}): UpgradeDoor {
  const { switchboard, authToken, streamOrigin, path, metrics } = options;
  return {
    path,
    mostBytes: MOST_BYTES,
    knock(request) {
      const url = request.url ?? '';
      const signature = request.headers['x-twilio-signature'];
      const isSigned = isSignedByTwilio({
        authToken,
        url: streamOrigin + url,
        signature: typeof signature === 'string' ? signature : undefined,
      });
      if (!isSigned) {
        metrics.badSignatures.inc({ door: 'stream' });
        return { status: '403 Forbidden', reason: 'signature' };
      }
      const callSid = url.slice(path.length);
      const state = switchboard.mayOpen(callSid);
      if (state === 'unknown') return { status: '404 Not Found', reason: 'unknown-call' };
      if (state === 'taken') return { status: '409 Conflict', reason: 'second-stream' };
      return { open: (socket) => switchboard.connect(socket, callSid) };
    },
  };
}
