import type { RecordKind } from './classify.ts';
import type { Frame } from './frame.ts';

/** How many pieces of each shape a file had. */
export interface ShapeCounts {
  /** JSON values, or what should have been, that are a line each. */
  lines: number;
  /** JSON values over several lines, or several on a line. */
  values: number;
  arrayElements: number;
  records: number;
  text: number;
}

/** Counts for a file of which nothing was read yet. */
export function noShapes(): ShapeCounts {
  return { lines: 0, values: 0, arrayElements: 0, records: 0, text: 0 };
}

/** The count that a frame belongs to. */
export function shapeOf(frame: Frame): keyof ShapeCounts {
  if (frame.container === 'array') return 'arrayElements';
  if (frame.container !== 'none') return 'records';
  if (frame.kind === 'text') return 'text';
  return frame.ownLine ? 'lines' : 'values';
}

/**
 * The name of a file's format: `ndjson`, `json` (values that are no lines, or a single one), `array`, `cloudtrail` (arrays of
 * CloudTrail records under `Records`), `text`, `mixed` or `empty`, with `+gzip` when it was compressed.
 */
export function formatOf(
  shapes: ShapeCounts,
  kinds: Readonly<Partial<Record<RecordKind, number>>>,
  gzip: boolean,
): string {
  if (Object.values(kinds).every((count) => count === 0)) return gzip ? 'empty+gzip' : 'empty';
  const present = (['lines', 'values', 'arrayElements', 'records', 'text'] as const).filter(
    (shape) => shapes[shape] > 0,
  );
  return plainFormat(present, shapes, kinds) + (gzip ? '+gzip' : '');
}

function plainFormat(
  present: readonly (keyof ShapeCounts)[],
  shapes: ShapeCounts,
  kinds: Readonly<Partial<Record<RecordKind, number>>>,
): string {
  const [only] = present;
  if (present.length > 1) return present.every((shape) => shape === 'lines' || shape === 'values') ? 'json' : 'mixed';
  if (only === 'lines') return shapes.lines === 1 ? 'json' : 'ndjson';
  if (only === 'records') return (kinds.cloudtrail ?? 0) > 0 ? 'cloudtrail' : 'json';
  if (only === 'arrayElements') return 'array';
  return only === 'text' ? 'text' : 'json';
}
