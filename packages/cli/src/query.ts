import { UsageError } from './cli-errors.js';

/** What an expression makes of an answer. Throws `UsageError` for one that cannot be applied to it. */
export async function select(answer: unknown, expression: string): Promise<unknown> {
  const { search } = await import('./lazy/jmespath.js');
  try {
    return search(answer, expression);
  } catch (error) {
    throw new UsageError(`--query cannot be applied: ${Object(error).message}`);
  }
}

/** Before anything is sent: throws `UsageError` for what is no expression, whatever it may be applied to. */
export async function checkExpression(expression: string | undefined): Promise<void> {
  if (expression === undefined) return;
  const { search } = await import('./lazy/jmespath.js');
  try {
    search(null, expression);
  } catch (error) {
    const { name, message } = Object(error);
    if (name === 'ParserError' || name === 'LexerError')
      throw new UsageError(`--query is no JMESPath: ${message}`);
  }
}
