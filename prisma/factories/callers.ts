/** Who the demo knows: sign-ins, numbers to dial, and callers whose conversations can be tried. Nothing here is secret or real. */

export interface DemoSignIn {
  label: string;
  email: string;
  password: string;
  role: 'admin' | 'receptionist' | 'doctor';
}

/** Accounts of the demo clinics. Their passwords are public: a demo never runs in production. */
export const demoSignIns = [
  { label: 'Asha Clinic, admin', email: 'admin@asha.demo', password: 'asha-admin-demo', role: 'admin' },
  { label: 'Asha Clinic, front desk', email: 'desk@asha.demo', password: 'asha-desk-demo', role: 'receptionist' },
  { label: 'Asha Clinic, Dr Suresh Rao', email: 'rao@asha.demo', password: 'asha-rao-demo', role: 'doctor' },
  { label: 'Lotus Children’s Clinic, admin', email: 'admin@lotus.demo', password: 'lotus-admin-demo', role: 'admin' },
] as const satisfies readonly DemoSignIn[];

/** The numbers that patients dial, E.164. */
export const demoNumbers = { asha: '+912066000001', lotus: '+911416000002' } as const;

export interface DemoPatient {
  name: string;
  birthYear: number;
  relation: string;
}

export interface DemoCaller {
  label: string;
  clinic: 'asha' | 'lotus';
  /** E.164. */
  phone: string;
  language: 'en' | 'hi' | 'hi-en';
  /** Who is registered under the phone; none where the clinic does not know it. */
  patients: readonly DemoPatient[];
}

export const demoCallers = {
  /** Speaks English; one patient on the phone. */
  english: {
    label: 'Known caller, English',
    clinic: 'asha',
    phone: '+916000100001',
    language: 'en',
    patients: [{ name: 'Neha Kulkarni', birthYear: 1988, relation: 'self' }],
  },
  /** A family that shares one phone. */
  hindiFamily: {
    label: 'Family phone, Hindi',
    clinic: 'asha',
    phone: '+916000100002',
    language: 'hi',
    patients: [
      { name: 'रमेश यादव', birthYear: 1975, relation: 'self' },
      { name: 'सुनीता यादव', birthYear: 1979, relation: 'wife' },
    ],
  },
  hinglish: {
    label: 'Known caller, Hinglish',
    clinic: 'asha',
    phone: '+916000100003',
    language: 'hi-en',
    patients: [{ name: 'Vikram Chauhan', birthYear: 1992, relation: 'self' }],
  },
  /** A mother who rings the other clinic. */
  lotusMother: {
    label: 'Mother of two, Hindi',
    clinic: 'lotus',
    phone: '+916000100004',
    language: 'hi',
    patients: [
      { name: 'आरव मीणा', birthYear: 2019, relation: 'son' },
      { name: 'अनाया मीणा', birthYear: 2022, relation: 'daughter' },
    ],
  },
  /** Nobody is registered under this phone. */
  unknown: { label: 'Unknown caller', clinic: 'asha', phone: '+916000199999', language: 'en', patients: [] },
} as const satisfies Record<string, DemoCaller>;
