/** Examples that do not come out here as they stand, each with the reason. A test fails when one of them does. */
export const cannotApply: ReadonlyMap<string, string> = new Map([
  ['example 257', 'it shows bare names where the fields of a join bear the names of their tables, as in T1_a'],
  ['example 258', 'it shows bare names where the fields of a join bear the names of their tables, as in t1_s1'],
  ['example 260', 'it shows the search that a subquery stands for, which is no answer of a query'],
  ['example 261', 'it shows the names of columns and no rows'],
]);
