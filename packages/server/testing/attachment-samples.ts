import type { AttachmentType } from '@medcor/contract';

const latin = (text: string) => Buffer.from(text, 'latin1');

/** A zip archive of stored, empty entries: their headers, then the directory. */
function zip(...names: string[]): Buffer {
  const headers = names.map((name) => {
    const header = Buffer.alloc(30);
    header.write('PK\x03\x04', 'latin1');
    header.writeUInt16LE(name.length, 26);
    return Buffer.concat([header, Buffer.from(name)]);
  });
  const directory = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.write('PK\x01\x02', 'latin1');
    entry.writeUInt16LE(name.length, 28);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  return Buffer.concat([...headers, ...directory, end]);
}

/** The smallest content of each type that an attachment may have. */
export const attachmentSamples: Record<AttachmentType, Buffer> = {
  'application/pdf': latin('%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
  'image/png': latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
  'image/jpeg': latin('\xff\xd8\xff\xe0\0\x10JFIF\0'),
  'image/webp': latin('RIFF\x24\0\0\0WEBPVP8 '),
  'image/tiff': latin('II*\0\x08\0\0\0'),
  'application/dicom': Buffer.concat([Buffer.alloc(128), latin('DICM\x02\0\0\0')]),
  'text/plain': Buffer.from('Grüße,\r\n\tdie Werte: 5 µg\n'),
  'text/csv': Buffer.from('name;value\nHb;11,2\n'),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': zip(
    '[Content_Types].xml',
    'word/document.xml',
  ),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': zip(
    '[Content_Types].xml',
    'xl/workbook.xml',
  ),
};

/** Content that is never taken, whatever it is called. */
export const refusedSamples = {
  'a Windows program': latin('MZ\x90\0\x03\0\0\0\x04\0'),
  'a Linux program': latin('\x7fELF\x02\x01\x01\0'),
  'an archive': zip('readme.txt'),
  'a document with macros': zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'),
  'a GIF': latin('GIF89a\x01\0\x01\0'),
  nothing: Buffer.alloc(0),
};
