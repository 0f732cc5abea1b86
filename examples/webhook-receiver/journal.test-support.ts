import { readFile } from 'node:fs/promises';

/** The lines of the journal that are about an event, or all of them. */
export async function journalOf(folder: string, about = ''): Promise<string[]> {
  const text = await readFile(`${folder}/journal.txt`, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '' && line.includes(about));
}
