import { LineFailure } from './line-failure.ts';

/** What the browser does to a voice before we have it: without the first the caller would hear themselves. */
const wanted = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Opens the microphone; the browser may ask the person first. @throws {LineFailure} */
export async function openMicrophone(signal: AbortSignal): Promise<MediaStream> {
  // Pages that are not served safely have no such thing at all.
  if (!navigator.mediaDevices) throw new LineFailure('microphone-missing');
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: wanted });
    if (signal.aborted) {
      stopMicrophone(stream);
      signal.throwIfAborted();
    }
    return stream;
  } catch (error) {
    signal.throwIfAborted();
    const isDenied = error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name);
    throw new LineFailure(isDenied ? 'microphone-denied' : 'microphone-missing', null, error);
  }
}

export function stopMicrophone(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * Has the browser ask for the microphone now, and lets go of it. A ticket lasts half a minute, which is no time for a
 * person who sees that question first: ask before one is fetched. @throws {LineFailure}
 */
export async function askForMicrophone(signal: AbortSignal): Promise<void> {
  stopMicrophone(await openMicrophone(signal));
}
