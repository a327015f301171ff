'use client';

import { useQuery } from '@tanstack/react-query';
import type { inferRouterInputs } from '@trpc/server';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AppRouter } from '../../server/routers/index.ts';
import { Button } from '../../ui/button.tsx';
import { nothing } from '../../ui/nothing.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { PlayButton } from './play-button.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

const TryCall = dynamic(() => import('../try/try-call.tsx').then((file) => file.TryCall), { loading: nothing });

type Speech = inferRouterInputs<AppRouter>['clinic']['saveSpeech']['speech'];
const languages = ['hi', 'hi-en', 'en'] as const;
const tones = ['warm', 'formal', 'brief'] as const;

/** What the AI says first, in which tone and voice, by language; heard as a caller hears it. */
export function GreetingPage() {
  const t = useTranslations('settings.greeting');
  const trpc = useTrpc();
  const query = useQuery(trpc.clinic.speech.queryOptions());
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {(saved) => (
          <>
            {languages.map((language) => (
              <LanguagePart key={language} language={language} {...saved} />
            ))}
          </>
        )}
      </Loaded>
    </SettingsPage>
  );
}

interface SpeechValues {
  greeting: string | null;
  tone: string | null;
  cartesia: string | null;
  'openai-speech': string | null;
}

/** What the form holds, as it is saved: what is empty is left out. */
function speechOf({ greeting, tone, ...voices }: SpeechValues): NonNullable<Speech['en']> {
  const given = Object.fromEntries(Object.entries(voices).filter(([, id]) => id !== null && id !== ''));
  const chosen = tones.find((one) => one === tone);
  return {
    ...(greeting === null || greeting.trim() === '' ? {} : { greeting }),
    ...(chosen === undefined ? {} : { tone: chosen }),
    ...(Object.keys(given).length === 0 ? {} : { voices: given as Record<string, string> }),
  };
}

function LanguagePart({
  language,
  speech,
  version,
}: {
  language: (typeof languages)[number];
  speech: Speech;
  version: string;
}) {
  const t = useTranslations('settings.greeting');
  const tLanguage = useTranslations('language');
  const tTry = useTranslations('tryCall');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const act = useAct(trpc.clinic.speech.queryKey());
  const own = speech[language] ?? {};
  const [draft, setDraft] = useState<Speech | null>(null);
  const { failure } = act;
  const field = failure?.field?.replace('speech.', '').replace(`${language}.`, '').replace('voices.', '') ?? null;
  return (
    <Part title={tLanguage(language)}>
      <RecordForm
        values={{
          greeting: own.greeting ?? (null as string | null),
          tone: own.tone ?? (null as string | null),
          cartesia: own.voices?.cartesia ?? (null as string | null),
          'openai-speech': own.voices?.['openai-speech'] ?? (null as string | null),
        }}
        act={{ ...act, failure: failure === null ? null : { ...failure, field } }}
        onSave={(values) =>
          void act.run(() =>
            client.clinic.saveSpeech.mutate({ speech: { ...speech, [language]: speechOf(values) }, version }),
          )
        }
        extra={(current) => {
          const drafted = (): Speech => ({ ...speech, [language]: speechOf(current()) });
          return (
            <>
              <PlayButton language={language} speech={drafted} />
              <Button onClick={() => setDraft(drafted())}>{tTry('draft')}</Button>
            </>
          );
        }}
        fields={[
          {
            name: 'greeting',
            kind: 'long',
            isOptional: true,
            max: 200,
            lang: language === 'en' ? 'en' : 'hi',
            label: t('greeting'),
            meaning: t(language === 'hi-en' ? 'greetingHinglish' : 'greetingMeaning'),
          },
          {
            name: 'tone',
            kind: 'choice',
            isOptional: true,
            hint: t('ownTone'),
            label: t('tone'),
            sentence: t('toneSentence'),
            meaning: t('toneMeaning'),
            options: tones.map((value) => ({ value, label: t(`tones.${value}`) })),
          },
          {
            name: 'cartesia',
            kind: 'text',
            isOptional: true,
            max: 64,
            label: t('cartesia'),
            meaning: t('voiceMeaning'),
          },
          { name: 'openai-speech', kind: 'text', isOptional: true, max: 64, label: t('openai') },
        ]}
      />
      {draft === null ? null : (
        <Sheet
          title={tTry('draft')}
          note={tTry('draftNote')}
          closeLabel={tForm('close')}
          onClose={() => setDraft(null)}
        >
          <TryCall open={() => client.tryCall.openDraft.mutate({ speech: draft, language })} />
        </Sheet>
      )}
    </Part>
  );
}
