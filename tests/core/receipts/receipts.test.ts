import { describe, expect, test } from 'vitest';
import { findReceipts } from '../../../electron/core/receipts/find-receipts.ts';
import { receiptsCsv } from '../../../electron/core/receipts/receipts-csv.ts';
import { receiptsJson } from '../../../electron/core/receipts/receipts-json.ts';
import type { Receipt } from '../../../shared/plan.ts';

const done: Receipt = {
  planId: 'p1',
  preset: 'custom-1',
  presetName: 'Weekend',
  source: 'schedule',
  startedAtMs: 1_000,
  durationMs: 20,
  outcome: 'partly',
  deleted: [
    { kind: 'record', id: 'r1', name: 'RUN npm ci', sizeBytes: 7, freesBytes: 5 },
    {
      kind: 'image',
      id: 'sha256:abc',
      name: 'postgres:16',
      sizeBytes: 3,
      freesBytes: 0,
      references: ['postgres:16', 'db:latest'],
      digests: [],
    },
  ],
  skipped: [{ kind: 'volume', id: 'v1', name: 'v1', why: 'in-use' }],
  engineBytes: 10,
  freedBytes: 5,
  diskBytes: -4,
  problem: undefined,
};
const refused: Receipt = {
  ...done,
  planId: 'p2',
  preset: 'deep',
  presetName: '',
  outcome: 'refused',
  problem: 'build-runs',
  deleted: [],
  skipped: [],
  engineBytes: 0,
  freedBytes: 0,
  diskBytes: undefined,
};

describe('a search', () => {
  test.each([
    ['', ['p1', 'p2']],
    ['  WEEKEND ', ['p1']],
    ['deep', ['p2']],
    ['npm CI', ['p1']],
    ['db:latest', ['p1']],
    ['sha256:AB', ['p1']],
    ['v1', ['p1']],
    ['nothing cleaned', []],
  ])('for “%s” finds by preset, outcome, names and ids, whatever the case', (query, planIds) => {
    expect(findReceipts([done, refused], query).map(({ planId }) => planId)).toEqual(planIds);
  });
});

test('JSON says every fact, with null for what is not known', () => {
  const document = JSON.parse(receiptsJson([done, refused])) as { receipts: Receipt[] };
  expect(document).toMatchObject({ schemaVersion: 1 });
  expect(document.receipts[0]).toEqual({ ...done, problem: null });
  expect(document.receipts[1]).toMatchObject({ diskBytes: null, problem: 'build-runs' });
});

describe('CSV', () => {
  const rowsOf = (receipts: readonly Receipt[]): readonly string[] => receiptsCsv(receipts).split('\r\n');
  const named = (name: string): string => {
    const [item] = done.deleted;
    const row = rowsOf([{ ...done, deleted: [{ ...item!, name }], skipped: [] }])[1]!;
    return row.replace(/^.*,record,r1,/s, '').replace(/,7,5,$/, '');
  };

  test('has a header, one row an item, and one for a clean that touched nothing', () => {
    expect(rowsOf([done, refused])).toEqual([
      'planId,startedAtMs,durationMs,preset,presetName,source,outcome,problem,engineBytes,freedBytes,diskBytes,result,kind,id,name,sizeBytes,freesBytes,why',
      'p1,1000,20,custom-1,Weekend,schedule,partly,,10,5,-4,deleted,record,r1,RUN npm ci,7,5,',
      'p1,1000,20,custom-1,Weekend,schedule,partly,,10,5,-4,deleted,image,sha256:abc,postgres:16,3,0,',
      'p1,1000,20,custom-1,Weekend,schedule,partly,,10,5,-4,skipped,volume,v1,v1,,,in-use',
      'p2,1000,20,deep,,schedule,refused,build-runs,0,0,,,,,,,,',
      '',
    ]);
  });

  test('quotes what would end a field (RFC 4180)', () => {
    expect(named('COPY a, b')).toBe('"COPY a, b"');
    expect(named('RUN echo "hi"')).toBe('"RUN echo ""hi"""');
    expect(rowsOf([{ ...done, presetName: 'two\nlines' }])[1]).toContain('"two\nlines"');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1'])('takes the danger from %j', (name) => {
    expect(named(name)).toBe(`'${name}`);
  });

  test('keeps what follows a semicolon in its field, for spreadsheets that part fields there', () => {
    expect(named('RUN true;=1+1')).toBe('"RUN true;=1+1"');
  });

  test('gives no orders to a terminal that shows it', () => {
    expect(named('\u001b[2Ja\u009b2Jb\u0007')).toBe(' [2Ja 2Jb ');
  });

  test('takes the danger from what a tab or a line end hides', () => {
    expect(named('\t=1')).toBe('"\'\t=1"');
    expect(named('\r=1')).toBe('"\'\r=1"');
  });
});
