// The thread that reads one calendar. It is given a text and a range, and answers once.
import { parentPort, workerData } from 'node:worker_threads';
import { busyTimes, CalendarTextError } from '@vaani/clinic/busy-times';
import type { Expanded } from './expand-calendar.ts';

const { text, query } = workerData as { text: string; query: Parameters<typeof busyTimes>[1] };

function expand(): Expanded {
  try {
    return { ok: true, times: busyTimes(text, query) };
  } catch (error) {
    // What ical.js trips over is no calendar either.
    return { ok: false, failure: error instanceof CalendarTextError ? error.failure : 'no-calendar' };
  }
}

parentPort?.postMessage(expand());
