import { appointmentOperations } from './appointments.ts';
import { feedOperation } from './calendars.ts';
import { callOperations } from './calls.ts';
import { doctorOperations } from './doctors.ts';
import { documentOperation } from './document.ts';
import type { AnyOperation } from './operation.ts';
import { patientOperations } from './patients.ts';
import { queueOperations } from './queues.ts';
import { slotOperations } from './slots.ts';
import { webhookOperations } from './webhooks.ts';

/** All that other systems can do, in the order of the document. */
export const operations: readonly AnyOperation[] = [
  ...appointmentOperations,
  ...doctorOperations,
  ...slotOperations,
  ...patientOperations,
  ...queueOperations,
  ...callOperations,
  ...webhookOperations,
  feedOperation,
  documentOperation(() => operations),
];
