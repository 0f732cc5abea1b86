const MAX_LENGTH = 255;
const MAX_EXTENSION = 16;

/** Control characters, halves of surrogate pairs, and marks that make a name read other than it is. */
const unwanted = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The name under which an upload is kept: without folders, clean, at most 255 characters, never empty. */
export function attachmentFilename(sent: string): string {
  const name = (sent.split(/[/\\]/).at(-1) ?? '').replace(unwanted, '').trim();
  if (/^\.*$/.test(name)) return 'file';
  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const dot = characters.lastIndexOf('.');
  const extension = dot >= characters.length - MAX_EXTENSION ? characters.slice(dot) : [];
  return [...characters.slice(0, MAX_LENGTH - extension.length), ...extension].join('');
}
