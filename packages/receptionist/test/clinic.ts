import type { ClinicProfile } from '@vaani/clinic';
import type { BrainContext } from '../src/brain.ts';

/** A clinic for tests of the dialogue: four doctors, one week of hours, a desk. */
const weekdays = [1, 2, 3, 4, 5, 6];
const all = (from: string, to: string) => weekdays.map((weekday) => ({ weekday, from, to }));
const branchId = '01900000-0000-7000-8000-0000000000b1';
export const serviceId = '01900000-0000-7000-8000-0000000000c1';

export const doctorIds = {
  sharma: '01900000-0000-7000-8000-0000000000d1',
  rao: '01900000-0000-7000-8000-0000000000d2',
  mehta: '01900000-0000-7000-8000-0000000000d3',
  khan: '01900000-0000-7000-8000-0000000000d4',
};

const doctor = (id: string, name: string, nameHindi: string, speciality: string, from: string, to: string) => ({
  id,
  name,
  nameHindi,
  speciality,
  initials: 'AB',
  colour: 1,
  branchId,
  hours: all(from, to),
  services: [serviceId],
  fees: {},
});

export const clinic: ClinicProfile = {
  id: '01900000-0000-7000-8000-0000000000a1',
  name: 'Asha Clinic',
  nameHindi: 'आशा क्लिनिक',
  zone: 'Asia/Kolkata',
  country: 'IN',
  language: 'hi',
  ownPhone: '+912066000099',
  emergencyNumbers: ['112', '108'],
  branches: [{ id: branchId, name: 'Main', nameHindi: 'मुख्य', address: '12 MG Road, Pune', isDefault: true }],
  doctors: [
    doctor(doctorIds.sharma, 'Dr Anita Sharma', 'डॉ. अनीता शर्मा', 'dermatology', '10:00', '19:00'),
    doctor(doctorIds.rao, 'Dr Vikram Rao', 'डॉ. विक्रम राव', 'general', '09:00', '20:00'),
    doctor(doctorIds.mehta, 'Dr Kavita Mehta', 'डॉ. कविता मेहता', 'paediatrics', '09:00', '17:00'),
    doctor(doctorIds.khan, 'Dr Imran Khan', 'डॉ. इमरान ख़ान', 'orthopaedics', '11:00', '20:00'),
  ],
  services: [
    { id: serviceId, name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 60_000, isDefault: true },
  ],
  knowledge: [],
  transfer: [],
  speech: {},
  demoSeededAt: null,
};

export const patients = {
  ravi: '01900000-0000-7000-8000-0000000000e1',
  sunita: '01900000-0000-7000-8000-0000000000e2',
};

/** Monday 23 November 2026, 11:30 in Pune. */
export const NOW = '2026-11-23T06:00:00Z';

export const contextOf = (change: Partial<BrainContext> = {}): BrainContext => ({
  now: NOW,
  zone: 'Asia/Kolkata',
  clinic,
  candidates: [
    { patientId: patients.ravi, name: 'Ravi Kumar' },
    { patientId: patients.sunita, name: 'सुनीता कुमार' },
  ],
  callerPhone: '+919810012345',
  hearing: 'local',
  languageGuess: 'en',
  ...change,
});

export const slotAt = (doctorId: string, startsAt: string) => ({
  doctorId,
  serviceId,
  branchId,
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 900_000).toISOString().replace('.000Z', 'Z'),
});
