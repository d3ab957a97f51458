import type { RunDashboardResult } from '../../protocol/dashboard.ts';
import type { CommandContext, EngineHandle } from '../context.ts';
import type { DashboardFlags, DashboardRequest } from './request.ts';

/** One run of `sesq dashboard`: what was asked for, and what answers it. */
export interface Job {
  readonly engine: EngineHandle;
  readonly request: DashboardRequest;
  readonly flags: DashboardFlags;
  readonly context: CommandContext;
}

/** What the engine says of a dashboard that was run. */
export type Done = Extract<RunDashboardResult, { readonly kind: 'done' }>;
