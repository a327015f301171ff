import type { ClinicProfile } from '@vaani/clinic';
import { type BrainContext, type Expectation, grammarFor, type Language } from '@vaani/receptionist';
import { asha } from '../../prisma/factories/asha.ts';

const families: Record<Language, string> = { en: 'Neha Kulkarni', hi: 'सुनीता यादव', 'hi-en': 'Vikram Chauhan' };
/** Ten, half past ten, eleven and five in India. */
const offered = ['2026-11-24T04:30:00Z', '2026-11-24T05:00:00Z', '2026-11-24T05:30:00Z', '2026-11-24T11:30:00Z'];

/** The grammar of a question as the demo clinic's calls have it: the first question in all three languages, the rest in one. */
export function grammarAt(asked: Expectation['asked'], language: Language): string {
  const others = (['hi', 'hi-en', 'en'] as const).filter((one) => one !== language);
  return grammarFor(asked, contextOf(language), {
    languages: asked === 'anything' ? [language, ...others] : [language],
    offered,
  });
}

function contextOf(language: Language): BrainContext {
  const clinic: ClinicProfile = {
    id: 'bench',
    name: 'Asha Clinic',
    nameHindi: 'आशा क्लिनिक',
    zone: 'Asia/Kolkata',
    country: 'IN',
    language: 'hi',
    ownPhone: null,
    emergencyNumbers: ['112'],
    branches: [],
    speech: {},
    doctors: asha.doctors.map((doctor, at) => ({
      id: `doctor-${at}`,
      name: doctor.name,
      nameHindi: doctor.nameHindi,
      speciality: doctor.speciality,
      initials: doctor.initials,
      colour: at,
      branchId: 'branch',
      hours: [],
      services: [],
      fees: {},
    })),
    services: [],
    knowledge: [],
    transfer: [],
    demoSeededAt: null,
  };
  return {
    now: '2026-11-23T06:00:00Z',
    zone: clinic.zone,
    clinic,
    candidates: [
      { patientId: 'one', name: families[language] },
      { patientId: 'two', name: language === 'hi' ? 'राहुल यादव' : 'Rahul Chauhan' },
    ],
    callerPhone: '+916000100001',
    hearing: 'local',
    languageGuess: language,
  };
}
