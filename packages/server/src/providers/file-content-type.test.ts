import { describe, expect, it } from 'vitest';
import { recogniseContent } from './file-content-type.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const latin = (text: string) => Buffer.from(text, 'latin1');

function typeOf(content: Uint8Array, filename = 'file', chunkSize = content.length || 1) {
  const recognition = recogniseContent(filename);
  for (let at = 0; at < content.length; at += chunkSize) {
    recognition.add(content.subarray(at, at + chunkSize));
  }
  return recognition.type();
}

/** A zip archive of stored entries: their headers and contents, then the directory. */
function zip(entries: Record<string, Buffer>): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const [name, content] of Object.entries(entries)) {
    const header = Buffer.alloc(30);
    header.write('PK\x03\x04', 'latin1');
    header.writeUInt32LE(content.length, 18);
    header.writeUInt16LE(name.length, 26);
    local.push(header, Buffer.from(name), content);
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(name.length, 28);
    directory.push(entry, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  return Buffer.concat([...local, ...directory, end]);
}

const small = Buffer.from('<xml/>');
const large = Buffer.alloc(300_000, 7);

describe('recogniseContent', () => {
  it.each([
    ['application/pdf', latin('%PDF-1.7\n…')],
    ['image/png', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
    ['image/jpeg', latin('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['image/webp', latin('RIFF\x24\0\0\0WEBPVP8 ')],
    ['image/tiff', latin('II*\0\x08\0\0\0')],
    ['image/tiff', latin('MM\0*\0\0\0\x08')],
    ['application/dicom', Buffer.concat([Buffer.alloc(128), latin('DICM\x02\0')])],
    ['application/dicom', Buffer.concat([latin('II*\0'), Buffer.alloc(124), latin('DICM\x02\0')])],
    ['text/plain', Buffer.from('Grüße,\r\n\tdie Werte: 5 µg\f')],
    ['text/plain', Buffer.from('\ufeffwith a mark')],
    [DOCX, zip({ '[Content_Types].xml': small, 'word/document.xml': small })],
    [XLSX, zip({ '[Content_Types].xml': small, 'xl/workbook.xml': small })],
    [
      DOCX,
      zip({ '[Content_Types].xml': small, 'word/embeddings/a.xlsx': zip({ 'xl/workbook.xml': small }) }),
    ],
  ])('recognises %s', (type, content) => {
    expect(typeOf(content)).toBe(type);
    expect(typeOf(content, 'file', 1)).toBe(type);
  });

  it('finds the names of an archive at its end when they are not at its beginning', () => {
    const document = zip({
      'docProps/thumbnail.png': large,
      'word/document.xml': small,
      '[Content_Types].xml': small,
    });
    expect(typeOf(document)).toBe(DOCX);
    expect(typeOf(document, 'file', 1000)).toBe(DOCX);
    expect(typeOf(document, 'file', 70_000)).toBe(DOCX);
  });

  it('takes the name only to tell a table from other text', () => {
    expect(typeOf(Buffer.from('a,b\n1,2\n'), 'Results.CSV')).toBe('text/csv');
    expect(typeOf(Buffer.from('a,b\n1,2\n'), 'results.pdf')).toBe('text/plain');
    expect(typeOf(latin('MZ\x90\0\x03'), 'results.csv')).toBeUndefined();
  });

  it.each([
    ['nothing at all', Buffer.alloc(0)],
    ['a program', latin('\x7fELF\x02\x01\x01\0')],
    ['a GIF', latin('GIF89a\x01\0')],
    ['a sound', latin('RIFF\x24\0\0\0WAVEfmt ')],
    ['another archive', zip({ 'readme.txt': small })],
    [
      'a document with macros',
      zip({ '[Content_Types].xml': small, 'word/document.xml': small, 'word/vbaProject.bin': small }),
    ],
    ['a presentation', zip({ '[Content_Types].xml': small, 'ppt/presentation.xml': small })],
    ['text of another encoding', latin('caf\xe9')],
    ['text that ends inside a character', Buffer.from('café').subarray(0, 4)],
    ['text with a NUL', Buffer.from('a\0b')],
    ['text with an escape', Buffer.from('\x1b[2Jb')],
    ['control characters far behind', Buffer.concat([Buffer.alloc(200_000, 'a'), Buffer.from([1])])],
  ])('knows nothing of %s', (_name, content) => {
    expect(typeOf(content)).toBeUndefined();
    expect(typeOf(content, 'file', 3)).toBeUndefined();
  });
});
