import { checksWithin } from '../shared/checks.ts';

/** Checks for what comes from a view or out of storage: no honest message exceeds these bounds. */
export const bounded = checksWithin({ text: 100_000, list: 1000 });
