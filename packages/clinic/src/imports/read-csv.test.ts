import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byField } from './columns.ts';
import { MOST_LINES, readCsv } from './read-csv.ts';

const cellsOf = (text: string) => readCsv(text).lines.map(({ line, cells }) => [line, ...cells]);

describe('a file', () => {
  it.each([
    ['plain', 'a,b\n1,2\n', [[2, '1', '2']]],
    ['with a byte-order mark and Windows line ends', '\ufeffa,b\r\n1,2\r\n', [[2, '1', '2']]],
    [
      'of an old Mac',
      'a,b\r1,2\r3,4',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    ['with semicolons', 'a;b\n1;2,5\n', [[2, '1', '2,5']]],
    ['with tabs', 'a\tb\n1\t2\n', [[2, '1', '2']]],
    ['that tells its delimiter, as Excel does', 'sep=;\r\na;b\r\n1;2\r\n', [[3, '1', '2']]],
    ['whose header has commas in quotes', '"a, of all";b\n1;2\n', [[2, '1', '2']]],
    [
      'with line ends in a cell',
      'a,b\n"1\n2",3\n4,5\n',
      [
        [2, '1\n2', '3'],
        [4, '4', '5'],
      ],
    ],
    [
      'with Windows line ends in a cell',
      'a,b\r\n"1\r\n2\r\n3",x\r\n4,5\r\n',
      [
        [2, '1\n2\n3', 'x'],
        [5, '4', '5'],
      ],
    ],
    [
      'with empty lines and lines of nothing',
      'a,b\n\n1,2\n,\n  ,  \n\n3,4',
      [
        [3, '1', '2'],
        [7, '3', '4'],
      ],
    ],
    ['with quotes doubled and quotes alone', 'a,b\n"say ""aah""",5" tall\n', [[2, 'say "aah"', '5" tall']]],
    ['with blanks around', 'a , b\n 1 , 2 \n', [[2, '1', '2']]],
    [
      'with cells too few and too many',
      'a,b\n1\n1,2,3\n',
      [
        [2, '1'],
        [3, '1', '2', '3'],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it.each([
    ['', 'The file is empty.'],
    ['\n\n  \n', 'The file is empty.'],
    ['a,b\n', 'The file has a header and no lines.'],
    ['a,b\n1,"2\n3,4\n', 'The file ends inside a quote that was opened and not closed.'],
    ['a,b\n1,\ufffd\n', 'The file is not UTF-8: save it as CSV, UTF-8.'],
    ['PK\u0003\u0004\u0000\u0000', 'The file is not text: save it as CSV, UTF-8.'],
    [`a\n${'x\n'.repeat(MOST_LINES + 1)}`, 'The file has more than 20000 lines: part it into smaller files.'],
    [`a\n${'न'.repeat(4_000_000)}`, 'The file is larger than 10 MB: part it into smaller files.'],
  ])('that cannot be read says why (%#)', (text, sentence) => {
    expect(() => readCsv(text)).toThrow(
      expect.objectContaining({ code: 'bad-input', field: 'csv', message: sentence }),
    );
  });

  it('comes out as it went in, whatever it holds, each line by its number', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'क', ' ', ',', ';', '"', '\n', "'", '😀', '|'), maxLength: 8 });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    const manner = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      bom: fc.boolean(),
      lineEnd: fc.constantFrom('\n', '\r\n'),
    });
    fc.assert(
      fc.property(table, manner, (rows, { delimiter, bom, lineEnd }) => {
        const text = stringify([['one', 'two', 'three'], ...rows], {
          delimiter,
          bom,
          record_delimiter: lineEnd,
          quoted: true,
        });
        let line = 2;
        const expected = rows.flatMap((row) => {
          const at = line;
          line += 1 + row.join('').split('\n').length - 1;
          const cells = row.map((one) => one.trim());
          return cells.some((one) => one !== '') ? [[at, ...cells]] : [];
        });
        fc.pre(expected.length > 0);
        expect(cellsOf(text)).toEqual(expected);
      }),
    );
  });
});

describe('a header', () => {
  const fieldsOf = (text: string) => {
    const { header, lines } = readCsv(text);
    return byField('patients', header, lines);
  };

  it.each([
    ['name,phone', ['name', 'phone']],
    ['Patient Name,Mobile No.,D.O.B', ['name', 'phone', 'birthDate']],
    ['नाम,मोबाइल नंबर,जन्म तिथि,पता', ['name', 'phone', 'birthDate', 'address']],
    ['नाम,फ़ोन,उम्र', ['name', 'phone', 'age']],
    ['PATIENT_NAME;CONTACT NUMBER;birth-year', ['name', 'phone', 'birthYear']],
    ['uhid,name,E-Mail,guardianName', ['uhid', 'name', 'email', 'guardianName']],
  ])('%s', (header, fields) => {
    expect(fieldsOf(`${header}\nx\n`).columns.map(({ field }) => field)).toEqual(fields);
  });

  it('names what it does not know, and leaves it out', () => {
    const read = fieldsOf('Name,Blood group,,Phone\nAsha,O+,,98765 43210\n');
    expect(read.unknownColumns).toEqual(['Blood group']);
    expect(read.lines).toEqual([{ line: 2, cells: { name: 'Asha', phone: '98765 43210' } }]);
  });

  it('must have what the file is about, once', () => {
    expect(() => fieldsOf('phone\n98765\n')).toThrow(expect.objectContaining({ field: 'name' }));
    expect(() => fieldsOf('name,Patient name\na,b\n')).toThrow(
      expect.objectContaining({ field: 'name', message: 'The file has two columns for name.' }),
    );
    const { header, lines } = readCsv('doctor,date\na,b\n');
    expect(() => byField('appointments', header, lines)).toThrow(expect.objectContaining({ field: 'time' }));
  });

  it('finds cells that belong to no column', () => {
    expect(fieldsOf('name\nAsha\nAsha,Kale\nAsha,,\n').problems).toEqual([
      { line: 3, field: 'line', reason: 'has more cells than the header' },
    ]);
  });
});
