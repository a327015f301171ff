/** One field of a protobuf message: its number, and a varint or the bytes of whatever has a length. Fixed numbers come as their bytes. */
export type Field = readonly [number: number, value: bigint | Uint8Array];

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5] as const;

/** The fields of a message in order. Source: the protobuf encoding, wire types 0, 1, 2 and 5. @throws where the bytes are no message. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('a protobuf message ends within a number');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error('a protobuf message ends within a field');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    const kind = tag & 7;
    if (kind === VARINT) yield [number, varint()];
    else if (kind === BYTES) yield [number, take(Number(varint()))];
    else if (kind === FIXED32) yield [number, take(4)];
    else if (kind === FIXED64) yield [number, take(8)];
    else throw new Error(`a protobuf message has a field of an unknown kind, ${kind}`);
  }
}

/** A field to be written: text, bytes (of a message too) or a whole number. */
export type Written = readonly [number: number, value: string | Uint8Array | number];

/** A message of these fields, in their order. */
export function messageOf(...fields: readonly Written[]): Uint8Array {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === 'number') return [varintOf(number * 8 + VARINT), varintOf(value)];
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    return [varintOf(number * 8 + BYTES), varintOf(bytes.length), bytes];
  });
  return Buffer.concat(parts);
}

/** Negative numbers take ten bytes, as two's complement of 64 bits. */
function varintOf(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(left & 0x7fn);
    left >>= 7n;
    bytes.push(left > 0n ? low | 0x80 : low);
  } while (left > 0n);
  return Uint8Array.from(bytes);
}
