import { z } from 'zod';

/**
 * What the desk is told. `data` is readable by anybody who can read Redis (ids, times, states); `personal` holds names,
 * numbers and words, and is sealed under the clinic's key before it leaves the process.
 */
const id = z.uuid();
const instant = z.iso.datetime();
const language = z.enum(['en', 'hi', 'hi-en']);

export const callStateSchema = z.enum(['ringing', 'talking', 'on-hold', 'staff', 'ended']);
export type CallState = z.infer<typeof callStateSchema>;

const none = z.object({}).strict();

const shapes = {
  'call.started': {
    data: z.object({
      callId: id,
      direction: z.enum(['inbound', 'outbound', 'browser']),
      language,
      startedAt: instant,
      workerId: z.string(),
    }),
    /** `caller` is masked ("•••••• 3210") until the caller is identified. */
    personal: z.object({ caller: z.string() }),
  },
  'call.state': { data: z.object({ callId: id, state: callStateSchema }), personal: none },
  'call.language': { data: z.object({ callId: id, language }), personal: none },
  /** What is happening; `activity` is a key of the message catalogue, `values` ids and times. */
  'call.activity': {
    data: z.object({ callId: id, activity: z.string(), values: z.record(z.string(), z.string()) }),
    personal: none,
  },
  /** The caller was identified, or a patient was chosen for the booking. */
  'call.caller': {
    data: z.object({ callId: id, patientId: id, isVerified: z.boolean() }),
    personal: z.object({ name: z.string() }),
  },
  /** Words of a turn: the whole text of it so far, again and again, until `isFinal`. */
  'turn.words': {
    data: z.object({
      callId: id,
      turnId: id,
      index: z.int(),
      who: z.enum(['caller', 'agent', 'staff']),
      language,
      isFinal: z.boolean(),
      startedMs: z.int(),
      endedMs: z.int().optional(),
      /** From the caller's last sound to the first frame of this reply. */
      gapMs: z.int().optional(),
      isInterrupted: z.boolean().optional(),
      /** True where the caller spoke and could not be understood; `text` is then empty. */
      isUnclear: z.boolean().optional(),
    }),
    personal: z.object({ text: z.string() }),
  },
  'call.tool': {
    data: z.object({
      callId: id,
      toolCallId: z.string(),
      tool: z.string(),
      phase: z.enum(['started', 'finished']),
      isOk: z.boolean().optional(),
      code: z.string().optional(),
      /** With whom and when, where it is about a doctor or a time. */
      doctorId: id.optional(),
      startsAt: instant.optional(),
    }),
    personal: none,
  },
  /** What is about to be booked, pinned on the desk; `withdrawn` when the caller changed their mind. */
  'call.proposal': {
    data: z.object({
      callId: id,
      state: z.enum(['proposed', 'booked', 'withdrawn']),
      doctorId: id,
      serviceId: id,
      startsAt: instant,
      endsAt: instant,
    }),
    personal: z.object({ patientName: z.string() }),
  },
  /** A stage fell back to another provider, or came back. */
  'call.provider': {
    data: z.object({ callId: id, stage: z.enum(['stt', 'llm', 'tts']), from: z.string(), to: z.string() }),
    personal: none,
  },
  /** Who of the staff has the call; null: nobody, and `name` is then empty. */
  'call.owner': {
    data: z.object({ callId: id, userId: id.nullable() }),
    personal: z.object({ name: z.string() }),
  },
  /** Who of the staff listens; names in the order of the ids. */
  'call.listeners': {
    data: z.object({ callId: id, userIds: z.array(id) }),
    personal: z.object({ names: z.array(z.string()) }),
  },
  'call.ended': {
    data: z.object({ callId: id, outcome: z.string(), durationMs: z.int(), endedAt: instant }),
    personal: none,
  },
  'appointment.changed': {
    data: z.object({
      appointmentId: id,
      change: z.enum(['booked', 'moved', 'cancelled', 'restored', 'status']),
      doctorId: id,
      startsAt: instant,
      endsAt: instant,
      status: z.string(),
      callId: id.optional(),
    }),
    personal: z.object({ patientName: z.string() }),
  },
  'hold.changed': {
    data: z.object({ doctorId: id, startsAt: instant, endsAt: instant, isHeld: z.boolean(), callId: id.optional() }),
    personal: none,
  },
  /** A queue of tokens moved; numbers only. `running` are called in just now, `next` is who follows. */
  'queue.changed': {
    data: z.object({
      doctorId: id,
      date: z.iso.date(),
      /** The session's begin by the clinic's clock, as 09:00. */
      session: z.string(),
      running: z.array(z.int()),
      next: z.int().nullable(),
      waiting: z.int(),
    }),
    personal: none,
  },
  /** A doctor runs late by so many minutes on a day; 0 where they are in time again. */
  'doctor.late': { data: z.object({ doctorId: id, date: z.iso.date(), lateMin: z.int() }), personal: none },
  /** An entry of the waitlist came, went, or was offered a slot. */
  'waitlist.changed': {
    data: z.object({ entryId: id, status: z.enum(['waiting', 'offered', 'booked', 'left']), offerId: id.optional() }),
    personal: none,
  },
  /** Somebody is to be rung after a day was changed, or has been. */
  'follow-up.changed': { data: z.object({ open: z.int() }), personal: none },
  /** Hours, blocks or days off of a doctor, or of all (null), changed within a span. */
  'calendar.changed': {
    data: z.object({ doctorId: id.nullable(), startsAt: instant, endsAt: instant }),
    personal: none,
  },
  'callback.changed': { data: z.object({ callbackId: id, status: z.string(), callId: id.optional() }), personal: none },
  /** A webhook or an outside calendar was given up after long failure: somebody must look. */
  'trouble.raised': { data: z.object({ kind: z.enum(['webhook', 'calendar']), objectId: id }), personal: none },
  /** A message was sent, stopped or given up; `status` is null where an answer came in. */
  'message.changed': {
    data: z.object({ messageId: id.optional(), status: z.string().nullable(), appointmentId: id.optional() }),
    personal: none,
  },
  'desk.duty': { data: z.object({ userId: id, isOnDuty: z.boolean() }), personal: none },
  /** When the AI answers was changed. */
  'desk.answers': {
    data: z.object({ answers: z.enum(['always', 'after-hours', 'no-answer', 'never']) }),
    personal: none,
  },
  /** Sessions of this user older than `version` are over: subscriptions and browser sockets close. */
  'user.session': { data: z.object({ userId: id, version: z.int() }), personal: none },
} as const satisfies Record<string, { data: z.ZodObject; personal: z.ZodObject }>;

