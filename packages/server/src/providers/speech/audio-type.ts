/** Names of formats that are not called after the part behind the slash of their type. */
const otherNames: Readonly<Record<string, string>> = {
  mpeg: 'mp3',
  mpga: 'mp3',
  'x-m4a': 'm4a',
  wave: 'wav',
  'x-wav': 'wav',
  'vnd.wave': 'wav',
  'x-flac': 'flac',
  opus: 'ogg',
};

/** What a format is called, however the caller called it: `wav`, `audio/x-wav`, `audio/webm;codecs=opus`. */
export function audioTypeOf(format: string): { readonly type: string; readonly extension: string } {
  const [named = ''] = format.toLowerCase().split(';');
  const name = named.trim().replace(/^(?:audio|video)\//, '');
  const extension = otherNames[name] ?? name;
  return /^[a-z0-9]{1,10}$/.test(extension)
    ? { type: `audio/${extension === 'mp3' ? 'mpeg' : extension}`, extension }
    : { type: 'application/octet-stream', extension: 'bin' };
}
