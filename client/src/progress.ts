import type { EngineProgress } from '../../server/src/protocol/engine.ts';

/** Milliseconds between two words on how far a run is. */
export const progressInterval = 100;

/** What the engine is doing, as people are told. */
export const phases: Readonly<Record<EngineProgress['phase'], string>> = {
  scanning: 'Looking for log files',
  loading: 'Reading logs',
  running: 'Running',
};
