import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('says numbers plainly, quotes what has to be, and plants no formula', () => {
  const columns = [{ label: 'Day' }, { label: 'Calls, all' }];
  const rows = [
    [
      { text: '1 Nov', plain: '2026-11-01' },
      { text: '1,234', plain: 1_234 },
    ],
    [{ text: '=1+1' }, { text: 'a "b"', plain: null }],
    [{ text: 'a "b"' }, { text: '33.3 %', plain: 1 / 3 }],
  ];
  expect(csvOf(columns, rows)).toBe('\ufeffDay,"Calls, all"\r\n2026-11-01,1234\r\n\'=1+1,\r\n"a ""b""",0.333\r\n');
});
