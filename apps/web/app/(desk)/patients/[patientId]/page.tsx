import { notFound } from 'next/navigation';
import { z } from 'zod';
import { PatientSheet } from '../../../../features/patients/patient-sheet.tsx';

export default async function PatientPage({ params }: { params: Promise<{ patientId: string }> }) {
  const patientId = z.uuid().safeParse((await params).patientId);
  if (!patientId.success) notFound();
  return <PatientSheet patientId={patientId.data} />;
}
