import type { BrainContext, Language } from '@vaani/receptionist';
import { localOf, sayWeekday } from '@vaani/receptionist/language';
import type { ChatMessage } from '../check-chat.ts';

type Clinic = BrainContext['clinic'];

const languages: Record<string, Language> = { English: 'en', Hindi: 'hi', Hinglish: 'hi-en' };
const weekdays = [1, 2, 3, 4, 5, 6, 7].map((weekday) => sayWeekday(weekday, 'en').text);

/** Whether somebody can be put through is settled by whoever runs the tool; the prompt does not tell, so there always is somebody. */
const somebody = { label: '', phone: '', reasons: [], weekdays: [], fromMin: 0, toMin: 1_440 };

/**
 * What the receptionist's prompt tells of clinic and call, read back from it: the emulated model is given nothing else, as a real one is, so that one
 * sandbox serves every clinic. Null where the messages are of another matter.
 */
export function contextToldIn(messages: readonly ChatMessage[]): BrainContext | null {
  const told = messages.flatMap((one) => (one.role === 'system' && typeof one.content === 'string' ? one.content : []));
  const text = told.join('\n');
  const language = languages[/You begin in (\w+)\./.exec(text)?.[1] ?? ''];
  const names = /^Name: (.+) \((.+)\)$/m.exec(text);
  const began = /The call began on .*\((\d{4}-\d{2}-\d{2})\) at (\d{2}:\d{2}), clinic time \((.+)\)\./.exec(text);
  if (language === undefined || names === null || began === null) return null;
  const [, name = '', nameHindi = ''] = names;
  const [, date = '', time = '', zone = ''] = began;
  return {
    now: instantOf(`${date}T${time}:00Z`, zone),
    zone,
    clinic: {
      ...{ id: '', name, nameHindi, zone, country: 'IN', language, ownPhone: null, speech: {}, demoSeededAt: null },
      ...{ transfer: [somebody], doctors: doctorsIn(text, servicesIn(text)), services: servicesIn(text) },
      branches: [...text.matchAll(/^Branch: (.+?), (.+)$/gm)].map(([, branch = '', address = ''], index) => {
        return { id: '', name: branch, nameHindi: branch, address, isDefault: index === 0 };
      }),
      emergencyNumbers: /^Emergency numbers: (.+)$/m.exec(text)?.[1]?.split(', ') ?? [],
      knowledge: knowledgeIn(told.find((one) => one.includes('\nEmergency numbers: ')) ?? '', language),
    },
    candidates: [],
    callerPhone: text.includes('number is withheld') ? null : 'known to the tools',
    hearing: 'free',
    languageGuess: language,
  };
}

/** Who gives which service is not told: all of them all. */
function doctorsIn(text: string, services: Clinic['services']): Clinic['doctors'] {
  const lines = text.matchAll(
    /^Doctor: (.+) \((.+?)\), (.+?), id ([\da-f-]{36})(?:, sits (.+?))?(?:, own fee: (.+))?$/gm,
  );
  return [...lines].map(([, name = '', nameHindi = '', speciality = '', id = '', sits = '', own = '']) => ({
    ...{ id, name, nameHindi, speciality, initials: '', colour: 0, branchId: '' },
    services: services.map((service) => service.id),
    fees: Object.fromEntries(
      own.split(', ').flatMap((fee) => {
        const [, service, rupees] = /^(.+) ([\d.]+) rupees$/.exec(fee) ?? [];
        return service === undefined ? [] : [[service, paiseOf(rupees)]];
      }),
    ),
    hours: [...sits.matchAll(/(\w+) (\d{2}:\d{2})-(\d{2}:\d{2})/g)].map(([, day = '', from = '', to = '']) => ({
      weekday: weekdays.indexOf(day) + 1,
      ...{ from, to },
    })),
  }));
}

function servicesIn(text: string): Clinic['services'] {
  const lines = text.matchAll(/^Service: (.+), (\d+) minutes, ([\d.]+) rupees$/gm);
  return [...lines].map(([, name = '', minutes, rupees], index) => ({
    ...{ id: name, name, nameHindi: name, isDefault: index === 0 },
    ...{ durationMin: Number(minutes), feePaise: paiseOf(rupees) },
  }));
}

const paiseOf = (rupees: string | undefined): number => Math.round(Number(rupees) * 100);

/** The last lines of the prompt, one a topic. */
function knowledgeIn(prompt: string, language: Language): Clinic['knowledge'] {
  const [, entries = ''] = prompt.split(/^Emergency numbers: .*\n/m);
  return [...entries.matchAll(/^(.+?): (.+)$/gm)].map(([, topic = '', text = '']) => ({ topic, language, text }));
}

/** The instant at which clocks of the zone show this. */
function instantOf(shown: string, zone: string): string {
  const wall = Date.parse(shown);
  const { days, minutes } = localOf(new Date(wall).toISOString(), zone);
  const ahead = (days * 1_440 + minutes) * 60_000 - wall;
  return new Date(wall - ahead).toISOString();
}
