/** A WAV file that is not what is understood here; says what it is. */
export class WavError extends Error {
  override name = 'WavError';
}

export interface Wav {
  sampleRate: number;
  /** One array a channel, 16-bit. */
  channels: Int16Array[];
}

/** Reads RIFF/WAVE with 16-bit PCM or mu-law samples, any rate, one or two channels. @throws {WavError} */
export function readWav(file: Uint8Array): Wav {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tag = (at: number) => String.fromCharCode(...file.subarray(at, at + 4));
  if (file.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw new WavError('not a WAV file');
  let format: { encoding: number; channels: number; sampleRate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (tag(at) === 'fmt ' && size >= 16 && body + 16 <= file.length) {
      format = {
        encoding: view.getUint16(body, true),
        channels: view.getUint16(body + 2, true),
        sampleRate: view.getUint32(body + 4, true),
        bits: view.getUint16(body + 14, true),
      };
    }
    if (tag(at) === 'data') {
      if (format === undefined) throw new WavError('the WAV file has no format before its samples');
      // Some writers leave the size open while they stream: the file's end counts then.
      return toChannels(file.subarray(body, Math.min(body + size, file.length)), format);
    }
    at = body + size + (size % 2);
  }
  throw new WavError('the WAV file has no samples');
}

function toChannels(
  data: Uint8Array,
  format: { encoding: number; channels: number; sampleRate: number; bits: number },
): Wav {
  const { encoding, channels: count, sampleRate, bits } = format;
  const isPcm = (encoding === 1 || encoding === 0xfffe) && bits === 16;
  if (!isPcm) throw new WavError(`WAV encoding ${encoding} with ${bits} bits is not read: 16-bit PCM is`);
  if (count < 1 || count > 2) throw new WavError(`a WAV of ${count} channels is not read: one or two are`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const frames = Math.floor(data.length / (2 * count));
  const channels = Array.from({ length: count }, () => new Int16Array(frames));
  for (let frame = 0; frame < frames; frame++) {
    for (const [index, channel] of channels.entries())
      channel[frame] = view.getInt16((frame * count + index) * 2, true);
  }
  return { sampleRate, channels };
}

/** Writes 16-bit PCM; a shorter channel is filled up with silence. */
export function writeWav(wav: Wav): Uint8Array {
  const { sampleRate, channels } = wav;
  const frames = Math.max(0, ...channels.map((channel) => channel.length));
  const bytes = frames * channels.length * 2;
  const file = new Uint8Array(44 + bytes);
  const view = new DataView(file.buffer);
  const tag = (at: number, text: string) =>
    file.set(
      [...text].map((letter) => letter.charCodeAt(0)),
      at,
    );
  tag(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels.length * 2, true);
  view.setUint16(32, channels.length * 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, bytes, true);
  for (let frame = 0; frame < frames; frame++) {
    for (const [index, channel] of channels.entries())
      view.setInt16(44 + (frame * channels.length + index) * 2, channel[frame] ?? 0, true);
  }
  return file;
}
