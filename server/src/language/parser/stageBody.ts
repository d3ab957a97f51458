import type { Stage, StageKind, StageOf } from '../syntax/nodes.ts';

type Body<S> = S extends Stage ? Omit<S, 'range' | 'keywordRange'> : never;

/** A stage as a grammar rule reads it: without its operator words, which the reader has already taken. */
export type StageBody<K extends StageKind = StageKind> = Body<StageOf<K>>;
