/** What can be chosen for a variable, and what a choice makes of the values chosen before. Pure. */

/** Everything: what a variable is when nothing is chosen. */
export const everything = '*';

/** Most values that are drawn; the filter finds the others. */
const mostShown = 200;

/**
 * The values that hold the filter's text, those that are chosen first. A `free` choice has everything on top, and the
 * text itself when it is none of the values.
 */
export function filteredValues(
  values: readonly string[],
  chosen: readonly string[],
  filter: string,
  free: boolean,
): readonly string[] {
  const text = filter.trim().toLowerCase();
  const own = chosen.filter((value) => value !== everything);
  const all = [...new Set([...own, ...values])].filter((value) => value !== everything);
  const found = text === '' ? all : all.filter((value) => value.toLowerCase().includes(text));
  const typed = free && text !== '' && !all.includes(filter.trim()) ? [filter.trim()] : [];
  const top = free && text === '' ? [everything] : [];
  return [...new Set([...top, ...found, ...typed])].slice(0, mostShown);
}

/** The chosen values after a click on one. Choosing everything drops the others; dropping the last one is everything. */
export function choiceAfter(
  chosen: readonly string[],
  value: string,
  multi: boolean,
  free: boolean,
): readonly string[] {
  if (!multi || value === everything) return [value];
  const others = chosen.filter((each) => each !== everything && each !== value);
  if (!chosen.includes(value)) return [...others, value];
  return others.length > 0 || !free ? others : [everything];
}

/** The chosen values for the bar: `*`, a value, or a value and how many more. */
export function choiceText(chosen: readonly string[]): string {
  const [first = everything, ...others] = chosen;
  const text = first === '' ? '(empty)' : first === everything ? 'all' : first;
  return others.length === 0 ? text : `${text} +${others.length}`;
}
