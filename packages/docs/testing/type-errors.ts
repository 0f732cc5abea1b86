import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** What is wrong with the types of programs, each by its name, under the rules of the repository. */
export function typeErrorsOf(programs: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(path.join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const sources = new Map(
    [...programs].map(([name, text]): [string, string] => [path.join(folder, `${name}.ts`), text]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists.call(host, file);
  host.readFile = (file) => sources.get(file) ?? readFile.call(host, file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = sources.get(file);
    return text === undefined
      ? getSourceFile.call(host, file, version, ...rest)
      : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const line = source?.text.slice(0, start).split('\n').length ?? 0;
        const code = source?.text.split('\n')[line - 1]?.trim() ?? '';
        return `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} In: ${code}`;
      },
    );
  });
}
