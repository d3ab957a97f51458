import type { Engine } from '../engine/engine.ts';
import type { EngineSettings } from '../protocol/engine.ts';

/** A stream of text to the user. */
export interface Output {
  /** Resolves when more may be written, so that long results do not pile up in memory. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  readonly colours: boolean;
}

/** What commands use of the engine. */
export type EngineHandle = Pick<Engine, 'run' | 'explain' | 'sources' | 'dashboards' | 'page' | 'release' | 'close'>;

/** What a command may touch of the world outside; tests hand in their own. */
export interface CommandContext {
  /** Data goes here. */
  readonly out: Output;
  /** Messages go here. */
  readonly err: Output;
  readonly readStdin: () => Promise<string>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  readonly openEngine: (settings: EngineSettings) => Promise<EngineHandle>;
}
