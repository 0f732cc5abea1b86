/** What stands at a path in a value; `undefined` where there is nothing. */
export function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  return name === undefined ? value : valueAt(Object(value)[name], rest);
}
