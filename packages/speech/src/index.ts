export { createEngine, createHearing, type Engine, type Hearing, type Recognition } from './recogniser/engine.ts';
export { GrammarError } from './recogniser/grammar.ts';
export {
  createRecogniserPool,
  RecogniserError,
  type RecogniserPool,
  type RecogniserSession,
} from './recogniser/pool.ts';
export { type GrammarLanguage, pronunciationsOf } from './recogniser/pronunciations.ts';
export { createDecimator, type Decimator } from './sound/decimate.ts';
export { level, rootMeanSquare, trimSilence } from './sound/loudness.ts';
export { decodeMulaw, encodeMulaw, MULAW_SILENCE } from './sound/mulaw.ts';
export { resample } from './sound/resample.ts';
export { parseWav, readWav, type Wav, WavError, writeWav } from './sound/wav.ts';
export {
  type CallerVoice,
  createVoice,
  type LocalVoice,
  type SpeakOptions,
  type SpokenLanguage,
} from './voices/local-voice.ts';
export { VoiceError } from './voices/synthesiser.ts';
