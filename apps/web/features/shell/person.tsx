'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Section } from '../settings/sections.ts';

/** Who sits before the page, and in which clinic. */
export interface Person {
  userId: string;
  name: string;
  email: string;
  role: 'admin' | 'receptionist' | 'doctor';
  doctorId: string | undefined;
  clinicId: string;
  clinicName: string;
  /** The default one first. */
  branches: readonly { id: string; name: string }[];
  /** IANA zone of the clinic: all times on the desk are told in it. */
  zone: string;
  version: number;
  memberships: { clinicId: string; clinicName: string; role: 'admin' | 'receptionist' | 'doctor' }[];
  /** Pages this role has. */
  pages: readonly ('live' | 'schedule' | 'my-day' | 'patients' | 'calls' | 'messages' | 'analytics' | 'settings')[];
  /** Pages of the settings that this role has. */
  sections: readonly Section[];
}

const PersonContext = createContext<Person | null>(null);

export function PersonProvider({ person, children }: { person: Person; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** @throws where it is used outside of the desk, which is a mistake in the code. */
export function usePerson(): Person {
  const person = useContext(PersonContext);
  if (person === null) throw new Error('usePerson is for pages of the desk');
  return person;
}
