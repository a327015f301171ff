import type { Bench } from './report.ts';

export interface Listed {
  what: string;
  /** Imported when it is run, so that the list is there at once. */
  load: () => Promise<Bench>;
}

/** Every bench there is: a claim of docs/performance.md each. */
export const benches: Record<string, Listed> = {
  hearing: {
    what: 'what the recogniser of this machine hears, clean, in noise, and from strangers',
    load: async () => (await import('./hearing/index.ts')).benchHearing,
  },
  live: {
    what: 'from publish to the words on a real browser’s screen',
    load: async () => (await import('./live/index.ts')).benchLive,
  },
  messages: {
    what: 'messages while their senders are killed, and the provider and Redis are away',
    load: async () => (await import('./messages.ts')).benchMessages,
  },
  search: {
    what: 'finding one of 200,000 patients by name in either script, phone or number',
    load: async () => (await import('./search/index.ts')).benchSearch,
  },
  slots: {
    what: 'free slots of 20 doctors over 30 days, in a calendar of a million appointments',
    load: async () => (await import('./slots.ts')).benchSlots,
  },
  schedule: {
    what: 'the schedule page of 8 doctors, in the same calendar',
    load: async () => (await import('./schedule.ts')).benchSchedule,
  },
  contention: {
    what: 'two hundred clients at once about one doctor’s day, a thousand times; and bookings a second',
    load: async () => (await import('./contention/index.ts')).benchContention,
  },
  transcripts: {
    what: 'finding calls among 100,000 by what was said in them',
    load: async () => (await import('./transcripts.ts')).benchTranscripts,
  },
  analytics: {
    what: 'every view of analytics over three years and a million calls, and the job that sums them',
    load: async () => (await import('./analytics.ts')).benchAnalytics,
  },
  backup: {
    what: 'a million appointments backed up, and put back into a fresh database',
    load: async () => (await import('./backup.ts')).benchBackup,
  },
  stt: {
    what: 'words that recognisers get wrong on recordings of your own (-- --set DIR): those with keys, and this machine’s',
    load: async () => (await import('./stt/index.ts')).benchStt,
  },
  turn: {
    what: 'from a caller’s last sound to the reply, over emulated providers at three rows of delays',
    load: async () => (await import('./turn/index.ts')).benchTurn,
  },
  'barge-in': {
    what: 'words, a “haan” and noise over the receptionist: how soon the line is silent, and what takes the turn',
    load: async () => (await import('./barge-in/index.ts')).benchBargeIn,
  },
  capacity: {
    what: 'how many calls one worker on one core bears, and what they leave behind',
    load: async () => (await import('./capacity/index.ts')).benchCapacity,
  },
  vad: {
    what: 'whether somebody speaks: the cost of a window at 64 calls, and how often it is right',
    load: async () => (await import('./vad/index.ts')).benchVad,
  },
  web: {
    what: 'every page in a real browser: its largest paint, how long it is blocked, its JavaScript',
    load: async () => (await import('./web/index.ts')).benchWeb,
  },
  understand: {
    what: 'how long an utterance takes to be understood, by kind',
    load: async () => (await import('./understand.ts')).benchUnderstand,
  },
};
