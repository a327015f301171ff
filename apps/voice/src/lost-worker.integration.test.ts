// Guards a caller whose worker dies in mid-call: Twilio asks where to go, and another worker that knows nothing answers.
import { findCallBySid, getCallState } from '@vaani/clinic';
import { createTwilioDoor, openMediaStream } from '@vaani/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { startVoiceWorld, type VoiceWorld } from './testing/voice-world.ts';
import { startWorkerProcess } from './testing/worker-process.ts';

let world: VoiceWorld;
beforeAll(async () => {
  world = await startVoiceWorld();
}, 120_000);
afterAll(() => world.close());

it.each([
  ['dials the clinic’s phone', undefined, { verb: 'dial', phone: '+912066000099' }],
  ['promises a call back where dialling would loop', '+912066000099', { verb: 'say' }],
])(
  '%s',
  async (_, forwardedFrom, expected) => {
    const doomed = await startWorkerProcess(world);
    const door = createTwilioDoor({ authToken: world.authToken });
    const params = {
      CallSid: door.callSid,
      From: '+916000100001',
      To: demoNumbers.asha,
      ...(forwardedFrom === undefined ? {} : { ForwardedFrom: forwardedFrom }),
    };
    const action = await door.post(`${doomed.voiceUrl}/api/v1/voice/incoming`, params);
    if (action.verb !== 'stream') throw new Error(`answered with ${action.verb}`);
    const { promise: closed, resolve } = Promise.withResolvers<number>();
    const client = await openMediaStream({
      url: action.url,
      signature: door.signUpgrade(action.url),
      callSid: door.callSid,
      parameters: action.parameters,
      events: { onClose: ({ code }) => resolve(code) },
    });
    await expect.poll(() => client.lastHeardAtMs, { timeout: 20_000 }).not.toBeNull();
    doomed.kill();
    await closed;

    const other = await world.startWorker();
    const after = await door.post(`${other.voiceUrl}/api/v1/voice/after-stream`, params);
    expect(after).toMatchObject(expected);
    // Twilio repeats itself: the answer is the same.
    expect(await door.post(`${other.voiceUrl}/api/v1/voice/after-stream`, params)).toMatchObject(expected);
    const call = await findCallBySid(world.deps, door.callSid);
    const state = await getCallState(
      { ...world.deps, clinicId: call?.clinicId ?? '', actor: { kind: 'system' } },
      call?.callId ?? '',
    );
    expect(state).toMatchObject({ isOver: true, outcome: 'failed' });
  },
  90_000,
);
