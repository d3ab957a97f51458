import { Framer } from '../../../server/src/engine/sources/frame.ts';

/** A frame as tests compare it: kind, text, line:column, and the problem when there is one. */
export type Seen = readonly [kind: string, text: string, place: string, problem?: string];

export interface Frames {
  readonly seen: Seen[];
  readonly notes: string[];
  /** Where the frames start and end. */
  readonly spans: (readonly [start: number, end: number])[];
}

/** Frames a text that comes in pieces of `size` bytes; all at once without a size. */
export function frames(content: string | Buffer, size = Infinity): Frames {
  const bytes = Buffer.from(content);
  const seen: Seen[] = [];
  const notes: string[] = [];
  const spans: [number, number][] = [];
  const framer = new Framer({
    frame: ({ kind, bytes: piece, start, problem, byteStart, byteEnd }) => {
      spans.push([byteStart, byteEnd]);
      const place = `${String(start.line)}:${String(start.column)}`;
      const text = piece.toString('utf8');
      seen.push(
        problem === undefined
          ? [kind, text, place]
          : [kind, text, place, `${String(problem.line)}:${String(problem.column)} ${problem.reason}`],
      );
    },
    note: (note) => notes.push(note),
  });
  for (let at = 0; at < bytes.length; at += size) framer.push(bytes.subarray(at, Math.min(at + size, bytes.length)));
  framer.end();
  return { seen, notes, spans };
}
