import childProcess from 'node:child_process';
import { basename } from 'node:path';

/** The child processes that extensions in this extension host start from a module of their own. */
export interface Forks {
  begin(): void;
  end(): void;
  /** File names of this extension's modules, in the order of their starts since `begin`. */
  started(): readonly string[];
}

/** Records forks between `begin` and `end`; other extensions' are left out by the names of the modules. */
export function recordForks(): Forks {
  const names: string[] = [];
  const original = childProcess.fork;
  return {
    begin() {
      const recording = (module: string | URL, ...more: unknown[]): childProcess.ChildProcess => {
        const name = basename(String(module));
        if (name.endsWith('.cjs')) names.push(name);
        return Reflect.apply(original, childProcess, [module, ...more]) as childProcess.ChildProcess;
      };
      childProcess.fork = recording as typeof childProcess.fork;
    },
    end() {
      childProcess.fork = original;
    },
    started: () => [...names],
  };
}
