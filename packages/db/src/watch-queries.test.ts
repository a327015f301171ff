// Guards what is told of a statement: its verb and its table, never a value.
import { expect, it } from 'vitest';
import { describeStatement } from './watch-queries.ts';

it.each([
  ['SELECT "public"."patients"."id" FROM "public"."patients" WHERE 1=1', 'select', 'patients'],
  ['INSERT INTO "public"."call_turns" ("id") VALUES ($1)', 'insert', 'call_turns'],
  ['UPDATE "public"."call_logs" SET "x" = $1', 'update', 'call_logs'],
  ["SELECT set_config('app.clinic_id', $1, true)", 'select', 'none'],
  ['  with x as (select 1) delete from slot_claims', 'with', 'slot_claims'],
  ['DO $$ BEGIN END $$', 'other', 'none'],
  ['', 'other', 'none'],
])('%s', (sql, operation, table) => {
  expect(describeStatement(sql)).toEqual({ operation, table });
});
