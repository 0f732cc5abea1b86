import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { Config } from './config.js';

/** Structured logs, on standard error unless told otherwise. What is logged never comes from a body. */
export function createLogger(level: Config['logLevel'], stream: DestinationStream = destination(2)): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeFault } },
    stream,
  );
}

/**
 * What is logged of an error. The messages and details of a database's errors may quote values, a patient's among
 * them: of these only the names of what was at fault are kept.
 */
function describeFault(fault: unknown): object {
  if (!(fault instanceof Error)) return { type: typeof fault };
  const { name, message, stack = '', cause } = fault;
  const places = stack.slice(stack.search(/^ {4}at /m));
  const because = cause === undefined ? {} : { cause: describeFault(cause) };
  if (!isDatabaseError(fault)) return { type: name, message, stack: places, ...because };
  const { code, table, column, constraint, routine } = fault;
  return { type: 'DatabaseError', code, table, column, constraint, routine, stack: places, ...because };
}

type DatabaseError = Error &
  Record<'severity' | 'code' | 'table' | 'column' | 'constraint' | 'routine', unknown>;

function isDatabaseError(error: Error): error is DatabaseError {
  return 'severity' in error && 'routine' in error;
}
