import { kebabCase } from '../../sdk/codegen/names.js';
import { type Declared, sdkModules } from './declarations.js';
import { fenced, table } from './tables.js';

const banner = "<!-- Made from the SDK's own comments by `pnpm generate`. Change those, not this. -->\n\n";

/** All that the SDK exports. */
export function sdkPage(): string {
  const told = new Set<string>();
  const modules = sdkModules().map(({ name, exports }) => {
    // What another module exports as well is told of there.
    const own = exports.filter(({ name: one, file }) => !told.has(`${file} ${one}`));
    for (const { name: one, file } of own) told.add(`${file} ${one}`);
    const again = exports.filter((one) => !own.includes(one)).map(({ name: one }) => `\`${one}\``);
    const written = own.filter(({ file }) => !file.startsWith('generated/'));
    const sections = [...written].sort((a, b) => Number(b.isValue) - Number(a.isValue)).map(section);
    return [
      `## ${name}`,
      again.length > 0 ? `Also exports ${again.join(', ')}, which stand above.` : '',
      ...sections,
      ...(name === '@medcor/sdk' ? [resources(own), types(own)] : []),
      ...(name === '@medcor/sdk/validators' ? [validators(own)] : []),
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  });
  return `${banner}# SDK reference

What each module exports. How it is used, with programs that run, is in [its README](../../packages/sdk/README.md).

${modules.join('\n\n')}
`;
}

function section({ name, words, examples, text }: Declared): string {
  const heading = [`### ${name}`, words].filter((part) => part !== '').join('\n');
  return [heading, fenced('ts', text), ...examples.map((example) => `For example:\n\n${example}`)].join(
    '\n\n',
  );
}

/** The methods of the resources, which are the API's operations. */
function resources(exports: readonly Declared[]): string {
  const classes = exports.filter(
    ({ file, methods }) => file.startsWith('generated/resources/') && methods.length > 0,
  );
  const sections = classes.map(({ file, words, methods }) => {
    const page = file.replace(/^.*\//, '').replace('.ts', '');
    const field = page.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const rows = methods.map(({ words: said, text }) => [
      `\`${text.replace(/\s+/g, ' ').replace(/;$/, '')}\``,
      said.split('\n')[0] ?? '',
    ]);
    return `#### medcor.${field}\n${words} Fields, errors and who may: [${kebabCase(field)}](api/${page}.md).\n\n${table(['method', 'what it does'], rows)}`;
  });
  return `### Resources\n\n${sections.join('\n\n')}`;
}

function types(exports: readonly Declared[]): string {
  const names = exports.filter(({ file }) => file === 'generated/types.ts').map(({ name }) => `\`${name}\``);
  return `### Types\nWhat is sent and answered, by the names that the [API reference](api/README.md) has: ${names.join(', ')}.`;
}

function validators(exports: readonly Declared[]): string {
  const names = exports.filter(({ file }) => file.startsWith('generated/')).map(({ name }) => `\`${name}\``);
  return `### Validators\nEach a \`Validator\` of the type of the same name: ${names.join(', ')}.`;
}
