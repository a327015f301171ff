import type { Clock, Random, VoiceAccounts } from '@vaani/config';
import { cartesiaTextToSpeech } from './cartesia-text-to-speech.ts';
import type { OnProviderEvent, StageName } from './chain/events.ts';
import { alwaysUp, createHealth, type Health } from './chain/health.ts';
import { hedgedModel } from './chain/hedge.ts';
import { languageModelChain } from './chain/language-model-chain.ts';
import { speechToTextChain } from './chain/speech-to-text-chain.ts';
import { textToSpeechChain } from './chain/text-to-speech-chain.ts';
import { deepgramSpeechToText } from './deepgram-speech-to-text.ts';
import type { LanguageModel } from './language-model.ts';
import { openaiTextToSpeech } from './openai-text-to-speech.ts';
import { openaiTranscriptionSpeechToText } from './openai-transcription-speech-to-text.ts';
import { withKeptPhrases } from './phrases/kept-phrases.ts';
import { createPhraseStore } from './phrases/phrase-store.ts';
import { type Probed, probeProviders } from './probe-providers.ts';
import type { SpeechToText } from './speech-to-text.ts';
import type { TextToSpeech } from './text-to-speech.ts';
import { accountOf, modelMembers } from './thinking.ts';

/** Who hears, thinks and speaks in a call: each a chain, asked as one. */
export interface VoiceChains {
  stt: SpeechToText;
  /** Null where no model is set: the rules think. */
  llm: LanguageModel | null;
  tts: TextToSpeech;
}

/** Which providers a clinic wants, and in which order; what is not set up is left out. */
export interface ChainOrder {
  hearing?: readonly string[] | undefined;
  thinking?: readonly string[] | undefined;
  speaking?: readonly string[] | undefined;
}

export interface VoiceProviders extends VoiceChains {
  /** The same providers in a clinic's own order: health, sockets and breakers are shared by all. */
  chainsFor(order: ChainOrder): VoiceChains;
  /** Names of what is set up, in the installation's order, by stage. */
  readonly names: Readonly<Record<StageName, readonly string[]>>;
  /** Asks each once for real, what is local too. See `probeProviders`. */
  probe(signal: AbortSignal): Promise<Probed[]>;
  /** Ends probes and sockets. What is local stays its owner's to close. */
  close(): Promise<void>;
}

/** About an hour of speech: what comes again at the telephones of clinics is far less. */
const KEPT_SOUND_BYTES = 32 << 20;
const PROBE_WORD = 'ok';

/**
 * The chains of an installation: Deepgram, OpenAI's transcription, local; OpenAI, a second model; Cartesia, OpenAI's speech, local. A provider without an account
 * is left out.
 * @param options.accounts asked whenever a provider is used, so that keys can change without a restart. Which are set, and their models, is read once.
 */
export function createVoiceProviders(options: {
  accounts: () => VoiceAccounts;
  local: { stt: SpeechToText; tts: TextToSpeech };
  clock: Clock;
  random: Random;
  onEvent: OnProviderEvent;
}): VoiceProviders {
  const { accounts, local, clock, random, onEvent } = options;
  const set = accounts();
  const healths: Health[] = [];
  /** Of all clinics: what is kept is told apart by the voice. The local voice keeps its own. */
  const phrases = createPhraseStore(KEPT_SOUND_BYTES);

  function watched(stage: StageName, provider: string, probe: (signal: AbortSignal) => Promise<void>): Health {
    const health = createHealth({ stage, provider, probe, clock, random, onEvent });
    healths.push(health);
    return health;
  }
  const ears = (stt: SpeechToText) => ({
    stt,
    health: watched('hearing', stt.name, (signal) => probeHearing(stt, signal)),
  });
  const voice = (tts: TextToSpeech) => ({
    voice: tts,
    health: watched('speaking', tts.name, (signal) => probeSpeaking(tts, signal)),
  });

  const openai = accountOf('OPENAI_API_KEY', () => accounts().openai);
  const hearing = [
    ...(set.deepgram === null
      ? []
      : [
          ears(
            deepgramSpeechToText({
              account: accountOf('DEEPGRAM_API_KEY', () => accounts().deepgram),
              model: set.deepgram.model,
              clock,
            }),
          ),
        ]),
    ...(set.openai === null ? [] : [ears(openaiTranscriptionSpeechToText({ account: openai, clock }))]),
    { stt: local.stt, health: alwaysUp(local.stt.name) },
  ];
  const thinking = modelMembers({ accounts, clock, random, onEvent }).map(({ model, health }) => {
    healths.push(health);
    // On the telephone a slow model is asked a second time.
    return { model: hedgedModel({ model, clock, onEvent }), health };
  });
  const speaking = [
    ...(set.cartesia === null
      ? []
      : [voice(cartesiaTextToSpeech({ account: accountOf('CARTESIA_API_KEY', () => accounts().cartesia), clock }))]),
    ...(set.openai === null ? [] : [voice(openaiTextToSpeech({ account: openai, clock }))]),
    { voice: local.tts, health: alwaysUp(local.tts.name) },
  ];

  function chainsFor(order: ChainOrder): VoiceChains {
    const minds = inOrder(thinking, ({ model }) => model.name, order.thinking);
    const ears = inOrder(hearing, ({ stt }) => stt.name, order.hearing);
    const voices = inOrder(speaking, (one) => one.voice.name, order.speaking);
    // What runs in this process is no chain when it stands alone: nobody would take over.
    return {
      stt: ears.every(({ stt }) => stt === local.stt)
        ? local.stt
        : speechToTextChain({ members: ears, clock, onEvent }),
      llm: minds.length === 0 ? null : languageModelChain({ members: minds, clock, onEvent }),
      tts: voices.every((one) => one.voice === local.tts)
        ? local.tts
        : withKeptPhrases(textToSpeechChain({ members: voices, clock, onEvent }), phrases),
    };
  }

  return {
    ...chainsFor({}),
    chainsFor,
    names: {
      hearing: hearing.map(({ stt }) => stt.name),
      thinking: thinking.map(({ model }) => model.name),
      speaking: speaking.map((one) => one.voice.name),
    },
    probe: (signal) =>
      probeProviders(
        {
          hearing: hearing.map(({ stt }) => stt),
          thinking: thinking.map(({ model }) => model),
          speaking: speaking.map((one) => one.voice),
        },
        clock,
        signal,
      ),
    async close() {
      for (const health of healths) health.close();
      await Promise.all(speaking.map((one) => (one.voice === local.tts ? undefined : one.voice.close?.())));
    },
  };
}

/** Those that are named, in that order; all where nothing is said. At least the last, local one stays in every chain. */
function inOrder<M>(members: readonly M[], nameOf: (member: M) => string, names: readonly string[] | undefined): M[] {
  if (names === undefined) return [...members];
  const chosen = names.flatMap((name) => members.find((member) => nameOf(member) === name) ?? []);
  const last = members.at(-1);
  return chosen.length > 0 || last === undefined ? chosen : [last];
}

async function probeHearing(stt: SpeechToText, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  try {
    // Without sound nothing is billed; a recogniser that is asked by the utterance proves itself at the next one.
    const opened = await stt.open({
      ...{ language: 'en', keyTerms: [], onEvent: () => undefined },
      signal: AbortSignal.any([signal, ended.signal]),
    });
    await opened.close();
  } finally {
    ended.abort();
  }
}

async function probeSpeaking(tts: TextToSpeech, signal: AbortSignal): Promise<void> {
  for await (const _ of tts.speak({ text: PROBE_WORD, language: 'en', signal }));
}
