import { z } from 'zod';
import { SettingsError, trimSlash, url } from './settings-parts.ts';

/** Deepgram hears. `flux-…` models find the end of a turn themselves. */
export interface DeepgramAccount {
  apiKey: string;
  /** Its address; sockets go to the same host. */
  apiUrl: string;
  model: string;
}

/** OpenAI thinks, and stands in for hearing and speaking. */
export interface OpenaiAccount {
  apiKey: string;
  /** With the version at its end. */
  apiUrl: string;
  model: string;
  transcriptionModel: string;
  speechModel: string;
  voice: string;
}

/** Another host that speaks OpenAI's chat completions, asked where the first cannot answer. */
export interface SecondModelAccount {
  apiKey: string;
  apiUrl: string;
  model: string;
}

/** Cartesia speaks. */
export interface CartesiaAccount {
  apiKey: string;
  apiUrl: string;
  model: string;
  /** Ids of its voices; a clinic's own choice goes before these. */
  voices: { en: string; hi: string };
}

/** Who hears, thinks and speaks. Null where no key is set: the chain begins at the next one. */
export interface VoiceAccounts {
  deepgram: DeepgramAccount | null;
  openai: OpenaiAccount | null;
  secondModel: SecondModelAccount | null;
  cartesia: CartesiaAccount | null;
}

const key = z.string().min(8, 'is shorter than 8 characters').regex(/^\S+$/, 'has a space in it');
const model = z.string().regex(/^[\w.:/-]{1,100}$/, 'is not the name of a model');
const address = url(/^https?$/, 'is not an http(s):// address');
/** A woman of the public library who speaks Indian English, and the languages of the model with that accent. */
const INDIAN_LADY = '3b554273-4299-48b9-9aaf-eefd438e3941';

/** Without any of these the phone is answered by the recogniser, the rules and the voices of this machine. */
export const voiceAccountsShape = {
  DEEPGRAM_API_KEY: key.optional(),
  VAANI_DEEPGRAM_URL: address.default('https://api.deepgram.com'),
  VAANI_DEEPGRAM_MODEL: model.default('nova-3'),
  OPENAI_API_KEY: key.optional(),
  VAANI_OPENAI_URL: address.default('https://api.openai.com/v1'),
  VAANI_OPENAI_MODEL: model.default('gpt-4o'),
  VAANI_OPENAI_TRANSCRIPTION_MODEL: model.default('gpt-4o-transcribe'),
  VAANI_OPENAI_SPEECH_MODEL: model.default('gpt-4o-mini-tts'),
  VAANI_OPENAI_VOICE: model.default('coral'),
  VAANI_SECOND_MODEL_API_KEY: key.optional(),
  VAANI_SECOND_MODEL_URL: address.optional(),
  VAANI_SECOND_MODEL: model.optional(),
  CARTESIA_API_KEY: key.optional(),
  VAANI_CARTESIA_URL: address.default('https://api.cartesia.ai'),
  VAANI_CARTESIA_MODEL: model.default('sonic-3'),
  VAANI_CARTESIA_VOICE_EN: model.default(INDIAN_LADY),
  VAANI_CARTESIA_VOICE_HI: model.default(INDIAN_LADY),
};

type Given = z.infer<z.ZodObject<typeof voiceAccountsShape>>;

/** The accounts of the voice's providers, null where none is set. @throws {SettingsError} where half of the second model is set. */
export function voiceAccounts(s: Given): VoiceAccounts {
  const { DEEPGRAM_API_KEY: deepgram, OPENAI_API_KEY: openai, CARTESIA_API_KEY: cartesia } = s;
  return {
    deepgram:
      deepgram === undefined
        ? null
        : { apiKey: deepgram, apiUrl: trimSlash(s.VAANI_DEEPGRAM_URL), model: s.VAANI_DEEPGRAM_MODEL },
    openai:
      openai === undefined
        ? null
        : {
            apiKey: openai,
            apiUrl: trimSlash(s.VAANI_OPENAI_URL),
            model: s.VAANI_OPENAI_MODEL,
            transcriptionModel: s.VAANI_OPENAI_TRANSCRIPTION_MODEL,
            speechModel: s.VAANI_OPENAI_SPEECH_MODEL,
            voice: s.VAANI_OPENAI_VOICE,
          },
    secondModel: secondModel(s),
    cartesia:
      cartesia === undefined
        ? null
        : {
            apiKey: cartesia,
            apiUrl: trimSlash(s.VAANI_CARTESIA_URL),
            model: s.VAANI_CARTESIA_MODEL,
            voices: { en: s.VAANI_CARTESIA_VOICE_EN, hi: s.VAANI_CARTESIA_VOICE_HI },
          },
  };
}

const secondModelNames = ['VAANI_SECOND_MODEL_API_KEY', 'VAANI_SECOND_MODEL_URL', 'VAANI_SECOND_MODEL'] as const;

function secondModel(s: Given): SecondModelAccount | null {
  const [apiKey, apiUrl, name] = secondModelNames.map((setting) => s[setting]);
  if (apiKey !== undefined && apiUrl !== undefined && name !== undefined)
    return { apiKey, apiUrl: trimSlash(apiUrl), model: name };
  const missing = secondModelNames.find((setting) => s[setting] === undefined);
  if ([apiKey, apiUrl, name].every((value) => value === undefined)) return null;
  throw new SettingsError(`${missing} is missing: the second model is half set.`);
}
