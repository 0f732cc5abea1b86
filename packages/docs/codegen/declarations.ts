import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const sdk = fileURLToPath(new URL('../../sdk', import.meta.url));

/** Something that a module of the SDK exports, or a member of it. */
export interface Declared {
  readonly name: string;
  /** Its file, from the package's `src` on. */
  readonly file: string;
  readonly isValue: boolean;
  /** What its comment says, its examples left out. */
  readonly words: string;
  readonly examples: readonly string[];
  /** As a declaration file has it. */
  readonly text: string;
  /** The methods of a class, what it inherits left out. */
  readonly methods: readonly Pick<Declared, 'name' | 'words' | 'text'>[];
}

/** A module that people import, with all that it exports. */
export interface SdkModule {
  /** `@medcor/sdk/mock`. */
  readonly name: string;
  readonly exports: readonly Declared[];
}

/** The modules of the SDK, by its package.json. */
export function sdkModules(): SdkModule[] {
  const { exports } = JSON.parse(readFileSync(path.join(sdk, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).flatMap(([name, target]): [string, string][] => {
    const source = Object(target)['medcor-source'];
    return source ? [[name.replace('.', '@medcor/sdk'), path.join(sdk, source)]] : [];
  });
  const program = programOf(entries.map(([, file]) => file));
  const checker = program.getTypeChecker();
  const declarations = new Map<string, ts.SourceFile>();
  return entries.map(([name, file]) => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${name} is no module.`);
    const found = checker.getExportsOfModule(module).flatMap((symbol) => {
      const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      return declared(meant, program, declarations) ?? [];
    });
    return { name, exports: found };
  });
}

function programOf(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(path.join(sdk, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, sdk);
  return ts.createProgram(files, { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true });
}

function declared(
  symbol: ts.Symbol,
  program: ts.Program,
  known: Map<string, ts.SourceFile>,
): Declared | undefined {
  const [declaration] = symbol.declarations ?? [];
  const source = declaration?.getSourceFile();
  if (!source) return undefined;
  const emitted = known.get(source.fileName) ?? emittedOf(source, program);
  known.set(source.fileName, emitted);
  const statement = emitted.statements.find((one) => namesOf(one).includes(symbol.name));
  if (!statement) throw new Error(`${symbol.name} is not declared in ${source.fileName}.`);
  return {
    name: symbol.name,
    file: path.relative(path.join(sdk, 'src'), source.fileName),
    isValue: !ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement),
    ...commentOf(statement),
    text: textOf(statement),
    methods: ts.isClassDeclaration(statement)
      ? statement.members.filter(ts.isMethodDeclaration).map((method) => ({
          name: method.name.getText(),
          words: commentOf(method).words,
          text: textOf(method),
        }))
      : [],
  };
}

/** What a source file becomes in a declaration file. */
function emittedOf(source: ts.SourceFile, program: ts.Program): ts.SourceFile {
  let emitted = '';
  program.emit(
    source,
    (_file, text) => {
      emitted = text;
    },
    undefined,
    true,
  );
  return ts.createSourceFile(`${source.fileName}.d.ts`, emitted, ts.ScriptTarget.ESNext, true);
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const isNamed =
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed && statement.name ? [statement.name.text] : [];
}

function commentOf(node: ts.Node): Pick<Declared, 'words' | 'examples'> {
  const parts = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const words = parts.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join('\n\n');
  const tags = parts.flatMap((part) => part.tags ?? []);
  const examples = tags
    .filter(({ tagName }) => tagName.text === 'example')
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
  return { words, examples };
}

/** Without its own comment, and without what only its subclasses see; the comments of its members stay. */
function textOf(node: ts.Node): string {
  const hidden = ts.isClassDeclaration(node) ? node.members.filter(isHidden) : [];
  let text = node.getText();
  for (const member of hidden) text = text.replace(member.getFullText(), '');
  return text.replace(/^export (?:declare )?/, '');
}

function isHidden(member: ts.ClassElement): boolean {
  const isPrivate = member.name !== undefined && ts.isPrivateIdentifier(member.name);
  const flags = ts.getCombinedModifierFlags(member);
  return isPrivate || (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
}
