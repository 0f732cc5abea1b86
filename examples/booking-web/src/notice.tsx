import { useEffect, useRef } from 'react';

/** What has come of an action; `alert` for what went otherwise than wished. */
export interface NoticeContent {
  readonly role: 'status' | 'alert';
  readonly text: string;
}

/** Tells it, and takes the focus, since what was pressed is often gone. */
export function Notice({ notice }: { notice: NoticeContent | undefined }) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (notice) place.current?.focus();
  }, [notice]);
  if (!notice) return null;
  return (
    <p ref={place} tabIndex={-1} role={notice.role} className={`notice ${notice.role}`}>
      {notice.text}
    </p>
  );
}
