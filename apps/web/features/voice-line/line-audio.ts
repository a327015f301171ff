import { createFrameCutter, silentFrame } from './frames.ts';
import { LineFailure } from './line-failure.ts';
import { openMicrophone, stopMicrophone } from './microphone.ts';
import { decodeMuLaw } from './mu-law.ts';
import { createPlaybackClock } from './playback-clock.ts';
import { createResampler } from './resampler.ts';

const PHONE_HZ = 8_000;
const WORKLET = '/voice-line.worklet.js';

export interface LineAudioEvents {
  /** A frame of the microphone, mu-law; silence while it is muted. */
  onFrame(frame: Uint8Array, loudness: number): void;
  /** What was queued before this mark has been heard. */
  onMark(name: string): void;
  /** The microphone was pulled out, or taken back. */
  onMicrophoneLost(): void;
}

/** Loudspeaker and microphone of the browser, as the phone's own sound. */
export interface LineAudio {
  play(audio: Uint8Array): void;
  clear(): void;
  mark(name: string): void;
  mute(isMuted: boolean): void;
  close(): void;
}

export type OpenLineAudio = (
  options: { hasMicrophone: boolean; signal: AbortSignal },
  events: LineAudioEvents,
) => Promise<LineAudio>;

/** Opens them. To be called from a press: browsers give no sound to a page that nobody touched. @throws {LineFailure} */
export const openLineAudio: OpenLineAudio = async ({ hasMicrophone, signal }, events) => {
  const context = new AudioContext({ latencyHint: 'interactive' });
  let microphone: MediaStream | undefined;
  const close = () => {
    if (microphone) stopMicrophone(microphone);
    if (context.state !== 'closed') void context.close();
  };
  try {
    if (hasMicrophone) microphone = await openMicrophone(signal);
    await context.audioWorklet.addModule(WORKLET);
    await context.resume();
    signal.throwIfAborted();
    const loudspeaker = connectLoudspeaker(context, events);
    const mute = microphone ? connectMicrophone(context, microphone, events) : () => undefined;
    return { ...loudspeaker, mute, close };
  } catch (error) {
    close();
    signal.throwIfAborted();
    throw error instanceof LineFailure ? error : new LineFailure('no-sound', null, error);
  }
};

function connectLoudspeaker(context: AudioContext, { onMark }: LineAudioEvents) {
  const node = new AudioWorkletNode(context, 'voice-line-playback', {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  node.connect(context.destination);
  const clock = createPlaybackClock(onMark);
  let resampler = createResampler(PHONE_HZ, context.sampleRate);
  node.port.onmessage = ({ data }: MessageEvent<{ run: number; played: number }>) =>
    clock.played(data.run, data.played);
  return {
    play(audio: Uint8Array) {
      const samples = resampler.push(decodeMuLaw(audio));
      const run = clock.queued(samples.length);
      node.port.postMessage({ run, samples }, [samples.buffer]);
    },
    mark: (name: string) => clock.mark(name),
    clear() {
      // The end of what is thrown away is not to be heard before what comes next.
      resampler = createResampler(PHONE_HZ, context.sampleRate);
      node.port.postMessage({ clear: true, run: clock.clear() });
    },
  };
}

function connectMicrophone(
  context: AudioContext,
  microphone: MediaStream,
  { onFrame, onMicrophoneLost }: LineAudioEvents,
): (isMuted: boolean) => void {
  const node = new AudioWorkletNode(context, 'voice-line-capture', { numberOfOutputs: 0, channelCount: 1 });
  context.createMediaStreamSource(microphone).connect(node);
  const resampler = createResampler(context.sampleRate, PHONE_HZ);
  let isMuted = false;
  const cutter = createFrameCutter((frame, loudness) =>
    isMuted ? onFrame(silentFrame(), 0) : onFrame(frame, loudness),
  );
  node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => cutter.push(resampler.push(data));
  for (const track of microphone.getAudioTracks()) track.addEventListener('ended', onMicrophoneLost);
  return (muted) => {
    isMuted = muted;
  };
}
