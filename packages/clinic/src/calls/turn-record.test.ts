// Guards what is told of a turn's timings and of a tool call: what is known, and nothing that the caller said.
import { expect, it } from 'vitest';
import { stagesOf, toolNoteOf } from './turn-record.ts';

const doctorId = '01936f2e-0000-7000-8000-000000000001';

it('tells the stages that were timed', () => {
  expect(stagesOf({ sttMs: 210, waitMs: 480, asked: 'doctor', endedBy: 'silence' })).toEqual({
    ...{ sttMs: 210, waitMs: 480, llmMs: null, ttsMs: null },
  });
  expect(stagesOf(null)).toEqual({ sttMs: null, waitMs: null, llmMs: null, ttsMs: null });
  expect(stagesOf({ llmMs: 'soon', ttsMs: -1 })).toEqual({ sttMs: null, waitMs: null, llmMs: null, ttsMs: null });
});

it('tells with whom and when, whether it stands in what was asked or in the answer', () => {
  const slot = { doctorId, startsAt: '2026-12-01T05:00:00Z' };
  const held = { tool: 'hold_slot', arguments: { slot }, result: { ok: true, value: {} } };
  expect(toolNoteOf(held)).toEqual({ tool: 'hold_slot', isOk: true, code: null, ...slot });
  const booked = { tool: 'book_appointment', arguments: { name: 'Asha' }, result: { ok: true, value: slot } };
  expect(toolNoteOf(booked)).toEqual({ tool: 'book_appointment', isOk: true, code: null, ...slot });
});

it('tells that something was not possible, and no word of the caller', () => {
  const payload = { tool: 'identify_patient', arguments: { name: 'Asha' }, result: { ok: false, code: 'no-match' } };
  expect(toolNoteOf(payload)).toEqual({
    ...{ tool: 'identify_patient', isOk: false, code: 'no-match', doctorId: null, startsAt: null },
  });
  expect(toolNoteOf('garbage').tool).toBe('other');
});
