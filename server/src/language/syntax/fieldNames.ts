/** The form in which field names are compared: names differ in case only by accident (language.md 1.3). */
export function foldField(name: string): string {
  return name.toLowerCase();
}

/** True when two names mean the same field. */
export function sameField(a: string, b: string): boolean {
  return foldField(a) === foldField(b);
}

/** The text that names a field in a query. */
export function fieldText(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*$/u.test(name) ? name : `%"${name.replaceAll('"', '\\"')}"`;
}
