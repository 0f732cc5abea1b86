import { type ReactNode, useEffect, useRef } from 'react';

/** The heading of a view. It takes the focus when the view is opened, as the top of a new page would. */
export function ViewHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
