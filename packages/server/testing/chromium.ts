import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const flags = [
  // In a container one is root, for whom Chromium has no sandbox.
  '--no-sandbox',
  // No page reaches anything but this machine, whatever it tries.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * Starts a real Chromium: the one that `CHROMIUM_PATH` names, else the one from npm, which is unpacked into the
 * folder. Resolves to why there is none where that one cannot run: it is made for Linux on x64. It may be given more
 * flags, as for a microphone that plays a file.
 */
export async function launchChromium(
  folder: string,
  more: readonly string[] = [],
): Promise<Browser | string> {
  const named = process.env.CHROMIUM_PATH;
  const args = [...flags, ...more];
  if (named) return chromium.launch({ executablePath: named, args });
  try {
    const executablePath = await unpackInto(folder);
    const fonts = await useFontsIn(folder);
    return await chromium.launch({ executablePath, args, env: { ...process.env, FONTCONFIG_FILE: fonts } });
  } catch (error) {
    const [reason] = String(error).split('\n');
    return `No Chromium runs here, unless CHROMIUM_PATH names one: ${reason}`;
  }
}

/** The library knows one folder only, and would take what it finds there under Chromium's name. */
async function unpackInto(folder: string): Promise<string> {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    return await packed.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}

/** The fonts that come with it, since it breaks down on a machine that has none. */
async function useFontsIn(folder: string): Promise<string> {
  const file = path.join(folder, 'fonts.conf');
  const folders = [path.join(folder, 'fonts'), '/usr/share/fonts'].map((font) => `<dir>${font}</dir>`);
  const cache = `<cachedir>${path.join(folder, 'fonts-cache')}</cachedir>`;
  await writeFile(file, `<fontconfig>${folders.join('')}${cache}</fontconfig>`);
  return file;
}
