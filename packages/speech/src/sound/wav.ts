import { resample } from './resample.ts';

/** A WAV file that cannot be read: the message says what it is and what would do. */
export class WavError extends Error {
  override name = 'WavError';
}

export interface Wav {
  sampleRate: number;
  /** One array a channel, all of one length. */
  channels: Int16Array[];
}

const PCM = 1;
const MULAW = 7;
const EXTENSIBLE = 0xfffe;

interface Format {
  encoding: number;
  channelCount: number;
  sampleRate: number;
  bits: number;
}

function readFormat(view: DataView, at: number, size: number): Format {
  if (size < 16) throw new WavError('The format chunk of this WAV file is too short.');
  const tag = view.getUint16(at, true);
  return {
    // Extensible files carry the real tag in the first two bytes of their sub-format.
    encoding: tag === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : tag,
    channelCount: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
}

/**
 * Reads a RIFF/WAVE file of 16-bit PCM, one or two channels, any rate from 4 to 192 kHz. A data chunk that claims more than there is
 * (recordings cut off while being written, or streamed) ends where the file ends.
 * @throws {WavError}
 */
export function parseWav(bytes: Uint8Array): Wav {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tagAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || tagAt(0) !== 'RIFF' || tagAt(8) !== 'WAVE') throw new WavError('This is not a WAV file.');
  let format: Format | undefined;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const [tag, size] = [tagAt(at), view.getUint32(at + 4, true)];
    const start = at + 8;
    if (tag === 'fmt ' && start + Math.min(size, 16) <= bytes.length) format = readFormat(view, start, size);
    if (tag === 'data') {
      if (format === undefined) throw new WavError('This WAV file has no format chunk before its sound.');
      return readSamples(view, format, start, Math.min(size, bytes.length - start));
    }
    at = start + size + (size % 2);
  }
  throw new WavError('This WAV file holds no sound.');
}

function readSamples(view: DataView, format: Format, start: number, size: number): Wav {
  const { encoding, channelCount, sampleRate, bits } = format;
  if (encoding !== PCM || bits !== 16) {
    const name = encoding === MULAW ? 'mu-law' : encoding === PCM ? `${bits}-bit PCM` : `encoding ${encoding}`;
    throw new WavError(`This WAV file is ${name}; 16-bit PCM is read here.`);
  }
  if (channelCount < 1 || channelCount > 2) {
    throw new WavError(`This WAV file has ${channelCount} channels; one or two are read here.`);
  }
  if (sampleRate < 4_000 || sampleRate > 192_000) throw new WavError(`A rate of ${sampleRate} Hz is not read here.`);
  const frames = Math.floor(size / (2 * channelCount));
  const channels = Array.from({ length: channelCount }, (_, channel) =>
    Int16Array.from({ length: frames }, (_, frame) =>
      view.getInt16(start + 2 * (frame * channelCount + channel), true),
    ),
  );
  return { sampleRate, channels };
}

/**
 * A recording as a telephone would carry it: `Int16Array`, mono, 8 kHz. Two channels are averaged, other rates resampled.
 * @throws {WavError}
 */
export async function readWav(bytes: Uint8Array): Promise<Int16Array> {
  const { sampleRate, channels } = parseWav(bytes);
  const [left, right] = channels as [Int16Array, Int16Array?];
  const mono = right === undefined ? left : left.map((sample, at) => (sample + (right[at] as number)) / 2);
  return sampleRate === 8_000 ? mono : resample(mono, sampleRate, 8_000);
}

/** A WAV file of 16-bit PCM from one channel or two (caller left, clinic right); a shorter one is filled with silence. 8 kHz unless said. */
export function writeWav(channels: readonly Int16Array[], sampleRate = 8_000): Uint8Array<ArrayBuffer> {
  const frames = Math.max(0, ...channels.map((channel) => channel.length));
  const blockBytes = 2 * channels.length;
  const bytes = new Uint8Array(44 + frames * blockBytes);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string) => bytes.set(Buffer.from(text, 'latin1'), at);
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * blockBytes, true);
  view.setUint16(32, blockBytes, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, frames * blockBytes, true);
  channels.forEach((channel, index) => {
    for (let frame = 0; frame < channel.length; frame += 1) {
      view.setInt16(44 + frame * blockBytes + 2 * index, channel[frame] as number, true);
    }
  });
  return bytes;
}
