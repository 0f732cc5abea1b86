import type { OpenApiDocument, OpenApiOperation } from '@medcor/contract/openapi';
import type { PostmanCollection, PostmanFolder, PostmanItem, PostmanVariable } from './postman-format.js';
import { quickStartFolder, quickStartVariables } from './quick-start-folder.js';

/**
 * The API as a Postman collection: a folder that runs the quick start, and one for each domain, made by Postman's
 * own converter. The same document gives the same collection to the letter.
 */
export async function postmanCollection(document: OpenApiDocument): Promise<PostmanCollection> {
  const folders = await convert(forConversion(document));
  const open = openRequests(document);
  return {
    info: {
      name: document.info.title,
      description: document.info.description,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'base_url', value: 'http://localhost:8002' },
      { key: 'token', value: '' },
      ...quickStartVariables,
    ],
    item: [
      quickStartFolder,
      ...folders.map((folder) => ({
        name: folder.name,
        description: textOf(folder.description),
        item: folder.item.map((item) => tidyItem(item, open)),
      })),
    ],
  };
}

/** The parts of the document that a collection has a place for: of the answers only the successful ones. */
function forConversion(document: OpenApiDocument): object {
  const titles = new Map(document.tags.map((tag) => [tag.name, tag['x-displayName']]));
  const operation = ({ tags = [], responses, ...rest }: OpenApiOperation) => ({
    ...rest,
    tags: tags.map((tag) => titles.get(tag) ?? tag),
    responses: Object.fromEntries(Object.entries(responses).filter(([status]) => status.startsWith('2'))),
  });
  const paths = Object.entries(document.paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).map(([method, found]) => [method, operation(found)])),
  ]);
  return {
    ...document,
    tags: document.tags.map(({ name, description }) => ({ name: titles.get(name), description })),
    paths: Object.fromEntries(paths),
    webhooks: {},
  };
}

async function convert(document: object): Promise<readonly PostmanFolder[]> {
  const { default: converter } = await import('openapi-to-postmanv2');
  const options = {
    folderStrategy: 'Tags',
    parametersResolution: 'Example',
    enableOptionalParameters: false,
    alwaysInheritAuthentication: true,
  };
  return new Promise((resolve, reject) => {
    converter.convertV2({ type: 'json', data: document }, options, (error, conversion) => {
      const [collection] = conversion?.output ?? [];
      if (!collection) reject(error ?? new Error(conversion?.reason));
      // Postman's own format, with the folders that it was asked for.
      else resolve((collection.data as PostmanCollection).item);
    });
  });
}

/** The requests that no token is looked at for, as `POST /api/auth/login/`. */
function openRequests({ paths }: OpenApiDocument): Set<string> {
  const requests = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, { security }]) => security.length === 0)
      .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  return new Set(requests);
}

/** Without what the converter makes up: ids, and values that are drawn by lot. */
function tidyItem({ name, request, response }: PostmanItem, open: ReadonlySet<string>): PostmanItem {
  const { method, url, header, body, description } = request;
  const isOpen = open.has(`${method} /${url.path.join('/')}`);
  // Whoever sends a form adds the boundary between its parts.
  const isForm = body?.mode === 'formdata';
  return {
    name,
    request: {
      method,
      description: textOf(description),
      ...(isOpen && { auth: { type: 'noauth' } }),
      url: {
        host: ['{{base_url}}'],
        path: url.path,
        query: url.query.map(tidyVariable),
        variable: url.variable.map(tidyVariable),
      },
      header: header.filter(({ key }) => !(isForm && key === 'Content-Type')).map(tidyVariable),
      ...(body?.mode && { body }),
    },
    response: response.map(({ name, code, status, header, body }) => ({
      name,
      code,
      status,
      header: header.filter(({ key }) => key === 'Content-Type'),
      // Of files it makes up the content.
      ...(body?.startsWith('{') || body?.startsWith('[') ? { body } : {}),
    })),
  };
}

/** Blank, but for what has to be sent: of that, an id is 1 until somebody knows better. */
function tidyVariable({ key, value, description, disabled }: PostmanVariable): PostmanVariable {
  const isNumber = /^\d+$/.test(value);
  const isUuid = /^[\da-f]{8}-[\da-f-]{27}$/.test(value);
  return {
    key,
    value: disabled || isUuid ? '' : isNumber ? '1' : value,
    ...(description && { description: textOf(description) }),
    ...(disabled && { disabled }),
  };
}

/** Of a text that comes with its type, the text. */
function textOf(description: string | { readonly content: string }): string {
  return typeof description === 'string' ? description : description.content;
}
