import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marshal } from '../../../electron/host/dbus/marshal.ts';
import { decodeMessage, encodeMessage } from '../../../electron/host/dbus/message.ts';
import { MessageStream } from '../../../electron/host/dbus/message-stream.ts';
import { parseSignature } from '../../../electron/host/dbus/signature.ts';
import { unmarshal } from '../../../electron/host/dbus/unmarshal.ts';
import { DBusFormatError, type DBusValue } from '../../../electron/host/dbus/values.ts';

interface Typed {
  readonly signature: string;
  readonly value: DBusValue;
}

const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
const typed = (signature: string, value: fc.Arbitrary<DBusValue>): fc.Arbitrary<Typed> =>
  value.map((made) => ({ signature, value: made }));
const basics: readonly fc.Arbitrary<Typed>[] = [
  typed('y', fc.integer({ min: 0, max: 255 })),
  typed('b', fc.boolean()),
  typed('n', fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })),
  typed('q', fc.integer({ min: 0, max: 2 ** 16 - 1 })),
  typed('i', fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  typed('u', fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  typed('x', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  typed('t', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  typed('d', fc.double()),
  typed('s', text),
  typed('o', fc.constantFrom('/', '/org/freedesktop/DBus')),
  typed('g', fc.constantFrom('', 's', 'a{sv}', '(ii)as')),
];

/** Any value with its signature; arrays repeat one value, so that their items are of one type. */
const { any } = fc.letrec<{ any: Typed }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ...basics,
    tie('any').map((inner) => ({ signature: 'v', value: inner })),
    fc.tuple(tie('any'), fc.nat(3)).map(([item, count]) => ({
      signature: `a${item.signature}`,
      value: Array<DBusValue>(count).fill(item.value),
    })),
    fc.array(tie('any'), { minLength: 1, maxLength: 4 }).map((fields) => ({
      signature: `(${fields.map(({ signature }) => signature).join('')})`,
      value: fields.map(({ value }) => value),
    })),
    fc.tuple(fc.uniqueArray(text, { maxLength: 3 }), tie('any')).map(([keys, entry]) => ({
      signature: `a{s${entry.signature}}`,
      value: new Map(keys.map((key) => [key, entry.value])),
    })),
  ),
}));

describe('values on the wire', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (values) => {
        const signature = values.map((one) => one.signature).join('');
        fc.pre(signature.length <= 255);
        const sent = values.map(({ value }) => value);
        expect(unmarshal(signature, marshal(signature, sent), 'little')).toEqual(sent);
      }),
    );
  });

  it('are laid out as the specification says', () => {
    expect(marshal('ys', [1, 'foo']).toString('hex')).toBe('0100000003000000666f6f00');
    expect(marshal('yat', [1, []]).toString('hex')).toBe('0100000000000000');
    expect(marshal('v', [{ signature: 'u', value: 5 }]).toString('hex')).toBe('0175000005000000');
  });

  it('are read in either byte order', () => {
    const bytes = Buffer.from('0000000300000002666f6f00', 'hex');
    expect(unmarshal('uq', bytes, 'big')).toEqual([3, 0]);
  });

  it.each([
    ['u', -1],
    ['y', 256],
    ['s', 7],
    ['s', 'a\0b'],
    ['as', 'text'],
    ['a{sv}', []],
    ['t', 7],
    ['b', 1],
    ['(ss)', ['one']],
  ] satisfies [string, DBusValue][])('refuse to go as %s when they are %j', (signature, value) => {
    expect(() => marshal(signature, [value])).toThrow();
  });
});

describe('signatures', () => {
  it.each([
    'a',
    '(',
    '(s',
    '()',
    '{sv}',
    'a{s}',
    'a{vs}',
    'a{sss}',
    'z',
    'h',
    `${'a'.repeat(40)}s`,
    's'.repeat(256),
  ])('refuse %s', (signature) => {
    expect(() => parseSignature(signature)).toThrow(DBusFormatError);
  });
});

describe('messages', () => {
  const call = {
    kind: 'call',
    serial: 7,
    flags: 0,
    path: '/here',
    interface: 'some.Face',
    member: 'Do',
    destination: 'some.Service',
    signature: 'sa{sv}',
    body: ['text', new Map([['key', { signature: 'y', value: 1 }]])],
  } as const;

  it('come out as they went in, however the stream is cut', () => {
    const bytes = Buffer.concat([encodeMessage(call), encodeMessage({ ...call, serial: 8 })]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: bytes.length }), { maxLength: 9 }), (cuts) => {
        const stream = new MessageStream();
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const messages = edges.flatMap((edge, index) =>
          stream.push(bytes.subarray(edges[index - 1] ?? 0, edge)),
        );
        expect(messages).toMatchObject([call, { ...call, serial: 8 }]);
      }),
    );
  });

  it('of an unknown kind are passed over', () => {
    const bytes = encodeMessage(call);
    bytes[1] = 9;
    expect(decodeMessage(bytes)).toBeUndefined();
  });

  it('that are damaged do no worse than throw an error', () => {
    const bytes = encodeMessage(call);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = byte;
        try {
          new MessageStream().push(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
    expect(() => new MessageStream().push(Buffer.from('HTTP/1.1 200 OK\r\n'))).toThrow(DBusFormatError);
  });
});
