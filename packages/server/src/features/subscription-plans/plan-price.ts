/** An amount of money that the contract takes, a number or a decimal string, as it is kept: `49.5` is `"49.50"`. */
export function toPrice(amount: number | string): string {
  const [whole = '', cents = ''] = String(amount).split('.');
  return `${Number(whole)}.${cents.padEnd(2, '0')}`;
}
