import { expect, it } from 'vitest';
import { attachmentFilename } from './attachment-filename.js';

it.each([
  ['ecg.pdf', 'ecg.pdf'],
  ['C:\\scans\\ecg.pdf', 'ecg.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['  Befund\r\n für "Ü".pdf ', 'Befund für "Ü".pdf'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['half\ud800.txt', 'half.txt'],
  ['', 'file'],
  ['..', 'file'],
  ['folder/', 'file'],
  ['\0', 'file'],
])('keeps %j as %j', (sent, kept) => {
  expect(attachmentFilename(sent)).toBe(kept);
});

it('cuts a long name, and keeps its extension', () => {
  expect(attachmentFilename(`${'a'.repeat(300)}.csv`)).toBe(`${'a'.repeat(251)}.csv`);
  expect(attachmentFilename('b'.repeat(300))).toBe('b'.repeat(255));
  expect(attachmentFilename(`a.${'b'.repeat(300)}`)).toHaveLength(255);
});
