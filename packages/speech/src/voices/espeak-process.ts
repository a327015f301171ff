// The process of the Hindi voice. espeak-ng is GPL-3 and optional: it is loaded here at run time, in a process of its own, and nowhere else.
import { type SynthesisAnswer, type SynthesisRequest, synthesisRequest } from './protocol.ts';
import { forTelephone } from './telephone.ts';

/** The part of the package's interface that is used; it ships no types. */
interface Espeak {
  readonly samplerate: number;
  set_voice(name: string, language: string): void;
  set_rate(wordsPerMinute: number): void;
  set_pitch(pitch: number): void;
  synthesize(text: string, onAudio: (audio: Int16Array | null) => boolean): void;
}

const WORDS_PER_MINUTE = 150;

function tell(answer: SynthesisAnswer): void {
  process.send?.(answer);
}

async function load(): Promise<Espeak> {
  const name = '@echogarden/espeak-ng-emscripten';
  const loaded: { default: () => Promise<{ eSpeakNGWorker: new () => Espeak }> } = await import(name);
  const module = await loaded.default();
  return new module.eSpeakNGWorker();
}

async function synthesise(espeak: Espeak, request: SynthesisRequest): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Int16Array[] = [];
  // The package ignores espeak's voice variants ("hi+f3"): how high it speaks is what can be varied.
  espeak.set_voice(request.voice.name, request.voice.name);
  espeak.set_pitch(request.voice.pitch ?? 50);
  espeak.set_rate(Math.round(WORDS_PER_MINUTE * request.speed));
  espeak.synthesize(request.text, (audio) => {
    if (audio !== null && audio.length > 0) pieces.push(audio);
    return false;
  });
  const pcm = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    pcm.set(piece, at);
    at += piece.length;
  }
  return forTelephone(pcm, espeak.samplerate);
}

// The parent's end, however it came, ends this process too. Ctrl-C is the parent's to handle.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);

try {
  const espeak = await load();
  let queue: Promise<void> = Promise.resolve();
  process.on('message', (message) => {
    const request = synthesisRequest.parse(message);
    queue = queue.then(async () => {
      try {
        tell({ kind: 'audio', id: request.id, audio: await synthesise(espeak, request) });
      } catch (error) {
        tell({ kind: 'failed', id: request.id, message: error instanceof Error ? error.message : 'unknown' });
      }
    });
  });
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'absent', message: error instanceof Error ? error.message : 'unknown' });
  process.disconnect?.();
}
