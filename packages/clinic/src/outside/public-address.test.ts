// Guards where our own requests may go: not one address inside may be let through in any of its spellings.
import { expect, it } from 'vitest';
import { ClinicError } from '../context.ts';
import { checkOutsideUrl } from './outside-url.ts';
import { isPublicAddress } from './public-address.ts';

it.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450::1',
])('lets out to %s', (address) => expect(isPublicAddress(address)).toBe(true));

it.each([
  ...[
    '0.0.0.0',
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
  ],
  ...['100.64.0.1', '192.0.0.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.5'],
  ...[
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
  ],
  ...[
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    '3fff::1',
    'localhost',
    '',
    '0x7f.1',
    '2130706433',
  ],
])('does not let out to %s', (address) => expect(isPublicAddress(address)).toBe(false));

const refusalOf = (url: string, isLocal = false) => {
  try {
    return checkOutsideUrl(url, { isLocal }, 'url');
  } catch (error) {
    return error instanceof ClinicError && error.field === 'url' ? 'refused' : error;
  }
};

it.each([
  'http://hooks.example.org/x',
  'ftp://hooks.example.org/x',
  'https://user:secret@hooks.example.org/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://localhost/',
  'https://db.internal/',
  'https://printer.local/',
  'https://localhost./',
  'https://intranet/',
  'https://169.254.169.254/latest/meta-data',
  'javascript:alert(1)',
  'hooks.example.org',
  '',
  `https://hooks.example.org/${'x'.repeat(2_000)}`,
])('takes no address such as %s', (url) => expect(refusalOf(url)).toBe('refused'));

it('takes a public one over TLS, and on a developer’s machine anything over http', () => {
  expect(refusalOf('https://hooks.example.org/a?b=c#d')).toBe('https://hooks.example.org/a?b=c');
  expect(refusalOf('http://127.0.0.1:9999/hook', true)).toBe('http://127.0.0.1:9999/hook');
  expect(refusalOf('ftp://127.0.0.1/', true)).toBe('refused');
});
