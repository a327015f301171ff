// Guards files for spreadsheets: what somebody typed as a name is not run as a formula on an admin's machine.
import { expect, it } from 'vitest';
import { type CsvRow, csvText } from './csv.ts';

async function textOf(rows: CsvRow[][]): Promise<string> {
  const parts: string[] = [];
  async function* batches() {
    yield* rows;
  }
  for await (const part of csvText(['name', 'phone'], batches())) parts.push(part);
  return parts.join('');
}

it('begins with its columns, and quotes what needs it', async () => {
  const text = await textOf([[{ name: 'आशा "A", Kulkarni', phone: null }], [], [{ name: 'b\nc', phone: '1' }]]);
  expect(text).toBe('\ufeffname,phone\r\n"आशा ""A"", Kulkarni",\r\n"b\nc",1\r\n');
});

it.each(['=HYPERLINK("http://evil.test")', '+919876543210', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])(
  'lets no cell begin a formula: %j',
  async (name) => {
    const [, line = ''] = (await textOf([[{ name, phone: '' }]])).split(/\r\n(?=["'])/);
    expect(line.replace(/^"/, '').startsWith("'")).toBe(true);
  },
);
