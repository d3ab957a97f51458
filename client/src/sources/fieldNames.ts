/**
 * Names of the fields that lists of sources give to messages, each once. The lists are as somebody wrote them: what has
 * another form than `SourceSettings` names no field.
 */
export function fieldNames(lists: readonly unknown[]): readonly string[] {
  const names = lists
    .flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []))
    .flatMap((source) => Object.keys(members(members(source)['fields'])));
  return [...new Set(names)];
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
