// Guards: an event is opened once for all who watch, and what does not open is counted once, not once a browser.
import { expect, it } from 'vitest';
import { createDecoder } from './decoder.ts';
import { encodeEvent, type LiveCipher, type LogEntry } from './wire.ts';

const clinicId = '018f6a00-0000-7000-8000-0000000000c1';

function counted() {
  const opened: string[] = [];
  const cipher: LiveCipher = {
    sealText: (_context, plain) => plain,
    openText(_context, envelope) {
      opened.push(envelope);
      return envelope;
    },
  };
  return { opened, cipher };
}

function entryOf(number: number, cipher: LiveCipher, body?: string): LogEntry {
  const event = {
    type: 'call.caller',
    at: '2026-11-23T05:30:00Z',
    data: { callId: clinicId, patientId: clinicId, isVerified: true },
    personal: { name: `Asha ${number}` },
  } as const;
  return { id: `e.${number}`, epoch: 'e', number, publishedAt: 0, body: body ?? encodeEvent(event, cipher) };
}

it('opens an entry once and gives everybody the same event', () => {
  const { opened, cipher } = counted();
  const decode = createDecoder(() => undefined);
  const entry = entryOf(1, cipher);
  const [first, second] = [decode(clinicId, entry, cipher), decode(clinicId, entry, cipher)];
  expect(first?.personal).toEqual({ name: 'Asha 1' });
  expect(second).toBe(first);
  expect(opened).toHaveLength(1);
});

it('counts what does not open, once', () => {
  const { cipher } = counted();
  let malformed = 0;
  const decode = createDecoder(() => {
    malformed += 1;
  });
  const entry = entryOf(1, cipher, '{"type":"of another version"}');
  expect([decode(clinicId, entry, cipher), decode(clinicId, entry, cipher)]).toEqual([null, null]);
  expect(malformed).toBe(1);
});

it('forgets the oldest', () => {
  const { opened, cipher } = counted();
  const decode = createDecoder(() => undefined);
  for (let number = 0; number <= 2_000; number++) decode(clinicId, entryOf(number, cipher), cipher);
  opened.length = 0;
  decode(clinicId, entryOf(2_000, cipher), cipher);
  expect(opened).toHaveLength(0);
  decode(clinicId, entryOf(0, cipher), cipher);
  expect(opened).toHaveLength(1);
});
