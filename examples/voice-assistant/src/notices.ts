import type { Safety } from '@medcor/sdk';
import { button, element, part } from './dom.js';

export type Notices = ReturnType<typeof createNotices>;

/** Whom to call: loudly in an emergency, where it stays until it is put away; mildly where care is called for. */
export function createNotices() {
  const emergency = part('emergency', HTMLElement);
  const caution = part('caution', HTMLElement);

  function call(number: string): HTMLElement {
    return element('a', { href: `tel:${number}`, className: 'call' }, `Call ${number}`);
  }

  function clear(): void {
    emergency.replaceChildren();
    caution.replaceChildren();
  }

  return {
    clear,
    show({ level, category, emergency_number: number }: Safety): void {
      caution.replaceChildren();
      if (number === null) return;
      if (level === 'caution') {
        caution.replaceChildren('If it gets worse, do not wait: ', call(number));
      }
      if (level === 'emergency') {
        const words =
          category === 'self_harm'
            ? 'You are not alone. If you are in danger, call now.'
            : 'This may be an emergency. Call now.';
        emergency.replaceChildren(element('strong', {}, words), call(number), button('Close', clear));
      }
    },
  };
}
