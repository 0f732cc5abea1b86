import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** What the contract says to people alone, and what stands for them. */
const words = new Set(['summary', 'description', 'examples']);
const saying = new Set(['describe', 'meta', 'register']);

/**
 * Takes out of the contract what only people and documents need: descriptions, examples, names of components. What it
 * checks stays as it is. They are a third of its bytes.
 */
export function withoutWords(): Plugin {
  return {
    name: 'without-words',
    setup(build) {
      build.onLoad({ filter: /packages[\\/]contract[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
        contents: strip(path, readFileSync(path, 'utf8')),
        loader: 'ts',
      }));
    },
  };
}

function strip(path: string, text: string): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const { transformed } = ts.transform(source, [
    (context) => {
      const visit = (node: ts.Node): ts.Node => {
        const visited = ts.visitEachChild(node, visit, context);
        if (isSaying(visited)) return visited.expression.expression;
        if (ts.isCallExpression(visited) && isEndpoint(visited)) {
          const args = visited.arguments.map((argument) =>
            ts.isObjectLiteralExpression(argument) ? wordless(argument, words) : argument,
          );
          return context.factory.updateCallExpression(
            visited,
            visited.expression,
            visited.typeArguments,
            args,
          );
        }
        return ts.isObjectLiteralExpression(visited) ? wordless(visited, new Set(['examples'])) : visited;
      };
      const wordless = (object: ts.ObjectLiteralExpression, names: ReadonlySet<string>) =>
        context.factory.updateObjectLiteralExpression(
          object,
          object.properties.filter(({ name }) => !(name && ts.isIdentifier(name) && names.has(name.text))),
        );
      return (file) => ts.visitEachChild(file, visit, context);
    },
  ]);
  const [stripped] = transformed;
  if (!stripped) throw new Error(`${path} could not be read.`);
  return ts.createPrinter({ removeComments: true }).printFile(stripped);
}

/** `schema.describe('…')`, and the like: the schema without it does the same. */
function isSaying(
  node: ts.Node,
): node is ts.CallExpression & { readonly expression: ts.PropertyAccessExpression } {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    saying.has(node.expression.name.text)
  );
}

function isEndpoint({ expression }: ts.CallExpression): boolean {
  return ts.isIdentifier(expression) && expression.text === 'endpoint';
}