export type LiveEventType = keyof typeof shapes;

type EventOf<T extends LiveEventType> = {
  type: T;
  /** When it happened. */
  at: string;
  data: z.infer<(typeof shapes)[T]['data']>;
  personal: z.infer<(typeof shapes)[T]['personal']>;
};

/** One event as code sees it, opened. */
export type LiveEvent = { [T in LiveEventType]: EventOf<T> }[LiveEventType];

/** Schemas by type, for the two ends of the wire. */
export const liveEventShapes: {
  [T in LiveEventType]: { data: z.ZodType<EventOf<T>['data']>; personal: z.ZodType<EventOf<T>['personal']> };
} = shapes;

/** Number of an event: `epoch.sequence`. The epoch changes when Redis is lost. */
export type LiveEventId = `${string}.${number}`;

/**
 * A live call as the registry holds it, and as a page that opens in mid-call begins with. Written by the worker that
 * owns the call; `personal` is sealed in Redis.
 */
export const callSnapshotSchema = z.object({
  callId: id,
  workerId: z.string(),
  state: callStateSchema,
  direction: z.enum(['inbound', 'outbound', 'browser']),
  language,
  startedAt: instant,
  activity: z.object({ key: z.string(), values: z.record(z.string(), z.string()) }),
  patientId: id.optional(),
  isVerified: z.boolean(),
  lastGapMs: z.int().optional(),
  /** Who of the staff has the call; absent where nobody has. */
  ownerId: id.optional(),
  /** Who of the staff listens. */
  listenerIds: z.array(id).default([]),
  /** What the AI did so far, oldest first, at most 100. */
  tools: z
    .array(
      z.object({
        toolCallId: z.string(),
        tool: z.string(),
        /** Into the call. */
        atMs: z.int(),
        /** Absent while it runs. */
        isOk: z.boolean().optional(),
        code: z.string().optional(),
        doctorId: id.optional(),
        startsAt: instant.optional(),
      }),
    )
    .default([]),
  /** Stages that another provider serves since the call began. */
  fallbacks: z.array(z.object({ stage: z.enum(['stt', 'llm', 'tts']), to: z.string() })).default([]),
  proposal: z
    .object({
      state: z.enum(['proposed', 'booked', 'withdrawn']),
      doctorId: id,
      serviceId: id,
      startsAt: instant,
      endsAt: instant,
    })
    .optional(),
  personal: z.object({
    caller: z.string(),
    patientName: z.string().optional(),
    ownerName: z.string().optional(),
    /** In the order of `listenerIds`. */
    listenerNames: z.array(z.string()).default([]),
    /** The conversation so far, oldest first, at most 200 turns. */
    turns: z.array(
      z.object({
        turnId: id,
        index: z.int(),
        who: z.enum(['caller', 'agent', 'staff']),
        language,
        text: z.string(),
        isFinal: z.boolean(),
        startedMs: z.int(),
        endedMs: z.int().optional(),
        gapMs: z.int().optional(),
        isInterrupted: z.boolean().optional(),
        isUnclear: z.boolean().optional(),
      }),
    ),
  }),
});
export type CallSnapshot = z.infer<typeof callSnapshotSchema>;
