/** So many statements a connection keeps planned at most: lists of ids make as many texts as there are lengths. */
const MOST = 300;

/**
 * Names for statements that come again, so that a connection parses and plans each of them once: the plan of a query takes Postgres longer than most
 * of the queries do (a booking, 28 statements: 13 ms unnamed, 7 ms named). A text gets its name when it is seen for the second time; before that, and
 * beyond `most`, it gets none.
 */
export function createStatementNames(most = MOST): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  let count = 0;
  return ({ sql }) => {
    const known = names.get(sql);
    if (known === undefined) {
      if (names.size < 4 * most) names.set(sql, '');
      return '';
    }
    if (known !== '' || count === most) return known;
    count += 1;
    names.set(sql, `s${count}`);
    return `s${count}`;
  };
}
