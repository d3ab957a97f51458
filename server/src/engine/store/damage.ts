/** Stores whose files turn out to be damaged while they are in use. */
import { existsSync, writeFileSync } from 'node:fs';

/** Matches what the database says when its file is not as it was written. */
export const DAMAGE = /corrupt database file|does not match stored checksum|database has been invalidated/i;
const IN_USE = /could not set lock on file|being used by another process/i;
const NOT_ALLOWED = /permission denied|read-only file system|cannot open file .* in read-write mode/i;

/** Whether an error of the database says that its file is not as it was written. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && DAMAGE.test(error.message);
}

/** Why a store's file cannot be opened, as far as that is no fault of the file. */
export function obstacle(error: unknown): 'locked' | 'forbidden' | undefined {
  const message = error instanceof Error ? error.message : '';
  if (IN_USE.test(message)) return 'locked';
  return NOT_ALLOWED.test(message) ? 'forbidden' : undefined;
}

/** The file whose presence says that the store beside it is damaged. */
export function damageMark(file: string): string {
  return `${file}.damaged`;
}

/** Leaves word for whoever opens the store next, who then builds it anew. Of no use where nothing can be written. */
export function markDamaged(file: string): void {
  try {
    writeFileSync(damageMark(file), '');
  } catch {
    // The next one finds the damage as this one did.
  }
}

/** Whether somebody found the store damaged. */
export function isMarkedDamaged(file: string): boolean {
  return existsSync(damageMark(file));
}
