import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type BuiltMedcor, buildMedcor } from '../../cli/testing/built-medcor.js';
import { runProgram } from '../../sdk/testing/snippet-program.js';
import { freePort } from '../../server/testing/server-process.js';
import { filledIn } from '../testing/elision.js';
import { faultsOf, type Guide, guideOf, guidesOn, moduleOf } from '../testing/guide.js';
import { openGuideWorld } from '../testing/guide-world.js';
import type { GuideShell } from '../testing/shell.js';
import { typeErrorsOf } from '../testing/type-errors.js';

/** docs/guides: each snippet is run as it stands, in order, and has to answer what is shown behind it. */

const ports = { 8002: await freePort(), 8003: await freePort(), 3000: await freePort() };
const guides = guidesOn(ports);
const docs = fileURLToPath(new URL('..', import.meta.url));

/** Those that start their server themselves. */
const withoutServer = new Set(['operating.md', 'testing-offline.md']);

/** Follows a guide to its end. */
async function follow(guide: Guide, shell: GuideShell): Promise<void> {
  const { name, snippets } = guide;
  const log = vi.spyOn(console, 'log').mockReturnValue();
  onTestFinished(() => log.mockRestore());
  const program = await runProgram(moduleOf(guide), docs);
  onTestFinished(program.remove);
  let answered = '';
  let next = 0;
  const arrive = async (index: number) => {
    const { language = '', text = '' } = snippets[index] ?? {};
    if (language === 'sh') answered = await shell.run(text);
    else if (language === 'ts') answered = log.mock.calls.map(printed).join('\n');
    else if (language === 'json')
      expect(JSON.parse(answered)).toEqual(filledIn(JSON.parse(text), JSON.parse(answered)));
    else expect(answered.trim()).toEqual(filledIn(text.trim(), answered.trim()));
    log.mockClear();
    next = index + 1;
  };
  try {
    await program.ran.follow(arrive);
    expect(next, 'the snippets that were run').toBe(snippets.length);
  } catch (error) {
    throw new Error(`docs/guides/${name}:${snippets[next]?.line}: ${Object(error).message}`, {
      cause: error,
    });
  }
}

/** As a console shows it, but for objects, which are shown as JSON. */
function printed(args: readonly unknown[]): string {
  return args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
}

describe('the guides', () => {
  let medcor: BuiltMedcor;

  beforeAll(async () => {
    medcor = await buildMedcor();
  });
  afterAll(() => medcor.remove());

  it('have nothing that is not run', () => {
    expect(guides.length).toBeGreaterThan(6);
    expect(guides.flatMap(faultsOf)).toEqual([]);
  });

  it('have programs of the right types', () => {
    const programs = guides.map((guide): [string, string] => [
      guide.name.replace('.md', ''),
      moduleOf(guide),
    ]);
    expect(typeErrorsOf(new Map(programs))).toEqual([]);
  });

  it.each(guides)('$name does what it says', { timeout: 240_000 }, async (guide) => {
    const world = await openGuideWorld(medcor, ports, !withoutServer.has(guide.name));
    onTestFinished(world.close);
    await follow(guide, world.shell);
  });

  describe('would be found wanting with', () => {
    const shell: GuideShell = {
      run: async (script) => `{"ran":${JSON.stringify(script)},"id":7}`,
      close() {},
    };
    const read = (...blocks: string[]) => guideOf('some.md', blocks.join('\n'), ports);

    it.each([
      ['a language that is not run', '```python\nprint(1)\n```'],
      ['a block without a language', '```\nmedcor login\n```'],
      ['another fence', '~~~js\nlogin();\n~~~'],
      ['an indented block', '- As in\n  ```bash\n  medcor login\n  ```'],
      ['an answer to nothing', '```json\n{}\n```'],
    ])('%s', (_what, markdown) => {
      expect(faultsOf(read(markdown))).toHaveLength(1);
    });

    it('an answer that is another', async () => {
      const asking = '```sh\nask\n```';
      await follow(read(asking, '```json\n{ "ran": "ask…", "id": "…" }\n```'), shell);
      await follow(read(asking, '```json\n{ "id": 7, "…": "…" }\n```'), shell);
      for (const wrong of ['{ "id": 8, "…": "…" }', '{ "id": 7 }', '{ "id": 7, "ran": "…", "more": "…" }']) {
        const guide = read(asking, `\`\`\`json\n${wrong}\n\`\`\``);
        await expect(follow(guide, shell)).rejects.toThrow('docs/guides/some.md:4');
      }
    });

    it('a program that ends before the guide does', async () => {
      await expect(follow(read('```ts\nreturn;\n```', '```sh\nask\n```'), shell)).rejects.toThrow(
        'some.md:1',
      );
    });

    it('a program that throws, or of wrong types', async () => {
      await expect(follow(read('```ts\nthrow new Error("no");\n```'), shell)).rejects.toThrow(
        'some.md:1: no',
      );
      const wrong = moduleOf(read('```ts\nconst id: number = "one";\nconsole.log(id);\n```'));
      expect(typeErrorsOf(new Map([['wrong', wrong]]))).toHaveLength(1);
    });
  });
});
